import type { CommaList } from './comma-list.ts';
import { type EditScope, placeAt } from './edit-scope.ts';
import type { NewItems } from './insert-items.ts';
import type { Piece } from './piece.ts';

/**
 * Spreads a list of one line over several, with new elements behind `index`: all elements on one line of their own where they fit, else
 * one a line. `room` is the width that the old elements have between the margins.
 */
export function explodeList(scope: EditScope, list: CommaList, index: number, added: NewItems, room: number): void {
  const { indent, newline, unit } = placeAt(scope, list.start);
  const hasFinalComma = list.items.at(-1)?.comma !== undefined;
  const isOneLine = !hasFinalComma && indent.length + unit.length + list.end - list.start <= room;
  const separator = isOneLine ? ', ' : `,${newline}${indent}${unit}`;
  const { draft } = scope;
  for (const [at, item] of list.items.entries()) {
    if (at === 0) draft.replace({ start: list.start, end: item.start }, [newline + indent + unit]);
    const next = list.items[at + 1];
    const extra: readonly Piece[] = at === index ? added.flatMap((pieces) => [separator, ...pieces]) : [];
    if (next !== undefined) draft.replace({ start: item.end, end: next.start }, [...extra, separator]);
    else draft.replace({ start: item.end, end: list.end }, [...extra, `${isOneLine ? '' : ','}${newline}${indent}`]);
  }
}
