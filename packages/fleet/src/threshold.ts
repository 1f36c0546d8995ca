import type { OutcomeCount } from '@moult/plugin-api';
import { countOutcome, type InconclusiveRule, type ServiceOutcome } from './service-outcomes.ts';

/** How many failures a phase may have: a share of its services, and optionally a count; whichever is reached first. */
export interface FailureLimit {
  /** Whole percent, 0 to 100. More than this share of the eligible services crosses the limit. */
  readonly percent: number;
  /** This many failures cross the limit, at least 1. */
  readonly maxFailures: number | undefined;
}

export const DEFAULT_FAILURE_LIMIT: FailureLimit = { percent: 20, maxFailures: undefined };

/** Whether `failed` failures among the `eligible` services of a phase cross its limit. Exact: only integers are compared. */
export function isThresholdCrossed(limit: FailureLimit, eligible: number, failed: number): boolean {
  if (failed * 100 > limit.percent * eligible) return true;
  return limit.maxFailures !== undefined && failed >= limit.maxFailures;
}

/** The most failures a phase of `eligible` services can have without crossing its limit. */
export function toleratedFailures(limit: FailureLimit, eligible: number): number {
  const byShare = Math.floor((limit.percent * eligible) / 100);
  return limit.maxFailures === undefined ? byShare : Math.min(byShare, limit.maxFailures - 1);
}

/** The sentence a plan prints about a phase: `phase C tolerates 0 failures of 4 services`. */
export function describeTolerance(phase: string, limit: FailureLimit, eligible: number): string {
  const failures = toleratedFailures(limit, eligible);
  const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  return `phase ${phase.toUpperCase()} tolerates ${plural(failures, 'failure')} of ${plural(eligible, 'service')}`;
}

/** Where a phase stands against its limit. */
export interface ThresholdVerdict {
  /** `pause` means within the limit, but an inconclusive service needs a person. */
  readonly kind: 'within' | 'pause' | 'crossed';
  readonly eligible: number;
  readonly failed: number;
  readonly inconclusive: number;
  readonly tolerated: number;
}

/**
 * Judges a phase by the outcomes it has so far. `eligible` is the number of services that the plan has in the phase, without
 * those it does not concern, so the answer does not depend on the order in which services end.
 */
export function judgeThreshold(
  policy: { readonly limit: FailureLimit; readonly onInconclusive: InconclusiveRule },
  eligible: number,
  outcomes: readonly ServiceOutcome[],
): ThresholdVerdict {
  const counts: readonly OutcomeCount[] = outcomes.map((outcome) => countOutcome(outcome, policy.onInconclusive));
  const failed = counts.filter((count) => count === 'failure').length;
  const inconclusive = outcomes.filter((outcome) => outcome === 'inconclusive').length;
  const tolerated = toleratedFailures(policy.limit, eligible);
  const facts = { eligible, failed, inconclusive, tolerated };
  if (isThresholdCrossed(policy.limit, eligible, failed)) return { kind: 'crossed', ...facts };
  return { kind: inconclusive > 0 && policy.onInconclusive === 'pause' ? 'pause' : 'within', ...facts };
}

/** Reads `20%`, `3` or `20%,3`. What is not named keeps its value of `base`; `undefined` when the text is none of these. */
export function parseFailureLimit(text: string, base: FailureLimit = DEFAULT_FAILURE_LIMIT): FailureLimit | undefined {
  let limit = base;
  for (const part of text.split(',')) {
    const match = /^\s*(\d{1,6})\s*(%?)\s*$/.exec(part);
    if (match === null) return undefined;
    const amount = Number(match[1]);
    if (match[2] === '%' && amount > 100) return undefined;
    if (match[2] !== '%' && amount < 1) return undefined;
    limit = match[2] === '%' ? { ...limit, percent: amount } : { ...limit, maxFailures: amount };
  }
  return limit;
}
