import fc from 'fast-check';
import { findCycles, readDependencyGraph } from '../src/dependency-graph.ts';

const of = (name: string, ...dependsOn: string[]) => ({ name, dependsOn });

describe('the dependency graph', () => {
  test('puts each service above everything it depends on', () => {
    const graph = readDependencyGraph([
      of('web', 'api', 'auth'),
      of('api', 'db'),
      of('auth', 'db'),
      of('db'),
      of('alone'),
    ]);
    expect(graph.levels).toEqual([['alone', 'db'], ['api', 'auth'], ['web']]);
    expect(graph.criticalPath).toEqual(['db', 'api', 'web']);
    expect(graph.cycles).toEqual([]);
    expect(Object.fromEntries(graph.dependents)).toEqual({
      web: [],
      api: ['web'],
      auth: ['web'],
      db: ['api', 'auth'],
      alone: [],
    });
  });

  test('an empty fleet has no levels and no path', () => {
    expect(readDependencyGraph([])).toMatchObject({ levels: [], criticalPath: [], cycles: [] });
  });

  test('passes over a name that is not a service, and counts a doubled dependency once', () => {
    const graph = readDependencyGraph([of('a', 'postgres', 'b', 'b'), of('b')]);
    expect(graph.levels).toEqual([['b'], ['a']]);
    expect(graph.dependents.get('b')).toEqual(['a']);
  });

  test('services of a cycle have no level, nor what rests on them', () => {
    const graph = readDependencyGraph([of('a', 'b'), of('b', 'a'), of('c', 'a'), of('d')]);
    expect(graph.levels).toEqual([['d']]);
    expect(graph.cycles).toEqual([['a', 'b']]);
  });

  test('two separate cycles are two, and a service that only leads to one is in none', () => {
    expect(findCycles([of('a', 'b'), of('b', 'a'), of('x', 'y'), of('y', 'z'), of('z', 'x'), of('q', 'a')])).toEqual([
      ['a', 'b'],
      ['x', 'y', 'z'],
    ]);
  });

  test('any graph: every service has a level or a cycle below it, and levels only rest on earlier ones', () => {
    const graphs = fc.array(fc.array(fc.nat(11), { maxLength: 4 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(graphs, (lists) => {
        const services = lists.map((list, i) => of(`s${i}`, ...list.map((j) => `s${j % lists.length}`)));
        const graph = readDependencyGraph(services);
        const levelOf = new Map(graph.levels.flatMap((level, i) => level.map((name) => [name, i] as const)));
        for (const service of services) {
          const level = levelOf.get(service.name);
          if (level === undefined) continue;
          for (const need of service.dependsOn) expect(levelOf.get(need) ?? 99).toBeLessThan(level);
        }
        expect(levelOf.size === services.length).toBe(graph.cycles.length === 0);
        for (const cycle of graph.cycles) {
          cycle.forEach((name, i) => {
            const next = cycle[(i + 1) % cycle.length];
            expect(services.find((service) => service.name === name)?.dependsOn).toContain(next);
          });
        }
        expect(graph.criticalPath).toHaveLength(graph.levels.length);
      }),
    );
  });
});
