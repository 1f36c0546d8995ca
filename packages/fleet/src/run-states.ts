import { type Advance, advance, type Transitions } from './advance.ts';

/** How a run can end. */
export type RunOutcome = 'succeeded' | 'succeeded-with-skips' | 'failed' | 'aborted' | 'rolled-back' | 'needs-human';

/** Where a run stands. */
export type RunStateName =
  | 'planned'
  | 'running'
  | 'waiting-for-approval'
  | 'paused'
  | 'aborting'
  | 'rolling-back'
  | RunOutcome;

/** What moves a run. */
export type RunStep = 'start' | 'resume' | 'wait' | 'approve' | 'pause' | 'stop' | 'roll-back' | RunOutcome;

const UNDOABLE = { resume: 'running', 'roll-back': 'rolling-back' } as const;

/** The machine of a run. */
export const RUN_TRANSITIONS: Transitions<RunStateName, RunStep> = {
  planned: { start: 'running', aborted: 'aborted' },
  running: {
    resume: 'running',
    wait: 'waiting-for-approval',
    pause: 'paused',
    stop: 'aborting',
    'roll-back': 'rolling-back',
    succeeded: 'succeeded',
    'succeeded-with-skips': 'succeeded-with-skips',
    failed: 'failed',
    aborted: 'aborted',
    'needs-human': 'needs-human',
  },
  'waiting-for-approval': {
    resume: 'waiting-for-approval',
    wait: 'waiting-for-approval',
    approve: 'running',
    pause: 'waiting-for-approval',
    stop: 'aborting',
    'roll-back': 'rolling-back',
    aborted: 'aborted',
  },
  paused: { resume: 'running', pause: 'paused', stop: 'aborting', 'roll-back': 'rolling-back', aborted: 'aborted' },
  aborting: {
    resume: 'aborting',
    stop: 'aborting',
    pause: 'aborting',
    'roll-back': 'rolling-back',
    aborted: 'aborted',
    failed: 'failed',
    'needs-human': 'needs-human',
  },
  'rolling-back': {
    resume: 'rolling-back',
    'roll-back': 'rolling-back',
    pause: 'rolling-back',
    'rolled-back': 'rolled-back',
    aborted: 'aborted',
    failed: 'failed',
    'needs-human': 'needs-human',
  },
  succeeded: { 'roll-back': 'rolling-back' },
  'succeeded-with-skips': UNDOABLE,
  failed: UNDOABLE,
  aborted: UNDOABLE,
  'needs-human': UNDOABLE,
  'rolled-back': { 'roll-back': 'rolling-back' },
};

/** The state of a run after a step, or the refusal of a step that the state does not allow. */
export function advanceRun(state: RunStateName, step: RunStep): Advance<RunStateName> {
  return advance(RUN_TRANSITIONS, state, step);
}
