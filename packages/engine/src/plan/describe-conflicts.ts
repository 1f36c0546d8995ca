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
      const other = kept && sideOf(kept, ids);
      return {
        service,
        path,
        line,
        column,
        kind,
        refused: sideOf(refused, ids),
        ...(other && { kept: other }),
        reason,
      };
    })
    .sort((a, b) => byPlace({ ...a, ...a.refused }, { ...b, ...b.refused }));
}

function sideOf(candidate: Candidate, ids: ReadonlyMap<string, string>): PlanConflictSide {
  const { owner, place, originalEdits, key } = candidate;
  return {
    plugin: owner.plugin,
    rule: owner.rule,
    change: ids.get(key) ?? '',
    line: place.line,
    column: place.column,
    edits: originalEdits.map(plainEdit),
  };
}
