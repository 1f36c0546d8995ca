import { rangesOverlap, removal, sortEdits, type TextEdit } from '@moult/text';

/** Sorts edits and makes removals that overlap one: neighbours in a list both take the comma between them. */
export function joinRemovals(edits: readonly TextEdit[]): readonly TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of sortEdits(edits)) {
    const last = joined.at(-1);
    const canJoin = last !== undefined && last.newText === '' && edit.newText === '' && rangesOverlap(last, edit);
    if (canJoin) joined.splice(-1, 1, removal({ start: last.start, end: Math.max(last.end, edit.end) }));
    else joined.push(edit);
  }
  return joined;
}
