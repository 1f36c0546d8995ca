import { foldRun, RunFold } from '../src/fold-run.ts';
import type { RunEvent } from '../src/run-event.ts';
import { phaseOf, serviceOf } from '../src/run-state.ts';
import { at, created, finished, phaseOpened, phasePassed, succeeded, worked } from './journal.ts';

const checkpoint = {
  kind: 'checkpoint.opened',
  checkpoint: 'after-z',
  phase: 'd',
  services: ['z'],
  question: 'Is it well?',
  shownDigest: 'd9',
  required: 1,
  authors: [],
  allowed: [],
  critical: true,
  expiresAt: undefined,
  onExpire: 'stay',
} as const;
const approval = {
  kind: 'checkpoint.decided',
  checkpoint: 'after-z',
  decision: 'approve',
  by: 'ben',
  reason: undefined,
  shownDigest: 'd9',
  override: false,
} as const;

const whole: readonly RunEvent[] = [
  ...created(),
  ...phaseOpened('a'),
  ...succeeded('x'),
  ...succeeded('y'),
  ...phasePassed('a'),
  ...phaseOpened('d'),
  ...succeeded('z'),
  { ...checkpoint, at: at(6) },
  { ...approval, at: at(7) },
  ...phasePassed('d'),
  { kind: 'run.finished', at: at(9), outcome: 'succeeded', exitCode: 0, reason: 'All done.' },
];

describe('the state of a run', () => {
  test('of a whole journal is finished, without an illegal step', () => {
    const run = foldRun(whole);
    expect(run.illegal).toEqual([]);
    expect(run).toMatchObject({
      runId: '20260101-abc',
      state: 'succeeded',
      exitCode: 0,
      endedAt: at(9),
      events: whole.length,
    });
    expect(run.services.map((service) => [service.name, service.state, service.changed])).toEqual([
      ['x', 'succeeded', true],
      ['y', 'succeeded', true],
      ['z', 'succeeded', true],
    ]);
    expect(run.phases.map((phase) => phase.state)).toEqual(['passed', 'passed']);
    expect(run.checkpoints).toMatchObject([{ state: 'approve', answers: [{ by: 'ben' }] }]);
  });

  test('is the same whether the journal is read at once or record by record', () => {
    const fold = new RunFold();
    whole.forEach((event, i) => {
      fold.add(event);
      expect(fold.state).toEqual(foldRun(whole.slice(0, i + 1)));
    });
  });

  test('is the same after the journal went through JSON', () => {
    expect(foldRun(whole.map((event) => JSON.parse(JSON.stringify(event))))).toEqual(foldRun(whole));
  });

  test('given out earlier does not change with later events', () => {
    const fold = new RunFold();
    for (const event of whole.slice(0, 6)) fold.add(event);
    const early = fold.state;
    const copy = structuredClone(early);
    for (const event of whole.slice(6)) fold.add(event);
    expect(early).toEqual(copy);
  });

  test('is read from a journal cut off anywhere without an illegal step', () => {
    whole.forEach((_, i) => {
      expect(foldRun(whole.slice(0, i)).illegal).toEqual([]);
    });
  });

  test('follows a service through its steps', () => {
    const states = worked('x').map(
      (_, i) => serviceOf(foldRun([...created(), ...worked('x').slice(0, i + 1)]), 'x')?.state,
    );
    expect(states).toEqual(['queued', 'preflight', 'baseline', 'backing-up', 'applying', 'applied', 'validating']);
  });
});

describe('a service in the state of a run', () => {
  test('that was interrupted and taken back starts its next attempt from nothing', () => {
    const undone = { kind: 'tx.undone', at: at(5), service: 'x' } as const;
    const again = { kind: 'svc.queued', at: at(6), service: 'x', attempt: 2 } as const;
    const run = foldRun([...created(), ...worked('x'), { kind: 'run.resumed', at: at(5) }, undone, again]);
    expect(serviceOf(run, 'x')).toMatchObject({
      state: 'queued',
      attempts: 2,
      changed: false,
      checks: [],
      queuedAt: at(6),
    });
    expect(run.illegal).toEqual([]);
  });

  test('that failed and was taken back keeps its outcome and is unchanged', () => {
    const back = [
      { kind: 'rollback.svc', at: at(6), service: 'x', step: 'started' },
      { kind: 'rollback.svc', at: at(7), service: 'x', step: 'rolled-back', reason: '' },
    ] as const;
    const run = foldRun([...created(), ...worked('x'), finished('x', 'failed', { changed: true }), ...back]);
    expect(serviceOf(run, 'x')).toMatchObject({ state: 'rolled-back', outcome: 'failed', changed: false });
  });

  test('whose undo was refused is still changed', () => {
    const back = [
      { kind: 'rollback.svc', at: at(6), service: 'x', step: 'started' },
      { kind: 'rollback.svc', at: at(7), service: 'x', step: 'rollback-refused', reason: 'db.py was edited.' },
    ] as const;
    const run = foldRun([...created(), ...succeeded('x'), ...back]);
    expect(serviceOf(run, 'x')).toMatchObject({
      state: 'rollback-refused',
      changed: true,
      rollbackReason: 'db.py was edited.',
    });
  });

  test('that awaits work is validated again when a person’s edits are adopted', () => {
    const adoption: readonly RunEvent[] = [
      { kind: 'tx.intent', at: at(20), service: 'x' },
      { kind: 'tx.committed', at: at(20), service: 'x' },
      { kind: 'svc.adopted', at: at(20), service: 'x', paths: ['db.py'], by: 'ana' },
      { kind: 'svc.validating', at: at(20), service: 'x', attempt: 1 },
      finished('x', 'succeeded', { minute: 21 }),
    ];
    const run = foldRun([...created(), ...worked('x'), finished('x', 'awaiting-work', { changed: true }), ...adoption]);
    expect(serviceOf(run, 'x')).toMatchObject({ state: 'succeeded', adopted: { by: 'ana', paths: ['db.py'] } });
    expect(run.illegal).toEqual([]);
  });

  test('that awaits work stays changed when the adoption is cut short', () => {
    const cut: readonly RunEvent[] = [
      { kind: 'tx.intent', at: at(20), service: 'x' },
      { kind: 'tx.undone', at: at(21), service: 'x' },
    ];
    const run = foldRun([...created(), ...worked('x'), finished('x', 'awaiting-work', { changed: true }), ...cut]);
    expect(serviceOf(run, 'x')).toMatchObject({ state: 'awaiting-work', changed: true });
    expect(run.illegal).toEqual([]);
  });

  test('has the last result of each check', () => {
    const validated = (verdict: 'fail' | 'pass') =>
      ({
        kind: 'svc.validated',
        at: at(5),
        service: 'x',
        checks: [{ check: 'health', verdict, evidence: verdict }],
        tests: undefined,
      }) as const;
    const run = foldRun([...created(), ...worked('x'), validated('fail'), validated('pass')]);
    expect(serviceOf(run, 'x')?.checks.map((one) => [one.check, one.verdict])).toEqual([
      ['undo-possible', 'pass'],
      ['health', 'pass'],
    ]);
  });
});

describe('phases and checkpoints in the state of a run', () => {
  test('a crossed threshold aborts the phase and stops the run', () => {
    const crossed = { kind: 'threshold.crossed', at: at(6), phase: 'a', failed: 1, eligible: 2 } as const;
    const run = foldRun([
      ...created(),
      ...phaseOpened('a'),
      ...worked('x'),
      finished('x', 'failed'),
      crossed,
      ...succeeded('y'),
    ]);
    expect(run.state).toBe('aborting');
    expect(phaseOf(run, 'a')).toMatchObject({
      state: 'aborted',
      crossedAt: at(6),
      reason: '1 of 2 services failed, more than the phase tolerates.',
    });
    expect(run.illegal).toEqual([]);
  });

  test('an aborted phase that is started again has crossed nothing', () => {
    const crossed = { kind: 'threshold.crossed', at: at(6), phase: 'a', failed: 1, eligible: 2 } as const;
    const aborted = { kind: 'run.aborted', at: at(7), reason: 'Too many failures.' } as const;
    const again: readonly RunEvent[] = [{ kind: 'run.resumed', at: at(30) }, ...phaseOpened('a')];
    const run = foldRun([...created(), ...phaseOpened('a'), crossed, aborted, ...again]);
    expect(run).toMatchObject({ state: 'running', resumed: 1, endedAt: undefined, illegal: [] });
    expect(phaseOf(run, 'a')).toMatchObject({ state: 'running', crossedAt: undefined });
  });

  test('an approval inside a phase leaves the phase running, one after its gate approves it', () => {
    const before = [...created(), ...phaseOpened('d'), ...succeeded('z'), { ...checkpoint, at: at(6) }];
    expect(foldRun(before).state).toBe('waiting-for-approval');
    const inside = foldRun([...before, { ...approval, at: at(7) }]);
    expect([inside.state, phaseOf(inside, 'd')?.state]).toEqual(['running', 'running']);
    const gated = [
      ...created(),
      ...phaseOpened('d'),
      ...phasePassed('d'),
      { ...checkpoint, at: at(9) },
      { ...approval, at: at(9) },
    ];
    expect(phaseOf(foldRun(gated), 'd')?.state).toBe('approved');
  });

  test('a rejection rejects the phase and stops the run', () => {
    const run = foldRun([
      ...created(),
      ...phaseOpened('d'),
      ...succeeded('z'),
      { ...checkpoint, at: at(6) },
      { ...approval, decision: 'reject', at: at(7) },
    ]);
    expect([run.state, phaseOf(run, 'd')?.state]).toEqual(['aborting', 'rejected']);
  });

  test('the run waits until the last of two open checkpoints is decided', () => {
    const other = { ...checkpoint, checkpoint: 'other', at: at(6) };
    const two = [...created(), ...phaseOpened('d'), { ...checkpoint, at: at(6) }, other, { ...approval, at: at(7) }];
    expect(foldRun(two).state).toBe('waiting-for-approval');
    expect(foldRun([...two, { ...approval, checkpoint: 'other', at: at(8) }]).state).toBe('running');
  });

  test('a checkpoint that is opened anew keeps the answers it had', () => {
    const again = [
      ...created(),
      ...phaseOpened('d'),
      { ...checkpoint, at: at(6) },
      { ...approval, at: at(7) },
      { ...checkpoint, at: at(9) },
    ];
    expect(foldRun(again).checkpoints.map((one) => one.state)).toEqual(['approve', 'open']);
  });
});

describe('what a run remembers', () => {
  test('weakened guarantees, broken locks, incidents and notes', () => {
    const run = foldRun([
      ...created(undefined, undefined, { skipTests: true, approveAll: 'night window' }),
      { kind: 'lock.broken', at: at(1), lock: 'run', owner: 'ben' },
      { kind: 'note', at: at(1), text: 'fsync is off', severity: 'safety' },
      { kind: 'note', at: at(1), text: 'edge restarted', severity: 'incident' },
      { kind: 'note', at: at(1), text: 'hello', severity: 'note' },
    ]);
    expect(run.safety).toEqual([
      'Tests were skipped: no service is verified by its tests.',
      'Checkpoints were passed without a person: night window',
      'The lock "run" of ben was broken.',
      'fsync is off',
    ]);
    expect([run.incidents, run.notes]).toEqual([['edge restarted'], ['hello']]);
  });

  test.each<readonly [string, RunEvent, string]>([
    ['an unknown service', { kind: 'tx.intent', at: at(1), service: 'q' }, 'The plan has no such service.'],
    ['an unknown phase', { kind: 'phase.started', at: at(1), phase: 'q' }, 'The plan has no such phase.'],
    [
      'a step out of order',
      { kind: 'tx.committed', at: at(1), service: 'x' },
      '"commit" cannot follow the state "planned"',
    ],
    ['an answer to nothing', { ...approval, at: at(1) }, 'The checkpoint is not open.'],
    ['a second creation', created()[0] as RunEvent, 'The run is created already.'],
    ['a second start', { kind: 'run.started', at: at(1) }, '"start" cannot follow the state "running"'],
  ])('%s is illegal and changes nothing else', (_, event, message) => {
    const before = foldRun(created());
    const after = foldRun([...created(), event]);
    expect(after.illegal).toMatchObject([{ event: 3, kind: event.kind, message: expect.stringContaining(message) }]);
    expect({ ...after, illegal: [], events: 2 }).toEqual(before);
  });
});
