import { advanceRun, RUN_TRANSITIONS, type RunStateName, type RunStep } from '../src/run-states.ts';

const states = Object.keys(RUN_TRANSITIONS) as RunStateName[];
const ends = ['succeeded', 'succeeded-with-skips', 'failed', 'aborted', 'rolled-back', 'needs-human'] as const;
const steps: RunStep[] = ['start', 'resume', 'wait', 'approve', 'pause', 'stop', 'roll-back', ...ends];

const expected: Record<RunStateName, string> = {
  planned: 'start→running aborted→aborted',
  running:
    'resume→running wait→waiting-for-approval pause→paused stop→aborting roll-back→rolling-back succeeded→succeeded ' +
    'succeeded-with-skips→succeeded-with-skips failed→failed aborted→aborted needs-human→needs-human',
  'waiting-for-approval':
    'resume→waiting-for-approval wait→waiting-for-approval approve→running pause→waiting-for-approval stop→aborting ' +
    'roll-back→rolling-back aborted→aborted',
  paused: 'resume→running pause→paused stop→aborting roll-back→rolling-back aborted→aborted',
  aborting:
    'resume→aborting pause→aborting stop→aborting roll-back→rolling-back failed→failed aborted→aborted needs-human→needs-human',
  'rolling-back':
    'resume→rolling-back pause→rolling-back roll-back→rolling-back failed→failed aborted→aborted rolled-back→rolled-back ' +
    'needs-human→needs-human',
  succeeded: 'roll-back→rolling-back',
  'succeeded-with-skips': 'resume→running roll-back→rolling-back',
  failed: 'resume→running roll-back→rolling-back',
  aborted: 'resume→running roll-back→rolling-back',
  'needs-human': 'resume→running roll-back→rolling-back',
  'rolled-back': 'roll-back→rolling-back',
};

describe('the states of a run', () => {
  test.each(states)('from %s exactly the listed steps are possible', (state) => {
    const possible = steps.flatMap((step) => {
      const moved = advanceRun(state, step);
      return moved.kind === 'moved' ? [`${step}→${moved.state}`] : [];
    });
    expect(possible).toEqual(expected[state].split(' ').sort((a, b) => position(a) - position(b)));
  });

  test('a run that waits for approval does not end as a success', () => {
    expect(advanceRun('waiting-for-approval', 'succeeded').kind).toBe('refused');
  });

  test('a resume while a checkpoint is open does not pass it', () => {
    expect(advanceRun('waiting-for-approval', 'resume')).toEqual({ kind: 'moved', state: 'waiting-for-approval' });
  });
});

function position(pair: string): number {
  return steps.findIndex((step) => pair.startsWith(`${step}→`));
}
