import { applyEdits, findOverlap } from '@moult/text';
import type { Candidate } from '../rewrite/candidate.ts';
import type { RewriteState } from '../rewrite/rewrite-state.ts';
import { byPlace, plainEdit } from './describe-changes.ts';
import type { PlanConflict, PlanConflictSide } from './plan-document.ts';

/** Pairs of changes of which one could not be made because of the other. */
export function describeConflicts(
  service: string,
  state: RewriteState,
  ids: ReadonlyMap<string, string>,
): readonly PlanConflict[] {
  const conflicts = [...state.exclusions.values()].flatMap(({ conflict }) => conflict ?? []);
  return conflicts
    .map(({ kind, refused, kept, reason }): PlanConflict => {
      const { path, line, column } = refused.place;
      const other = kept && sideOf(state, kept, ids);
      return {
        service,
        path,
        line,
        column,
        kind,
        refused: sideOf(state, refused, ids),
        ...(other && { kept: other }),
        reason,
      };
    })
    .sort((a, b) => byPlace({ ...a, ...a.refused }, { ...b, ...b.refused }));
}

function sideOf(state: RewriteState, candidate: Candidate, ids: ReadonlyMap<string, string>): PlanConflictSide {
  const { owner, place, originalEdits, key } = candidate;
  return {
    plugin: owner.plugin,
    rule: owner.rule,
    change: ids.get(key) ?? '',
    line: place.line,
    column: place.column,
    text: textAfter(state, candidate),
    edits: originalEdits.map(plainEdit),
  };
}

function textAfter(state: RewriteState, { place, originalEdits }: Candidate): string {
  const text = state.texts.get(place.path)?.original.slice(place.start, place.end) ?? '';
  const inside = originalEdits
    .filter(({ path, start, end }) => path === place.path && place.start <= start && end <= place.end)
    .map(({ start, end, newText }) => ({ start: start - place.start, end: end - place.start, newText }));
  // Edits of a later pass, seen from the text as read, may fall on one place; then the place as it was is all there is to show.
  return findOverlap(inside) === undefined ? applyEdits(text, inside) : text;
}
