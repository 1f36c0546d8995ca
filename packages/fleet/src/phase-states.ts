import { type Advance, advance, type Transitions } from './advance.ts';

/** Where a phase stands. `passed` is past its gate; `approved` and `rejected` are a person's word after it. */
export type PhaseState =
  | 'pending'
  | 'prechecking'
  | 'running'
  | 'validating'
  | 'passed'
  | 'failed'
  | 'aborted'
  | 'approved'
  | 'rejected';

/** What moves a phase. */
export type PhaseStep = 'start' | 'run' | 'validate' | 'pass' | 'fail' | 'abort' | 'approve' | 'reject';

/** The machine of a phase. A phase that failed or was aborted may be started again by a resume; a rejected one may not. */
export const PHASE_TRANSITIONS: Transitions<PhaseState, PhaseStep> = {
  pending: { start: 'prechecking' },
  prechecking: { start: 'prechecking', run: 'running', fail: 'failed', abort: 'aborted' },
  running: { start: 'prechecking', validate: 'validating', fail: 'failed', abort: 'aborted', reject: 'rejected' },
  validating: { start: 'prechecking', validate: 'validating', pass: 'passed', fail: 'failed', abort: 'aborted' },
  passed: { approve: 'approved', reject: 'rejected' },
  failed: { start: 'prechecking' },
  aborted: { start: 'prechecking' },
  approved: {},
  rejected: {},
};

/** The state of a phase after a step, or the refusal of a step that the state does not allow. */
export function advancePhase(state: PhaseState, step: PhaseStep): Advance<PhaseState> {
  return advance(PHASE_TRANSITIONS, state, step);
}
