import type { PlanChangeStatus } from '../plan/plan-document.ts';
import type { RewriteState } from '../rewrite/rewrite-state.ts';

/** What became of a change. */
export interface ChangeStatus {
  readonly status: PlanChangeStatus;
  /** Why it is not selected. */
  readonly reason: string | undefined;
}

/** The status of a change by its key; undefined when it is neither applied nor kept out. */
export function statusOfChange(state: RewriteState, key: string): ChangeStatus | undefined {
  const candidate = state.candidates.get(key);
  if (candidate === undefined) return undefined;
  if (state.applied.has(key)) return { status: 'selected', reason: undefined };
  const carrier = state.carried.get(key);
  if (carrier !== undefined && carrier !== key) return statusOfChange(state, carrier);
  const exclusion = [candidate.unit, ...candidate.sharedUnits]
    .map((unit) => state.exclusions.get(unit))
    .find((each) => each !== undefined);
  return exclusion && { status: exclusion.status, reason: exclusion.reason };
}
