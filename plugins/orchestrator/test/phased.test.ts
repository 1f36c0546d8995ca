import orchestrator from '../src/index.ts';
import { fleetOf, service } from './fleet.ts';
import { simulate } from './simulate.ts';

const fleet = fleetOf(
  [
    ...Array.from({ length: 10 }, (_, i) => service(`low-${i}`, { phase: 'a' })),
    ...Array.from({ length: 14 }, (_, i) => service(`mid-${i}`, { phase: 'b', priority: 'medium', risk: 'medium' })),
    ...Array.from({ length: 4 }, (_, i) => service(`high-${i}`, { phase: 'c', priority: 'high', risk: 'high' })),
    ...['edge', 'data', 'ingest'].map((name) => service(name, { phase: 'd', priority: 'critical', risk: 'very-high' })),
  ],
  4,
);

describe('the phased orchestrator', () => {
  test('makes the phases A to D of the declared letters', () => {
    const phases = orchestrator.phases(fleet);
    expect(phases.map((phase) => [phase.id, phase.services.length, phase.concurrency, phase.checkpoint])).toEqual([
      ['a', 10, 4, 'none'],
      ['b', 14, 4, 'none'],
      ['c', 4, 4, 'none'],
      ['d', 3, 1, 'after-each'],
    ]);
  });

  test('puts a service without a phase where its priority belongs', () => {
    const phases = orchestrator.phases(
      fleetOf([service('x', { priority: 'high' }), service('y', { priority: 'critical' })]),
    );
    expect(phases.map((phase) => [phase.id, phase.services])).toEqual([
      ['c', ['x']],
      ['d', ['y']],
    ]);
  });

  test('leaves a service with a letter of no phase out, so that the check of the phases names it', () => {
    expect(orchestrator.phases(fleetOf([service('x', { phase: 'e' })]))).toEqual([]);
  });

  test('starts every service once, phase by phase, within the limit', () => {
    const run = simulate(orchestrator, fleet);
    expect(new Set(run.started).size).toBe(31);
    expect(run.started).toHaveLength(31);
    expect(run.started.map((name) => name.split('-')[0]).join(' ')).toMatch(/^(low )+(mid )+(high )+data edge ingest$/);
    expect(run.peak).toEqual({ a: 4, b: 4, c: 4, d: 1 });
    expect(run.stopped).toBeUndefined();
  });

  test('opens a checkpoint after each critical service and starts nothing while it is open', () => {
    const run = simulate(orchestrator, fleet);
    expect(run.checkpoints).toEqual(['after-data', 'after-edge', 'after-ingest']);
    const waiting = simulate(orchestrator, fleet, { decide: () => undefined });
    expect(waiting.started.slice(-1)).toEqual(['data']);
    expect(waiting.checkpoints).toEqual(['after-data']);
  });

  test('asks nothing after a critical service that was left as it was', () => {
    const one = fleetOf([service('x', { phase: 'd' }), service('y', { phase: 'd' })]);
    const finished = { kind: 'service-finished', phase: 'd', service: 'x', counts: 'success', changed: false } as const;
    const next = orchestrator.next(one, [{ ...finished, outcome: 'unchanged' }]);
    expect(next).toEqual([{ kind: 'start', service: 'y' }]);
    const held = orchestrator.next(one, [{ ...finished, outcome: 'failed', counts: 'failure' }]);
    expect(held).toMatchObject([{ kind: 'open-checkpoint', checkpoint: 'after-x' }]);
  });

  test('stops when a phase crosses its threshold, and starts nothing of the next', () => {
    const run = simulate(orchestrator, fleet, { failing: new Set(['low-0', 'low-1', 'low-2']) });
    expect(run.stopped).toBe('Phase A low had more failures than it tolerates.');
    expect(run.started.every((name) => name.startsWith('low-'))).toBe(true);
    expect(run.started.length).toBeLessThan(10);
  });

  test('goes on with as many failures as the phase tolerates', () => {
    const run = simulate(orchestrator, fleet, { failing: new Set(['low-0', 'low-1']) });
    expect(run.stopped).toBeUndefined();
    expect(run.started).toHaveLength(31);
  });

  test('stops at a rejection', () => {
    const run = simulate(orchestrator, fleet, { decide: (name) => (name === 'after-edge' ? 'reject' : 'approve') });
    expect(run.stopped).toBe('Checkpoint "after-edge" was not approved.');
    expect(run.started.at(-1)).toBe('edge');
  });

  test('takes the service of a checkpoint back when that is decided, once, and stops', () => {
    const run = simulate(orchestrator, fleet, { decide: () => 'rollback' });
    const undone = run.actions.filter((action) => action.kind === 'undo');
    expect(undone).toEqual([{ kind: 'undo', services: ['data'], reason: 'Decided at checkpoint "after-data".' }]);
    expect(run.stopped).toBe('Checkpoint "after-data" was not approved.');
  });

  test('stops at a gate that did not pass', () => {
    const next = orchestrator.next(fleet, [{ kind: 'phase-gated', phase: 'a', passed: false, reason: 'drift' }]);
    expect(next).toEqual([{ kind: 'stop', reason: 'Phase A low did not pass its gate.' }]);
  });

  test('starts a service after those it depends on have ended, however they ended', () => {
    const two = fleetOf([service('a', { dependsOn: ['z'] }), service('z', { risk: 'high' }), service('m')]);
    expect(orchestrator.next(two, [])).toEqual([
      { kind: 'start', service: 'm' },
      { kind: 'start', service: 'z' },
    ]);
    const run = simulate(orchestrator, two, { failing: new Set(['z']), percent: 100 });
    expect(run.started).toEqual(['m', 'z', 'a']);
  });

  test('a cycle of dependencies does not hold the run up', () => {
    const cycle = fleetOf([service('a', { dependsOn: ['b'] }), service('b', { dependsOn: ['a'] })]);
    expect(simulate(orchestrator, cycle).started).toEqual(['a', 'b']);
  });

  test('starts an interrupted service again after a resume, and nothing else twice', () => {
    const two = fleetOf([service('a'), service('b')], 2);
    const events = [
      { kind: 'service-started', phase: 'a', service: 'a' },
      { kind: 'service-started', phase: 'a', service: 'b' },
      { kind: 'service-finished', phase: 'a', service: 'b', outcome: 'succeeded', counts: 'success', changed: true },
      { kind: 'run-resumed' },
      { kind: 'service-reset', phase: 'a', service: 'a' },
    ] as const;
    expect(orchestrator.next(two, events)).toEqual([{ kind: 'start', service: 'a' }]);
  });

  test('goes on after a phase that was aborted is started again', () => {
    const one = fleetOf([service('a'), service('b')], 1);
    const crossed = { kind: 'threshold-crossed', phase: 'a', failed: 1, eligible: 2 } as const;
    expect(orchestrator.next(one, [crossed])).toMatchObject([{ kind: 'stop' }]);
    expect(orchestrator.next(one, [crossed, { kind: 'phase-started', phase: 'a' }])).toEqual([
      { kind: 'start', service: 'a' },
    ]);
  });

  test('gives the same answer for the same history', () => {
    const { events } = simulate(orchestrator, fleet);
    for (let length = 0; length <= events.length; length += 7) {
      const history = events.slice(0, length);
      expect(orchestrator.next(fleet, history)).toEqual(orchestrator.next(fleet, history));
    }
  });
});
