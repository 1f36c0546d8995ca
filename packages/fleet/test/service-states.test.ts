import { SERVICE_OUTCOMES } from '../src/service-outcomes.ts';
import {
  advanceService,
  isUnderWay,
  isWaiting,
  SERVICE_TRANSITIONS,
  type ServiceState,
  type ServiceStep,
} from '../src/service-states.ts';

const states = Object.keys(SERVICE_TRANSITIONS) as ServiceState[];
const steps: ServiceStep[] = [
  ...['queue', 'start', 'check', 'measure', 'intend', 'commit', 'validate', 'take-back', 'adopt'],
  ...SERVICE_OUTCOMES,
  ...['roll-back', 'rolled-back', 'rollback-refused', 'rollback-failed'],
] as ServiceStep[];

const broken = 'failed timed-out crashed drifted';
const notStarted = 'not-applicable skipped-threshold skipped-by-policy held cancelled';
const untouched = `queue unchanged ${broken} ${notStarted}`;
const allowed: Record<ServiceState, string> = {
  planned: `queue ${notStarted}`,
  queued: `queue start ${notStarted} ${broken}`,
  preflight: `check ${untouched}`,
  baseline: `measure inconclusive ${untouched}`,
  'backing-up': `intend ${untouched}`,
  applying: `commit take-back ${broken}`,
  applied: `validate take-back awaiting-work roll-back ${broken}`,
  validating: `validate take-back succeeded inconclusive awaiting-work roll-back ${broken}`,
  succeeded: 'roll-back',
  unchanged: '',
  'not-applicable': '',
  'awaiting-work': 'intend commit take-back adopt roll-back',
  held: 'queue',
  failed: 'queue roll-back',
  'timed-out': 'queue roll-back',
  crashed: 'queue roll-back',
  drifted: 'queue roll-back',
  inconclusive: 'queue roll-back',
  'skipped-threshold': 'queue',
  'skipped-by-policy': 'queue',
  cancelled: 'queue',
  'rolling-back': 'roll-back take-back rolled-back rollback-refused rollback-failed',
  'rolled-back': 'queue',
  'rollback-refused': 'roll-back',
  'rollback-failed': 'roll-back',
};

/** The states reached from `start` without taking the steps that are left out. */
function reach(start: ServiceState, without: readonly ServiceStep[]): Set<ServiceState> {
  const seen = new Set<ServiceState>([start]);
  for (const state of seen) {
    for (const step of steps.filter((candidate) => !without.includes(candidate))) {
      const moved = advanceService(state, step);
      if (moved.kind === 'moved') seen.add(moved.state);
    }
  }
  return seen;
}

describe('the states of a service', () => {
  test.each(states)('from %s exactly the listed steps are possible', (state) => {
    const possible = steps.filter((step) => advanceService(state, step).kind === 'moved');
    expect([...possible].sort()).toEqual(allowed[state].split(' ').filter(Boolean).sort());
  });

  test('an outcome leads to the state of its name, from wherever it is possible', () => {
    for (const state of states) {
      for (const outcome of SERVICE_OUTCOMES) {
        const moved = advanceService(state, outcome);
        if (moved.kind === 'moved') expect(moved.state).toBe(outcome);
      }
    }
  });

  test('a refusal names the step, the state and what is possible', () => {
    expect(advanceService('applying', 'succeeded')).toEqual({
      kind: 'refused',
      message:
        '"succeeded" cannot follow the state "applying": possible are commit, take-back, failed, timed-out, crashed, drifted.',
    });
    expect(advanceService('unchanged', 'roll-back')).toMatchObject({
      message: expect.stringContaining('nothing follows'),
    });
  });

  test('every state is reached from planned', () => {
    expect([...reach('planned', [])].sort()).toEqual([...states].sort());
  });

  test('success needs a committed transaction and a validation', () => {
    expect(reach('planned', ['commit']).has('succeeded')).toBe(false);
    expect(reach('planned', ['validate']).has('succeeded')).toBe(false);
  });

  test('a service is never cancelled or skipped with a transaction open or committed', () => {
    for (const state of ['applying', 'applied', 'validating'] as const) {
      for (const outcome of ['cancelled', 'skipped-threshold', 'held', 'unchanged'] as const) {
        expect(advanceService(state, outcome).kind).toBe('refused');
      }
    }
  });

  test('a service is waiting, under way, or neither, never both', () => {
    expect(states.filter(isWaiting)).toEqual(['planned', 'queued']);
    expect(states.filter(isUnderWay)).toEqual([
      'preflight',
      'baseline',
      'backing-up',
      'applying',
      'applied',
      'validating',
    ]);
  });
});
