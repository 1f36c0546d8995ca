import type { Candidate } from '../rewrite/candidate.ts';

/** The fixed order in which changes are merged: plugins in their order, then path, first offset, rule, key. */
export function sortForMerge(
  candidates: readonly Candidate[],
  pluginRank: (plugin: string) => number,
): readonly Candidate[] {
  return [...candidates].sort(
    (a, b) =>
      pluginRank(a.owner.plugin) - pluginRank(b.owner.plugin) ||
      compareText(a.place.path, b.place.path) ||
      firstOffset(a) - firstOffset(b) ||
      a.owner.rank - b.owner.rank ||
      compareText(a.key, b.key),
  );
}

/** Orders texts by their UTF-16 units, whatever the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function firstOffset({ edits, place }: Candidate): number {
  return edits.reduce(
    (first, edit) => Math.min(first, edit.start),
    edits.length === 0 ? place.start : Number.POSITIVE_INFINITY,
  );
}
