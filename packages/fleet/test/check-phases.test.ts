import type { FleetService, Phase } from '@moult/plugin-api';
import { checkPhases } from '../src/check-phases.ts';

function service(name: string, ...dependsOn: string[]): FleetService {
  const rest = { priority: 'low', risk: 'low', phase: undefined, owner: undefined, plugins: [] } as const;
  return { name, path: `services/${name}`, dependsOn, ...rest };
}

function phase(id: string, services: readonly string[], concurrency = 1): Phase {
  return { id, title: id, services, concurrency, checkpoint: 'none' };
}

const messages = (...args: Parameters<typeof checkPhases>): readonly string[] =>
  checkPhases(...args).map((one) => one.message);

describe('the check of an orchestrator’s phases', () => {
  test('finds nothing when every service is in exactly one phase', () => {
    expect(checkPhases([phase('a', ['x']), phase('b', ['y'])], [service('x'), service('y', 'x')])).toEqual([]);
  });

  test('names a service that the run does not have, with the nearest', () => {
    expect(messages([phase('a', ['edge', 'egde'])], [service('edge')])).toEqual([
      'Phase "a" has "egde", which the run does not have. Did it mean "edge"?',
    ]);
  });

  test('names a service in two phases, and one that is twice in a phase', () => {
    expect(messages([phase('a', ['x', 'x']), phase('b', ['x'])], [service('x')])).toEqual([
      'Phase "a" has x twice.',
      'x is in phase "a" and in phase "b".',
    ]);
  });

  test('names a service in no phase', () => {
    expect(messages([phase('a', [])], [service('x')])).toEqual([
      'x is in no phase. Declare its phase in the inventory.',
    ]);
  });

  test('names a dependency in a later phase, as an error or as a warning', () => {
    const phases = [phase('a', ['x']), phase('b', ['y'])];
    const services = [service('x', 'y', 'outside'), service('y')];
    const message = 'x of phase "a" depends on y, which is upgraded later, in phase "b".';
    expect(checkPhases(phases, services)).toEqual([{ severity: 'error', kind: 'later-dependency', message }]);
    expect(checkPhases(phases, services, { laterDependency: 'warning' })).toEqual([
      { severity: 'warning', kind: 'later-dependency', message },
    ]);
  });

  test('a dependency in the same or an earlier phase is fine', () => {
    expect(checkPhases([phase('a', ['x', 'y'])], [service('x', 'y'), service('y')])).toEqual([]);
  });

  test('names phases of one id, an id that no file name can have, and a concurrency below one', () => {
    const kinds = checkPhases([phase('a', ['x']), phase('a', []), phase('b/c', []), phase('d', [], 0)], [service('x')]);
    expect(kinds.map((one) => one.kind)).toEqual(['duplicate-phase', 'bad-phase-id', 'bad-concurrency']);
  });
});
