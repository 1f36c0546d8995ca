import type { CallView, SyntaxNode } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import { refuseEdit } from './refuse-edit.ts';
import { asTreeNode, codeChildren } from './tree-places.ts';

/** One argument as written. */
export interface Argument {
  readonly kind: 'positional' | 'keyword' | 'star' | 'double-star';
  readonly name: string | undefined;
  readonly nameNode: TreeNode | undefined;
  readonly value: TreeNode;
  readonly node: TreeNode;
}

/** The call node behind a view or node; refused when it is no call. */
export function callNodeOf(call: CallView | SyntaxNode): TreeNode {
  const node = asTreeNode('callee' in call ? call.node : call);
  if (node.kind === 'call') return node;
  const inner = node.kind === 'await' || node.kind === 'parenthesized_expression' ? codeChildren(node)[0] : undefined;
  if (inner?.kind === 'call') return inner;
  return refuseEdit(node, `\`${firstLine(node)}\` is not a call, so it has no arguments to change`);
}

/** The arguments of an `argument_list`, in order. */
export function readArguments(list: TreeNode): readonly Argument[] {
  return codeChildren(list).map(readArgument);
}

function readArgument(node: TreeNode): Argument {
  const base = { name: undefined, nameNode: undefined, node };
  switch (node.kind) {
    case 'keyword_argument': {
      const nameNode = node.field('name');
      return { kind: 'keyword', name: nameNode?.text, nameNode, value: node.field('value') ?? node, node };
    }
    case 'list_splat':
      return { ...base, kind: 'star', value: codeChildren(node)[0] ?? node };
    case 'dictionary_splat':
      return { ...base, kind: 'double-star', value: codeChildren(node)[0] ?? node };
    default:
      return { ...base, kind: 'positional', value: node };
  }
}

/** Finds an argument by keyword, or by position; refused when there is none, or none that can be known. */
export function findArgument(all: readonly Argument[], which: string | number, call: TreeNode): Argument {
  const found = typeof which === 'string' ? all.find(({ name }) => name === which) : nthPositional(all, which);
  if (found !== undefined) return found;
  const what = typeof which === 'string' ? `keyword argument \`${which}\`` : `positional argument ${which + 1}`;
  return refuseEdit(call, `The call \`${firstLine(call)}\` has no ${what} that can be told apart`);
}

/** The nth positional argument; undefined behind a star argument, whose length nobody knows. */
function nthPositional(all: readonly Argument[], index: number): Argument | undefined {
  const star = all.findIndex(({ kind }) => kind === 'star');
  const known = star < 0 ? all : all.slice(0, star);
  return known.filter(({ kind }) => kind === 'positional')[index];
}

/** The first line of a node, for messages. */
export function firstLine(node: TreeNode): string {
  const line = /^[^\r\n]*/.exec(node.text)?.[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
