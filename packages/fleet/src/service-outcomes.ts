import type { OutcomeCount } from '@moult/plugin-api';

/** How the work on a service can end. */
export const SERVICE_OUTCOMES = [
  'succeeded',
  'unchanged',
  'not-applicable',
  'awaiting-work',
  'held',
  'failed',
  'timed-out',
  'crashed',
  'drifted',
  'inconclusive',
  'skipped-threshold',
  'skipped-by-policy',
  'cancelled',
] as const;

export type ServiceOutcome = (typeof SERVICE_OUTCOMES)[number];

/** What an inconclusive service does to the run: it counts as a failure, or the run pauses for a person. */
export type InconclusiveRule = 'fail' | 'pause';

/**
 * How an outcome counts against the failure threshold. A service that waits for a person, that was cancelled, or that was never
 * started, is neither a success nor a failure.
 */
export function countOutcome(outcome: ServiceOutcome, onInconclusive: InconclusiveRule): OutcomeCount {
  switch (outcome) {
    case 'succeeded':
    case 'unchanged':
      return 'success';
    case 'failed':
    case 'timed-out':
    case 'crashed':
    case 'drifted':
      return 'failure';
    case 'inconclusive':
      return onInconclusive === 'fail' ? 'failure' : 'neither';
    case 'not-applicable':
    case 'awaiting-work':
    case 'held':
    case 'skipped-threshold':
    case 'skipped-by-policy':
    case 'cancelled':
      return 'neither';
  }
}

/** Whether `text` is the name of an outcome. */
export function isServiceOutcome(text: string): text is ServiceOutcome {
  return SERVICE_OUTCOMES.some((outcome) => outcome === text);
}
