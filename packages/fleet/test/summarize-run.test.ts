import { exitCodeFor } from '../src/exit-codes.ts';
import { foldRun } from '../src/fold-run.ts';
import type { RunEvent } from '../src/run-event.ts';
import type { ServiceOutcome } from '../src/service-outcomes.ts';
import { describeBudget, exitConditionsOf, judgeOutcome, servicesNeedingAttention } from '../src/summarize-run.ts';
import { at, created, finished, phaseOf, phaseOpened, planned, succeeded, worked } from './journal.ts';

const names = ['p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y'];
const base = [
  ...created(
    names.map((name) => planned(name, 'a')),
    [phaseOf('a', names)],
  ),
  ...phaseOpened('a'),
];

function end(service: string, outcome: ServiceOutcome): readonly RunEvent[] {
  const isEarly = outcome === 'held' || outcome === 'cancelled' || outcome === 'not-applicable';
  return isEarly ? [finished(service, outcome)] : [...worked(service), finished(service, outcome)];
}

function rollback(service: string, step: 'rolled-back' | 'rollback-refused' | 'rollback-failed'): readonly RunEvent[] {
  return [
    { kind: 'rollback.svc', at: at(6), service, step: 'started' },
    { kind: 'rollback.svc', at: at(7), service, step, reason: '' },
  ];
}

const exitCode = (events: readonly RunEvent[]): number => exitCodeFor(exitConditionsOf(foldRun([...base, ...events])));
const outcome = (events: readonly RunEvent[]): string => judgeOutcome(foldRun([...base, ...events]));
const others = (...except: readonly string[]): readonly RunEvent[] =>
  names.filter((name) => !except.includes(name)).flatMap(succeeded);

describe('the services that need a person', () => {
  test('are listed with the held ones first, then the worst', () => {
    const events = [
      ...end('y', 'failed'),
      ...end('x', 'timed-out'),
      ...rollback('x', 'rolled-back'),
      ...end('w', 'inconclusive'),
      ...end('v', 'held'),
      ...end('u', 'awaiting-work'),
      ...succeeded('t'),
      ...rollback('t', 'rollback-failed'),
      ...end('s', 'drifted'),
      ...succeeded('r'),
    ];
    const listed = servicesNeedingAttention(foldRun([...base, ...events]));
    expect(listed.map((service) => service.name).join(' ')).toBe('v u t s w x y');
  });
});

describe('how a run ends', () => {
  test('all good is a success, and exit code 0', () => {
    expect([outcome(others()), exitCode(others())]).toEqual(['succeeded', 0]);
  });

  test('one failure within the tolerated number is a success with skips, and exit code 1', () => {
    const events = [...others('p'), ...end('p', 'failed'), ...rollback('p', 'rolled-back')];
    expect([outcome(events), exitCode(events)]).toEqual(['succeeded-with-skips', 1]);
  });

  test('a held service needs a person, exit code 9, and is no failure', () => {
    const events = [...others('p'), ...end('p', 'held')];
    expect([outcome(events), exitCode(events)]).toEqual(['needs-human', 9]);
  });

  test('a crossed threshold is exit code 5, whatever else there is', () => {
    const crossed = { kind: 'threshold.crossed', at: at(6), phase: 'a', failed: 3, eligible: 10 } as const;
    const events = [...['p', 'q', 'r'].flatMap((name) => end(name, 'failed')), crossed, ...end('s', 'held')];
    expect([outcome(events), exitCode(events)]).toEqual(['failed', 5]);
  });

  test('drift is exit code 8, before a gate', () => {
    expect(exitCode(end('p', 'drifted'))).toBe(8);
  });

  test('an interrupted run is exit code 130', () => {
    expect(exitCode([{ kind: 'run.paused', at: at(5), reason: 'Ctrl-C' }])).toBe(130);
  });

  test('a run that paused for an inconclusive service is exit code 9', () => {
    expect(exitCode([...end('p', 'inconclusive'), { kind: 'run.paused', at: at(5), reason: '' }])).toBe(9);
  });

  test('an open checkpoint is exit code 7', () => {
    const opened: RunEvent = {
      ...{
        kind: 'checkpoint.opened',
        at: at(6),
        checkpoint: 'c',
        phase: 'a',
        services: [],
        question: '',
        shownDigest: '',
      },
      ...{ required: 1, authors: [], allowed: [], critical: true, expiresAt: undefined, onExpire: 'stay' },
    };
    expect(exitCode([...others(), opened])).toBe(7);
  });

  test('a failed integration is exit code 4', () => {
    const check = { check: 'integration', verdict: 'fail', evidence: '' } as const;
    expect(exitCode([...others(), { kind: 'run.validated', at: at(9), checks: [check] }])).toBe(4);
  });

  test('a journal with an illegal step is exit code 70', () => {
    expect(exitCode([{ kind: 'tx.committed', at: at(5), service: 'p' }])).toBe(70);
  });

  test('an undo that was refused needs a person', () => {
    const events = [...others(), ...rollback('p', 'rollback-refused')];
    expect([outcome(events), exitCode(events)]).toEqual(['needs-human', 9]);
  });

  test('the budget of a phase is one line', () => {
    expect(describeBudget(foldRun([...base, ...end('p', 'failed')]), 'a')).toBe('1 of 2 tolerated failures used');
  });
});
