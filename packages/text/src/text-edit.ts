import { rangesOverlap, type TextRange } from './text-range.ts';

/** Puts `newText` in the place of a range; an empty range inserts, an empty text removes. */
export interface TextEdit extends TextRange {
  readonly newText: string;
}

/** An edit that puts `newText` before the unit at `offset`. */
export function insertion(offset: number, newText: string): TextEdit {
  return { start: offset, end: offset, newText };
}

/** An edit that puts `newText` in the place of `range`. */
export function replacement(range: TextRange, newText: string): TextEdit {
  return { start: range.start, end: range.end, newText };
}

/** An edit that takes `range` out. */
export function removal(range: TextRange): TextEdit {
  return { start: range.start, end: range.end, newText: '' };
}

/** Orders edits by where they begin; at the same place an insertion comes before what replaces the text after it. */
export function compareEdits(a: TextEdit, b: TextEdit): number {
  return a.start - b.start || a.end - b.end;
}

/** The edits in the order of `compareEdits`; edits at the very same place keep the order they are given in. */
export function sortEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort(compareEdits);
}

/** Whether two edits say the same. */
export function sameEdit(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start && a.end === b.end && a.newText === b.newText;
}

/**
 * The first pair of edits that cannot both be applied, in text order; undefined when all can. Edits may touch, and several may insert
 * at one place; the same text cannot be replaced twice.
 */
export function findOverlap(edits: readonly TextEdit[]): readonly [TextEdit, TextEdit] | undefined {
  let widest: TextEdit | undefined;
  for (const edit of sortEdits(edits)) {
    if (widest !== undefined && rangesOverlap(widest, edit)) return [widest, edit];
    if (widest === undefined || edit.end >= widest.end) widest = edit;
  }
  return undefined;
}
