import { compareText } from '../merge/merge-order.ts';
import type { RewriteState } from '../rewrite/rewrite-state.ts';
import type { PlanSuppression } from './plan-document.ts';

/**
 * The suppression comments of a service and how many changes and findings each keeps out. One that speaks only of plugins which are not in the
 * run is left out: this run cannot tell whether it is of use.
 */
export function describeSuppressions(
  service: string,
  state: RewriteState,
  plugins: readonly string[],
): readonly PlanSuppression[] {
  const used = new Map<string, number>();
  for (const { suppressedBy, verdict } of state.sites.values()) {
    if (suppressedBy === undefined || verdict.kind === 'unaffected') continue;
    used.set(suppressedBy, (used.get(suppressedBy) ?? 0) + 1);
  }
  const isInRun = (rule: string): boolean => rule === '*' || plugins.includes(rule.split('/', 1)[0] ?? rule);
  return [...state.suppressions.values()]
    .filter(({ rules }) => rules.some(isInRun))
    .map(({ key, path, line, rules, reason }) => ({ service, path, line, rules, reason, used: used.get(key) ?? 0 }))
    .sort((a, b) => compareText(a.path, b.path) || a.line - b.line);
}
