import type { TreeNode } from '../syntax/tree-node.ts';

/** One item of a `with` statement. */
export interface WithItem {
  /** The `with_statement`. */
  readonly statement: TreeNode;
  /** The `with_item`. */
  readonly node: TreeNode;
  readonly context: TreeNode;
  /** What follows `as`: a name, attribute, subscript, tuple or list. */
  readonly target: TreeNode | undefined;
  readonly isAsync: boolean;
}

/** The items of a `with` statement in source order, however they are parenthesised; empty for any other node. */
export function viewWith(statement: TreeNode): readonly WithItem[] {
  if (statement.kind !== 'with_statement') return [];
  const clause = statement.children.find((child) => child.kind === 'with_clause');
  return (clause?.children ?? []).flatMap((node) => viewItem(statement, node) ?? []);
}

function viewItem(statement: TreeNode, node: TreeNode): WithItem | undefined {
  const value = node.field('value');
  if (node.kind !== 'with_item' || value === undefined) return undefined;
  // `with (a() as b):` reaches us as one parenthesised item.
  const inner = value.kind === 'parenthesized_expression' ? value.children.find(isPattern) : undefined;
  const pattern = value.kind === 'as_pattern' ? value : inner;
  const isAsync = statement.isAsync;
  if (pattern === undefined) return { statement, node, context: value, target: undefined, isAsync };
  const context = pattern.children.find((child) => child.kind !== 'comment') ?? value;
  const target = pattern.field('alias')?.children.find((child) => child.kind !== 'comment');
  return { statement, node, context, target, isAsync };
}

function isPattern(node: TreeNode): boolean {
  return node.kind === 'as_pattern';
}
