import { type Advance, advance, type Transitions } from './advance.ts';
import type { ServiceOutcome } from './service-outcomes.ts';

/** Where the work on one service stands: under way, ended with an outcome, or taken back. */
export type ServiceState =
  | 'planned'
  | 'queued'
  | 'preflight'
  | 'baseline'
  | 'backing-up'
  | 'applying'
  | 'applied'
  | 'validating'
  | ServiceOutcome
  | 'rolling-back'
  | 'rolled-back'
  | 'rollback-refused'
  | 'rollback-failed';

/**
 * What moves a service: the steps of the work, an outcome that ends it, or an undo.
 *
 * `take-back` is a transaction undone by recovery or after an error; `adopt` takes a person's edits over as a second transaction.
 */
export type ServiceStep =
  | 'queue'
  | 'start'
  | 'check'
  | 'measure'
  | 'intend'
  | 'commit'
  | 'validate'
  | 'take-back'
  | 'adopt'
  | ServiceOutcome
  | 'roll-back'
  | 'rolled-back'
  | 'rollback-refused'
  | 'rollback-failed';

const BROKEN = { failed: 'failed', 'timed-out': 'timed-out', crashed: 'crashed', drifted: 'drifted' } as const;
const NOT_STARTED = {
  'not-applicable': 'not-applicable',
  'skipped-threshold': 'skipped-threshold',
  'skipped-by-policy': 'skipped-by-policy',
  held: 'held',
  cancelled: 'cancelled',
} as const;
// Nothing is written yet in these states, so every reason to leave the service alone still ends it cleanly.
const UNTOUCHED = { ...BROKEN, ...NOT_STARTED, queue: 'queued', unchanged: 'unchanged' } as const;
// A run that was killed here is taken back like one that ended.
const WRITTEN = { 'roll-back': 'rolling-back' } as const;
const AGAIN = { queue: 'queued' } as const;
const ENDED = { ...AGAIN, 'roll-back': 'rolling-back' } as const;

/** The machine of a service. */
export const SERVICE_TRANSITIONS: Transitions<ServiceState, ServiceStep> = {
  planned: { queue: 'queued', ...NOT_STARTED },
  queued: { start: 'preflight', queue: 'queued', ...NOT_STARTED, ...BROKEN },
  preflight: { check: 'baseline', ...UNTOUCHED },
  baseline: { measure: 'backing-up', inconclusive: 'inconclusive', ...UNTOUCHED },
  'backing-up': { intend: 'applying', ...UNTOUCHED },
  applying: { commit: 'applied', 'take-back': 'queued', ...BROKEN },
  applied: { validate: 'validating', 'take-back': 'queued', 'awaiting-work': 'awaiting-work', ...WRITTEN, ...BROKEN },
  validating: {
    validate: 'validating',
    'take-back': 'queued',
    succeeded: 'succeeded',
    inconclusive: 'inconclusive',
    'awaiting-work': 'awaiting-work',
    ...WRITTEN,
    ...BROKEN,
  },
  succeeded: { 'roll-back': 'rolling-back' },
  unchanged: {},
  'not-applicable': {},
  'awaiting-work': {
    intend: 'awaiting-work',
    commit: 'awaiting-work',
    'take-back': 'awaiting-work',
    adopt: 'applied',
    'roll-back': 'rolling-back',
  },
  held: AGAIN,
  failed: ENDED,
  'timed-out': ENDED,
  crashed: ENDED,
  drifted: ENDED,
  inconclusive: ENDED,
  'skipped-threshold': AGAIN,
  'skipped-by-policy': AGAIN,
  cancelled: AGAIN,
  'rolling-back': {
    'roll-back': 'rolling-back',
    'take-back': 'rolling-back',
    'rolled-back': 'rolled-back',
    'rollback-refused': 'rollback-refused',
    'rollback-failed': 'rollback-failed',
  },
  'rolled-back': AGAIN,
  'rollback-refused': { 'roll-back': 'rolling-back' },
  'rollback-failed': { 'roll-back': 'rolling-back' },
};

/** The state of a service after a step, or the refusal of a step that the state does not allow. */
export function advanceService(state: ServiceState, step: ServiceStep): Advance<ServiceState> {
  return advance(SERVICE_TRANSITIONS, state, step);
}

const UNDER_WAY: ReadonlySet<ServiceState> = new Set<ServiceState>([
  'preflight',
  'baseline',
  'backing-up',
  'applying',
  'applied',
  'validating',
]);

/** Whether somebody works on the service right now, or did when the run was cut short. */
export function isUnderWay(state: ServiceState): boolean {
  return UNDER_WAY.has(state);
}

/** Whether the service waits to be started. */
export function isWaiting(state: ServiceState): boolean {
  return state === 'planned' || state === 'queued';
}
