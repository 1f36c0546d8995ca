import type { SyntaxNode } from '@moult/plugin-api';

/** Members of a Topic that code written for the new type uses. */
const TOPIC_MEMBERS = ['value', 'matches'];

/** Why a read of the topic of a message can stay as it is when the topic is a Topic instead of a string; undefined when it cannot. */
export function whyTopicStays(node: SyntaxNode): string | undefined {
  const { parent } = node;
  if (parent?.kind === 'attribute' && TOPIC_MEMBERS.includes(parent.field('attribute')?.text ?? ''))
    return 'it is used as a Topic';
  return isFormatted(node) ? 'formatted as text, a Topic gives the same text' : undefined;
}

function isFormatted(node: SyntaxNode): boolean {
  const parent = node.parent;
  if (parent?.kind === 'interpolation')
    return (
      !parent.children.some((child) => child.kind === 'type_conversion' && child.text !== '!s') &&
      !parent.children.some((child) => child.kind === 'format_specifier')
    );
  const call = parent?.kind === 'argument_list' ? parent.parent : undefined;
  return call?.field('function')?.text === 'str' && parent?.children.length === 1;
}
