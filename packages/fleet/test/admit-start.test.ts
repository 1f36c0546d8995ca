import { admitStart } from '../src/admit-start.ts';
import { foldRun } from '../src/fold-run.ts';
import type { RunEvent } from '../src/run-event.ts';
import { at, created, finished, phaseOf, phaseOpened, phasePassed, planned, succeeded, worked } from './journal.ts';

const started = worked('x').slice(0, 2);

function admit(events: readonly RunEvent[], service: string) {
  return admitStart(foldRun(events), service);
}

function checkpoint(minute: number): RunEvent {
  return {
    ...{ kind: 'checkpoint.opened', at: at(minute), checkpoint: 'after-p', phase: 'd', services: ['p'], question: '' },
    ...{
      shownDigest: 'd',
      required: 1,
      authors: [],
      allowed: [],
      critical: true,
      expiresAt: undefined,
      onExpire: 'stay',
    },
  };
}

function decision(minute: number, word: 'approve' | 'reject'): RunEvent {
  return {
    ...{ kind: 'checkpoint.decided', at: at(minute), checkpoint: 'after-p', decision: word, by: 'ana' },
    ...{ reason: undefined, shownDigest: 'd', override: false },
  };
}

describe('the start of a service', () => {
  test('is admitted in an open phase with room', () => {
    expect(admit([...created(), ...phaseOpened('a')], 'x')).toEqual({ kind: 'admitted' });
  });

  test('asks for its phase to be opened first', () => {
    expect(admit(created(), 'x')).toEqual({ kind: 'open-phase', phase: 'a' });
  });

  test('is refused for a service that the run does not have', () => {
    expect(admit(created(), 'q')).toEqual({ kind: 'refused', reason: 'The run has no service "q".' });
  });

  test('is refused while it is being worked on, and after it has ended', () => {
    expect(admit([...created(), ...phaseOpened('a'), ...started], 'x')).toMatchObject({
      reason: 'x is being worked on already.',
    });
    expect(admit([...created(), ...phaseOpened('a'), ...succeeded('x')], 'x')).toMatchObject({
      reason: 'x has ended: succeeded.',
    });
  });

  test('is refused between the undo of its transaction and its end', () => {
    const undone = { kind: 'tx.undone', at: at(5), service: 'x' } as const;
    const events = [...created(), ...phaseOpened('a'), ...worked('x'), undone];
    expect(admit(events, 'x')).toMatchObject({ reason: 'x was taken back and has not been queued again.' });
    expect(admit([...events, { kind: 'svc.queued', at: at(6), service: 'x', attempt: 2 }], 'x').kind).toBe('admitted');
  });

  test('is refused before an earlier phase has passed, and admitted after', () => {
    expect(admit([...created(), ...phaseOpened('a')], 'z')).toMatchObject({
      reason: 'Phase a comes first and is running.',
    });
    const passed = [...created(), ...phaseOpened('a'), ...succeeded('x'), ...succeeded('y'), ...phasePassed('a')];
    expect(admit(passed, 'z')).toEqual({ kind: 'open-phase', phase: 'd' });
  });

  test('is refused after an earlier phase that waits for approval of the whole phase', () => {
    const phases = [phaseOf('a', ['x'], { checkpoint: 'after-phase' }), phaseOf('d', ['z'])];
    const events = [...created(undefined, phases), ...phaseOpened('a'), ...phasePassed('a')];
    expect(admit(events, 'z')).toMatchObject({ reason: 'Phase a comes first and is passed.' });
  });

  test('an empty phase holds nothing up', () => {
    expect(admit(created(undefined, [phaseOf('a', []), phaseOf('d', ['z'])]), 'z').kind).toBe('open-phase');
  });

  test.each<readonly [string, RunEvent]>([
    ['paused', { kind: 'run.paused', at: at(2), reason: '' }],
    ['aborting', { kind: 'run.stopping', at: at(2), reason: '' }],
    ['aborted', { kind: 'run.aborted', at: at(2), reason: '' }],
  ])('is refused while the run is %s', (state, event) => {
    expect(admit([...created(), ...phaseOpened('a'), event], 'x')).toMatchObject({
      reason: `The run is ${state}: nothing new starts.`,
    });
  });

  test('is refused after the limit was crossed, even before that is recorded', () => {
    const failure = [...created(), ...phaseOpened('a'), ...worked('x'), finished('x', 'failed')];
    expect(admit(failure, 'y')).toMatchObject({ reason: 'Phase a has crossed its failure limit.' });
  });

  test('is put off above the limit of the phase, and of the run', () => {
    const narrow = created(undefined, [phaseOf('a', ['x', 'y'], { concurrency: 1 }), phaseOf('d', ['z'])]);
    expect(admit([...narrow, ...phaseOpened('a'), ...started], 'y')).toMatchObject({
      kind: 'deferred',
      reason: expect.stringContaining('phase a'),
    });
    const small = created(undefined, undefined, { concurrency: 1 });
    expect(admit([...small, ...phaseOpened('a'), ...started], 'y')).toMatchObject({
      kind: 'deferred',
      reason: expect.stringContaining('the run'),
    });
    expect(admit([...created(), ...phaseOpened('a'), ...started], 'y').kind).toBe('admitted');
  });

  test('is put off until what it depends on in its phase has ended, however it ended', () => {
    const services = [planned('x', 'a'), planned('y', 'a', { dependsOn: ['x', 'z', 'gone'] }), planned('z', 'd')];
    const base = [
      ...created(services, undefined, { limit: { percent: 100, maxFailures: undefined } }),
      ...phaseOpened('a'),
    ];
    expect(admit(base, 'y')).toEqual({ kind: 'deferred', reason: 'y depends on x, which has not ended.' });
    expect(admit([...base, ...started], 'y').kind).toBe('deferred');
    expect(admit([...base, ...worked('x'), finished('x', 'failed')], 'y').kind).toBe('admitted');
  });

  test('is not put off for ever by a cycle of dependencies', () => {
    const services = [planned('x', 'a', { dependsOn: ['y'] }), planned('y', 'a', { dependsOn: ['x'] })];
    const events = [...created(services, [phaseOf('a', ['x', 'y'])]), ...phaseOpened('a')];
    expect(admit(events, 'x').kind).toBe('admitted');
  });
});

describe('the start of a service in a phase with approval after each', () => {
  const services = [planned('p', 'd'), planned('q', 'd')];
  const phases = [phaseOf('d', ['p', 'q'], { concurrency: 4, checkpoint: 'after-each' })];
  const base = [...created(services, phases), ...phaseOpened('d')];

  test('is put off while another one runs, whatever the phase says', () => {
    expect(admit([...base, ...worked('p')], 'q').kind).toBe('deferred');
  });

  test('is refused until the one before is approved', () => {
    const ended = [...base, ...succeeded('p')];
    expect(admit(ended, 'q')).toMatchObject({ reason: 'p has ended and waits for approval.' });
    expect(admit([...ended, checkpoint(6)], 'q')).toMatchObject({ reason: 'Checkpoint "after-p" is open.' });
    expect(admit([...ended, checkpoint(6), decision(7, 'approve')], 'q').kind).toBe('admitted');
    expect(admit([...ended, checkpoint(6), decision(7, 'reject')], 'q').kind).toBe('refused');
  });

  test('needs no approval of a service that was left as it was', () => {
    expect(admit([...base, finished('p', 'held')], 'q').kind).toBe('admitted');
  });

  test('an approval of an earlier attempt does not count', () => {
    const ended = [
      ...base,
      ...worked('p'),
      finished('p', 'inconclusive', { changed: true }),
      checkpoint(6),
      decision(7, 'approve'),
    ];
    expect(admit(ended, 'q').kind).toBe('admitted');
    const again = [...ended, ...worked('p', 2), finished('p', 'succeeded', { minute: 30 })];
    expect(admit(again, 'q')).toMatchObject({ reason: 'p has ended and waits for approval.' });
  });
});
