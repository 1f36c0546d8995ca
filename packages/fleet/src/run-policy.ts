import type { InconclusiveRule } from './service-outcomes.ts';
import { DEFAULT_FAILURE_LIMIT, type FailureLimit } from './threshold.ts';

/** What is taken back when a phase crosses its limit. */
export type AbortRule = 'keep' | 'failed' | 'phase' | 'run';

/** The rules a run was started under; they are recorded and do not change while it lasts. */
export interface RunPolicy {
  readonly limit: FailureLimit;
  readonly onInconclusive: InconclusiveRule;
  readonly onAbort: AbortRule;
  /** After the limit is crossed, running services finish, or stop at their next safe point. */
  readonly abortMode: 'finish' | 'fast';
  readonly concurrency: number;
  /** Time limit of one step, in seconds. */
  readonly timeoutSeconds: number;
  readonly dryRun: boolean;
  readonly skipTests: boolean;
  /** The reason given for passing every checkpoint without a person. */
  readonly approveAll: string | undefined;
  /** Services whose findings for a person were accepted. */
  readonly acceptManual: 'none' | 'all' | readonly string[];
}

export const DEFAULT_RUN_POLICY: RunPolicy = {
  limit: DEFAULT_FAILURE_LIMIT,
  onInconclusive: 'pause',
  onAbort: 'failed',
  abortMode: 'finish',
  concurrency: 4,
  timeoutSeconds: 300,
  dryRun: false,
  skipTests: false,
  approveAll: undefined,
  acceptManual: 'none',
};

/** The sentences a report prints in its warning band: every rule of the policy that weakens a guarantee. */
export function describeWeakenedSafety(policy: RunPolicy): readonly string[] {
  const warnings: string[] = [];
  if (policy.skipTests) warnings.push('Tests were skipped: no service is verified by its tests.');
  if (policy.approveAll !== undefined) warnings.push(`Checkpoints were passed without a person: ${policy.approveAll}`);
  if (policy.limit.percent === 100)
    warnings.push('The failure limit is 100 %: no number of failures stops a phase by its share.');
  if (policy.onAbort === 'keep') warnings.push('Failed services are kept as they are when a phase is aborted.');
  return warnings;
}
