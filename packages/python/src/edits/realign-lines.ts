import { lineStartOf } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { Draft } from './draft.ts';
import { codeChildren } from './tree-places.ts';

/** Keeps the arguments of a call aligned under its bracket when its callee gets another width. */
export function realignArguments(draft: Draft, callee: TreeNode, width: number): void {
  const call = callee.parent;
  const list = call?.kind === 'call' && call.field('function') === callee ? call.field('arguments') : undefined;
  const first = list === undefined ? undefined : codeChildren(list)[0];
  if (list === undefined || first === undefined || callee.line !== callee.endLine) return;
  realignLines(draft, { opened: list.line, end: list.end, first }, width - (callee.end - callee.start));
}

/** Lines between brackets: the line of the opening one, where the closing one ends, the first element. */
export interface AlignedLines {
  readonly opened: number;
  readonly end: number;
  readonly first: TreeNode;
}

/** Moves the lines behind the first one by `growth` columns, where all of them are aligned under the first element or stand further in. */
export function realignLines(draft: Draft, { opened, end, first }: AlignedLines, growth: number): void {
  const { text, lines } = draft.tree;
  const last = lines.lineAt(end - 1);
  if (growth === 0 || first.line !== opened || last === opened) return;
  const column = first.start - lineStartOf(text, first.start);
  const starts = Array.from({ length: last - opened }, (_, index) => lines.lineStart(opened + 1 + index) ?? end);
  const under = ' '.repeat(column);
  const isAligned = starts.every((start) => text.startsWith(under, start) || isBlankOrString(draft, start));
  const [second] = starts;
  if (!isAligned || second === undefined || text.startsWith(`${under} `, second)) return;
  const shift =
    growth < 0
      ? { at: column + growth, remove: -growth, insert: '' }
      : { at: column, remove: 0, insert: ' '.repeat(growth) };
  draft.indents.shift(second, end, shift);
}

/** Lines that no indentation belongs to. */
function isBlankOrString(draft: Draft, start: number): boolean {
  const { tree } = draft;
  return /^[ \t]*$/m.exec(tree.text.slice(start))?.index === 0 || tree.nodeAt(start).kind.startsWith('string');
}
