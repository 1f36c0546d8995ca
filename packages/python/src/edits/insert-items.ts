import { lineEndOf, lineStartOf } from '@moult/text';
import { type CommaList, type ListItem, ownsLines } from './comma-list.ts';
import type { Draft } from './draft.ts';
import { lineIndentAt } from './lay-fragment.ts';
import { joinPieces, measurePieces, type Piece } from './piece.ts';

/** Texts of elements, in the order they will stand in. */
export type NewItems = readonly (readonly Piece[])[];

/** Puts elements behind an element that stays, in the style of the lines around it. */
export function insertAfterItem(draft: Draft, list: CommaList, index: number, added: NewItems, limit: number): void {
  const item = list.items[index];
  if (item === undefined || added.length === 0) return;
  const isLast = index === list.items.length - 1;
  if (wantsOwnLine(list, index, added, limit)) {
    insertLinesAfter(draft, list, item, isLast, added);
    return;
  }
  draft.insert(item.end, ...joinPieces(...added.flatMap((pieces) => [[', '], pieces])));
}

/** Puts elements before an element. */
export function insertBeforeItem(draft: Draft, list: CommaList, index: number, added: NewItems): void {
  const item = list.items[index];
  if (item === undefined || added.length === 0) return;
  const isMultiline = item.isFirstOnLine && (ownsLines(item) || index === 0);
  const separator = isMultiline ? `,${draft.newline(item.start)}${lineIndentAt(list.tree, item.start)}` : ', ';
  draft.insert(item.start, ...joinPieces(...added.flatMap((pieces) => [pieces, [separator]])));
}

/** New lines after the line of the element: its comma is added where it has none, and the list's last comma stays the list's style. */
function insertLinesAfter(draft: Draft, list: CommaList, item: ListItem, isLast: boolean, added: NewItems): void {
  const { text } = list.tree;
  const indent = lineIndentAt(list.tree, item.start);
  const hasFinalComma = !isLast || item.comma !== undefined;
  const lead = draft.newline(item.end) + indent;
  const lines = added.flatMap((pieces, index) => [
    [lead],
    pieces,
    [hasFinalComma || index < added.length - 1 ? ',' : ''],
  ]);
  const lineEnd = lineEndOf(text, item.outerEnd);
  const end = item.isLastOnLine ? Math.min(lineEnd, list.end) : item.outerEnd;
  if (item.comma !== undefined) {
    draft.insert(trimBack(text, end, item.outerEnd), ...joinPieces(...lines));
    return;
  }
  const at = trimBack(text, end, item.outerEnd);
  if (at === item.end) {
    draft.insert(item.end, ...joinPieces([','], ...lines));
    return;
  }
  draft.insert(item.end, ',');
  draft.insert(at, ...joinPieces(...lines));
}

/** Whether new elements get lines of their own: as their neighbour has, or because they do not fit beside it. */
function wantsOwnLine({ tree, items }: CommaList, index: number, added: NewItems, limit: number): boolean {
  const item = items[index];
  if (item === undefined) return false;
  const first = items[0];
  const isSpread = first !== undefined && first.node.line < item.node.line;
  if (item.isFirstOnLine && (item.isLastOnLine || isSpread)) return true;
  const sharesLine = items.some(
    (other, at) => at !== index && other.isFirstOnLine && other.node.line === item.node.line,
  );
  if (!sharesLine || !item.isLastOnLine) return false;
  const width = added.reduce((sum, pieces) => sum + measurePieces(pieces).width + 2, 0);
  return lineEndOf(tree.text, item.end) - lineStartOf(tree.text, item.end) + width > limit;
}

function trimBack(text: string, end: number, least: number): number {
  let at = end;
  while (at > least && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  return at;
}
