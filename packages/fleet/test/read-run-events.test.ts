import { foldRun } from '../src/fold-run.ts';
import { type JournalEntry, readRunEvents } from '../src/read-run-events.ts';
import type { RunEvent } from '../src/run-event.ts';
import { serviceOf } from '../src/run-state.ts';
import { at, created, finished, worked } from './journal.ts';

/** The record that the runner keeps of an event. */
function recordOf(event: RunEvent): JournalEntry {
  const { kind: ev, at: ts, ...data } = event;
  if (event.kind !== 'run.created') return { ts, ev, data };
  const { runId, ...header } = data as typeof data & { runId: string };
  return { ts, ev, data: { runId, command: 'run', header } };
}

function tx(ev: string, given: Readonly<Record<string, unknown>>): JournalEntry {
  return { ts: at(5), ev, data: { tx: 't1', service: 'x', ...given } };
}

const base = created().map(recordOf);

describe('the events of a journal', () => {
  test('are what was recorded', () => {
    const events = [...created(), ...worked('x'), finished('x', 'succeeded')];
    expect(readRunEvents(events.map(recordOf))).toEqual(events);
  });

  test('pass over kinds of a later version and runs that are not over services', () => {
    expect(readRunEvents([{ ts: at(0), ev: 'svc.teleported', data: {} }])).toEqual([]);
    expect(
      readRunEvents([{ ts: at(0), ev: 'run.created', data: { runId: 'r', command: 'apply', header: undefined } }]),
    ).toEqual([]);
  });

  test('name the owner of a lock', () => {
    const owner = { user: 'ben', host: 'builder', pid: 7 };
    expect(readRunEvents([{ ts: at(0), ev: 'lock.broken', data: { owner } }])).toEqual([
      { kind: 'lock.broken', at: at(0), lock: 'run', owner: 'ben on builder' },
    ]);
  });

  test('have the paths of a conflict, however they are recorded', () => {
    const paths = [{ files: ['a.py'] }, { files: [{ path: 'a.py' }] }, { paths: ['a.py'] }];
    for (const given of paths) expect(readRunEvents([tx('tx.conflict', given)])).toMatchObject([{ paths: ['a.py'] }]);
  });

  test('a committed undo is the end of what it undoes', () => {
    const work = worked('x').map(recordOf);
    const undo = [tx('tx.intent', { tx: 't2', undoes: ['t1'] }), tx('tx.committed', { tx: 't2', undoes: ['t1'] })];
    const run = foldRun(readRunEvents([...base, ...work, ...undo]));
    expect(serviceOf(run, 'x')).toMatchObject({ state: 'queued', changed: false });
    expect(run.illegal).toEqual([]);
  });

  test('an undo that was itself taken back leaves the service as it was', () => {
    const work = worked('x').map(recordOf);
    const undo = [tx('tx.intent', { tx: 't2', undoes: ['t1'] }), tx('tx.undone', { tx: 't2', by: 'recovery' })];
    const run = foldRun(readRunEvents([...base, ...work, ...undo]));
    expect(serviceOf(run, 'x')).toMatchObject({ state: 'validating', changed: true });
    expect(run.illegal).toEqual([]);
  });
});
