import { statusOfChange } from '../ledger/change-status.ts';
import { compareText } from '../merge/merge-order.ts';
import { editsOfOriginal } from '../pieces/piece-text.ts';
import type { Candidate } from '../rewrite/candidate.ts';
import { gradesOf } from '../rewrite/grade-units.ts';
import type { RewriteContext, RewriteState } from '../rewrite/rewrite-state.ts';
import type { PlanChange, PlanEdit } from './plan-document.ts';

/** All changes of a service, made or not, in the order of a plan. */
export function describeChanges(
  context: RewriteContext,
  state: RewriteState,
  ids: ReadonlyMap<string, string>,
): readonly PlanChange[] {
  const grades = gradesOf(context, state.candidates.values());
  const written = writtenEdits(state);
  return [...state.candidates.values()]
    .filter(({ key }) => !state.joined.has(key))
    .map((candidate): PlanChange => {
      const { key, unit, owner, place, source } = candidate;
      const status = statusOfChange(state, key) ?? { status: 'offered', reason: undefined };
      return {
        id: ids.get(key) ?? '',
        unit,
        service: context.input.service.name,
        plugin: owner.plugin,
        rule: owner.rule,
        jointly: jointOwners(state, key),
        grade: candidate.grade,
        unitGrade: grades.get(unit) ?? candidate.grade,
        lowered: candidate.lowered,
        path: place.path,
        line: place.line,
        column: place.column,
        endLine: place.endLine,
        message: candidate.message,
        why: candidate.why,
        ...(source !== undefined && { source }),
        evidence: candidate.evidence,
        status: status.status,
        ...(status.reason !== undefined && { reason: status.reason }),
        edits: status.status === 'selected' ? editsBy(state, written, key) : candidate.originalEdits.map(plainEdit),
      };
    })
    .sort(byPlace);
}

/** The order of everything in a plan that has a place. */
export function byPlace(
  a: Pick<PlanChange, 'path' | 'line' | 'column' | 'plugin' | 'rule'> & { readonly id?: string },
  b: Pick<PlanChange, 'path' | 'line' | 'column' | 'plugin' | 'rule'> & { readonly id?: string },
): number {
  return (
    compareText(a.path, b.path) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.plugin, b.plugin) ||
    compareText(a.rule, b.rule) ||
    compareText(a.id ?? '', b.id ?? '')
  );
}

function jointOwners(state: RewriteState, key: string): PlanChange['jointly'] {
  return [...state.joined]
    .filter(([, leading]) => leading === key)
    .flatMap(([joined]) => state.candidates.get(joined) ?? [])
    .map(({ owner: { plugin, rule } }) => ({ plugin, rule }));
}

function writtenEdits(state: RewriteState): ReadonlyMap<string, readonly PlanEdit[]> {
  const byKey = new Map<string, PlanEdit[]>();
  for (const [path, text] of [...state.texts].sort(([a], [b]) => compareText(a, b))) {
    for (const { start, end, newText, owners } of editsOfOriginal(text)) {
      for (const key of owners) byKey.set(key, [...(byKey.get(key) ?? []), { path, start, end, newText }]);
    }
  }
  return byKey;
}

/** What was written for a change; where another change did its work, what that one wrote. */
function editsBy(
  state: RewriteState,
  written: ReadonlyMap<string, readonly PlanEdit[]>,
  key: string,
): readonly PlanEdit[] {
  const carrier = state.carried.get(key);
  return written.get(key) ?? (carrier === undefined ? [] : (written.get(carrier) ?? []));
}

/** An edit with the keys of a plan and no others. */
export function plainEdit({ path, start, end, newText }: Candidate['originalEdits'][number]): PlanEdit {
  return { path, start, end, newText };
}
