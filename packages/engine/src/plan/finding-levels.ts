import type { PlanFinding } from './plan-document.ts';

type Leveled = Pick<PlanFinding, 'level'>;

/** The findings somebody has to act on. */
export function workOrders<F extends Leveled>(findings: readonly F[]): readonly F[] {
  return findings.filter((finding) => finding.level === 'work');
}

/** The findings that are told, and stay as they are when nobody acts. */
export function notes<F extends Leveled>(findings: readonly F[]): readonly F[] {
  return findings.filter((finding) => finding.level === 'note');
}
