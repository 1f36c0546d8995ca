import { advancePhase, PHASE_TRANSITIONS, type PhaseState, type PhaseStep } from '../src/phase-states.ts';

const states = Object.keys(PHASE_TRANSITIONS) as PhaseState[];
const steps: PhaseStep[] = ['start', 'run', 'validate', 'pass', 'fail', 'abort', 'approve', 'reject'];

const expected: Record<PhaseState, string> = {
  pending: 'start→prechecking',
  prechecking: 'start→prechecking run→running fail→failed abort→aborted',
  running: 'start→prechecking validate→validating fail→failed abort→aborted reject→rejected',
  validating: 'start→prechecking validate→validating pass→passed fail→failed abort→aborted',
  passed: 'approve→approved reject→rejected',
  failed: 'start→prechecking',
  aborted: 'start→prechecking',
  approved: '',
  rejected: '',
};

describe('the states of a phase', () => {
  test.each(states)('from %s exactly the listed steps are possible', (state) => {
    const possible = steps.flatMap((step) => {
      const moved = advancePhase(state, step);
      return moved.kind === 'moved' ? [`${step}→${moved.state}`] : [];
    });
    expect(possible.join(' ')).toBe(expected[state]);
  });

  test('a phase passes only from validating', () => {
    expect(states.filter((state) => advancePhase(state, 'pass').kind === 'moved')).toEqual(['validating']);
  });

  test('a rejected phase stays rejected', () => {
    expect(steps.every((step) => advancePhase('rejected', step).kind === 'refused')).toBe(true);
  });
});
