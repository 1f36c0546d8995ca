import type { Priority, Risk } from '@moult/plugin-api';

/** The rule of `assessRisk`, in the words that `moult analyze` prints. */
export const RISK_RULE =
  'Risk: critical priority or at least three breaking changes is very high; two breaking changes or high priority is high; ' +
  'medium priority is medium; everything else is low.';

/** The risk of upgrading a service. A change that only moves a requirement is not a breaking one and does not count. */
export function assessRisk(priority: Priority, breakingChanges: number): Risk {
  if (priority === 'critical' || breakingChanges >= 3) return 'very-high';
  if (breakingChanges === 2 || priority === 'high') return 'high';
  return priority === 'medium' ? 'medium' : 'low';
}
