import { defineRule, py, referenceTo, type SyntaxNode } from '@moult/plugin-api';
import { pahoMessages } from '../facts/paho-messages.ts';
import { PAHO_MESSAGE, UNIT } from '../names.ts';

/** Members of a Topic that code written for the new type uses. */
const TOPIC_MEMBERS = ['value', 'matches'];

/** The topic of a message was a string and is a `Topic`. */
export const topicValue = defineRule({
  name: 'topic-value',
  summary: 'the topic of a message is a Topic; its text is `topic.value`',
  source: 'https://aiomqtt.bo3hm.com/subscribing-to-a-topic.html',
  grade: 'safe',
  find: referenceTo(`${PAHO_MESSAGE}.topic`),
  fix({ site, file, edit, leave, facts }) {
    if (site.node.kind !== 'attribute') return leave('it is a name that was given the topic, whose text it then is');
    if (site.node.kind !== 'attribute' || site.node.field('attribute')?.text !== 'topic') {
      return leave('it is a value that was taken from a message before, and is text already');
    }
    const message = site.node.field('object');
    if (message === undefined || !file.refersTo(message, PAHO_MESSAGE))
      return leave('it is an attribute of something else, which was given the text of the topic');
    if (!facts(pahoMessages).include(file, message))
      return leave('it is a message of a paho client, which keeps its topic');
    if (site.isTarget) return leave('it is written to, not read');
    const parent = site.node.parent;
    if (parent?.kind === 'attribute' && TOPIC_MEMBERS.includes(parent.field('attribute')?.text ?? ''))
      return leave('it is used as a Topic');
    if (isFormatted(site.node)) return leave('formatted as text, a Topic gives the same text');
    edit.replace(site.node, py`${site.node}.value`);
    edit.unit(UNIT);
    edit.evidence('a Topic is never equal to a string and has none of the methods of one');
  },
});

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
