import type { PlanDocument } from '@moult/engine';
import type { ExitCondition } from '@moult/fleet';

/** What of a plan decides the exit code: a rule that failed, a conflict or a refused change makes the answer partial. */
export function planConditions(plan: PlanDocument): readonly ExitCondition[] {
  const isPartial = plan.failures.length > 0 || plan.conflicts.length > 0 || plan.totals.sites.refused > 0;
  return isPartial ? ['partial'] : [];
}
