import { readFileSync } from 'node:fs';
import canary from '../../../examples/orchestrators/canary/canary.ts';
import { fleetOf, service } from './fleet.ts';
import { simulate } from './simulate.ts';

const fleet = fleetOf(
  Array.from({ length: 40 }, (_, i) => service(`s${String(i).padStart(2, '0')}`)),
  8,
);

describe('the canary orchestrator of the examples', () => {
  test('takes one service, then a quarter of the fleet, then the rest', () => {
    expect(canary.phases(fleet).map((phase) => phase.services.length)).toEqual([1, 10, 29]);
  });

  test('asks before each widening and starts every service once', () => {
    const run = simulate(canary, fleet);
    expect(run.checkpoints).toEqual(['after-canary', 'after-quarter']);
    expect(new Set(run.started).size).toBe(40);
    expect(run.started).toHaveLength(40);
    expect(run.peak).toEqual({ canary: 1, quarter: 8, rest: 8 });
  });

  test('goes no further while nobody has answered', () => {
    expect(simulate(canary, fleet, { decide: () => undefined }).started).toEqual(['s00']);
  });

  test('stops when the canary fails', () => {
    const run = simulate(canary, fleet, { failing: new Set(['s00']) });
    expect(run.started).toEqual(['s00']);
    expect(run.stopped).toBe('The canary did not go well enough to widen.');
  });

  test('takes the canary back when that is decided', () => {
    const run = simulate(canary, fleet, { decide: () => 'rollback' });
    expect(run.actions).toContainEqual({ kind: 'undo', services: ['s00'], reason: 'Decided at after-canary.' });
    expect(run.stopped).toBe('Taken back.');
  });

  test('picks as the canary what others depend on, with the least risk', () => {
    const services = [service('a', { dependsOn: ['base'] }), service('b', { risk: 'high' }), service('base')];
    expect(canary.phases(fleetOf(services))[0]?.services).toEqual(['base']);
  });

  test('a fleet of one service has one phase and no checkpoint', () => {
    const run = simulate(canary, fleetOf([service('only')]));
    expect(run.started).toEqual(['only']);
    expect(run.checkpoints).toEqual([]);
  });

  test('is written in under 80 lines', () => {
    const source = readFileSync(new URL('../../../examples/orchestrators/canary/canary.ts', import.meta.url), 'utf8');
    expect(source.split('\n').length).toBeLessThan(80);
  });
});
