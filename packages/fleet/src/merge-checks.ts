import type { CheckResult } from './check-result.ts';

/** Adds check results; an added one replaces an earlier result of the same check. */
export function mergeChecks(known: readonly CheckResult[], added: readonly CheckResult[]): readonly CheckResult[] {
  const names = new Set(added.map((result) => result.check));
  return [...known.filter((result) => !names.has(result.check)), ...added];
}
