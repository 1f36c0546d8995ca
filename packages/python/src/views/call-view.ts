import type { ArgumentView, CallView } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';

/** An argument whose nodes are those of the tree. */
export interface TreeArgument extends ArgumentView {
  readonly value: TreeNode;
  readonly node: TreeNode;
}

/** A call whose nodes are those of the tree. */
export interface TreeCall extends CallView {
  readonly node: TreeNode;
  readonly callee: TreeNode;
  readonly arguments: readonly TreeArgument[];
  keyword(name: string): TreeArgument | undefined;
  positional(index: number): TreeArgument | undefined;
}

/** The view of a `call` node; undefined for a node of another kind, and for a call the parser could not finish. */
export function viewCall(node: TreeNode): TreeCall | undefined {
  if (node.kind !== 'call') return undefined;
  const callee = node.field('function');
  const list = node.field('arguments');
  if (callee === undefined || list === undefined) return undefined;
  const views = viewArguments(list);
  return {
    node,
    callee,
    arguments: views,
    hasStar: views.some((argument) => argument.kind === 'star'),
    hasDoubleStar: views.some((argument) => argument.kind === 'double-star'),
    keyword: (name) => views.find((argument) => argument.name === name),
    positional: (index) => findPositional(views, index),
  };
}

/** The arguments of an `argument_list`, or of the bare generator expression that stands in its place. */
export function viewArguments(list: TreeNode): readonly TreeArgument[] {
  if (list.kind === 'generator_expression') return [{ kind: 'positional', name: undefined, value: list, node: list }];
  return list.children.flatMap((child) => viewArgument(child) ?? []);
}

function viewArgument(node: TreeNode): TreeArgument | undefined {
  switch (node.kind) {
    case 'comment':
    case 'ERROR':
      return undefined;
    case 'keyword_argument': {
      const value = node.field('value');
      return value && { kind: 'keyword', name: node.field('name')?.text, value, node };
    }
    case 'list_splat':
      return splat('star', node);
    case 'dictionary_splat':
      return splat('double-star', node);
    default:
      return { kind: 'positional', name: undefined, value: node, node };
  }
}

function splat(kind: 'star' | 'double-star', node: TreeNode): TreeArgument | undefined {
  const value = node.children.find((child) => child.kind !== 'comment');
  return value && { kind, name: undefined, value, node };
}

function findPositional(views: readonly TreeArgument[], index: number): TreeArgument | undefined {
  let seen = 0;
  for (const argument of views) {
    if (argument.kind === 'star') return undefined;
    if (argument.kind === 'positional' && seen++ === index) return argument;
  }
  return undefined;
}
