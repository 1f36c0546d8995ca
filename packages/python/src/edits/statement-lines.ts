import { lineEndOf, lineStartOf } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { EditScope } from './edit-scope.ts';
import { indentUnitOf, lineIndentAt } from './lay-fragment.ts';
import { statementsOf } from './tree-places.ts';

/** Whether a block follows its colon on the same line: `if x: return`. */
export function isOnHeaderLine(block: TreeNode): boolean {
  if (block.kind !== 'block') return false;
  const { text } = block.tree;
  return text.slice(lineStartOf(text, block.start), block.start).trim() !== '';
}

/** Whether another statement stands on a line of this one. */
export function sharesLine(statement: TreeNode): boolean {
  return neighbour(statement, -1) !== undefined || neighbour(statement, 1) !== undefined;
}

/** The statement before (-1) or after (1) this one on the same line. */
export function neighbour(statement: TreeNode, step: -1 | 1): TreeNode | undefined {
  const all = statement.parent === undefined ? [] : statementsOf(statement.parent);
  const other = all[all.indexOf(statement) + step];
  if (other === undefined) return undefined;
  const between = step < 0 ? [other.end, statement.start] : [statement.end, other.start];
  return /[\r\n]/.test(statement.tree.text.slice(between[0], between[1])) ? undefined : other;
}

/** Moves the body of `if x: a; b` to a line of its own, and returns its indentation. */
export function openBody({ draft }: EditScope, block: TreeNode): string {
  const { tree } = draft;
  const indent = lineIndentAt(tree, block.parent?.start ?? block.start) + indentUnitOf(tree);
  let start = block.start;
  while (tree.text[start - 1] === ' ' || tree.text[start - 1] === '\t') start--;
  draft.replaceOnce({ start, end: block.start }, `${draft.newline(block.start)}${indent}`);
  return indent;
}

/** Where the last line of a statement ends, its comment included. */
export function lastLineEnd(statement: TreeNode): number {
  return lineEndOf(statement.tree.text, statement.end);
}
