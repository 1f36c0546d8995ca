/** A half-open range of text, `start` included and `end` not, in UTF-16 units from 0. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Whether every unit of `inner` is also in `outer`; an empty range at either end of `outer` counts as inside. */
export function containsRange(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether the unit at `offset` is in `range`. */
export function containsOffset(range: TextRange, offset: number): boolean {
  return range.start <= offset && offset < range.end;
}

/**
 * Whether two ranges compete for the same text: they share a unit, or one is empty and lies strictly inside the other.
 * Ranges that only touch do not overlap.
 */
export function rangesOverlap(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether one range begins where the other ends. */
export function rangesTouch(a: TextRange, b: TextRange): boolean {
  return a.end === b.start || b.end === a.start;
}

/** The text a range stands for. */
export function sliceRange(text: string, range: TextRange): string {
  return text.slice(range.start, range.end);
}
