import { compareEdits, findOverlap, sortEdits, type TextEdit } from './text-edit.ts';

/**
 * The text after all edits. They may come in any order and may touch; insertions at one place are written in the order given.
 * Throws a `RangeError` when two edits overlap or one falls outside the text; `findOverlap` tells beforehand.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = sortEdits(edits);
  checkEdits(text, sorted);
  const pieces: string[] = [];
  let copied = 0;
  for (const edit of sorted) {
    pieces.push(text.slice(copied, edit.start), edit.newText);
    copied = edit.end;
  }
  pieces.push(text.slice(copied));
  return pieces.join('');
}

/**
 * Where an offset of the old text is in the new one. An offset inside replaced text moves to the end of its replacement; an offset at
 * an insertion stays before it.
 */
export function mapOffset(edits: readonly TextEdit[], offset: number): number {
  let shift = 0;
  for (const edit of [...edits].sort(compareEdits)) {
    if (edit.start >= offset) break;
    if (edit.end > offset) return edit.start + shift + edit.newText.length;
    shift += edit.newText.length - (edit.end - edit.start);
  }
  return offset + shift;
}

function checkEdits(text: string, sorted: readonly TextEdit[]): void {
  const outside = sorted.find((edit) => edit.start < 0 || edit.end < edit.start || edit.end > text.length);
  if (outside !== undefined) {
    throw new RangeError(`The edit ${describeEdit(outside)} falls outside a text of ${text.length} units.`);
  }
  const overlap = findOverlap(sorted);
  if (overlap !== undefined) {
    throw new RangeError(`The edits ${describeEdit(overlap[0])} and ${describeEdit(overlap[1])} overlap.`);
  }
}

function describeEdit(edit: TextEdit): string {
  return `${edit.start}-${edit.end} ${JSON.stringify(edit.newText.slice(0, 40))}`;
}
