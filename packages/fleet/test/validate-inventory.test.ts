import { validateInventory } from '../src/validate-inventory.ts';

const service = { name: 'data-api', path: 'services/data-api' };

function problemsOf(value: unknown): readonly string[] {
  const result = validateInventory(value);
  return result.kind === 'problems' ? result.problems.map(({ where, message }) => `${where}: ${message}`) : [];
}

describe('the check of an inventory', () => {
  test('reads a service with nothing but name and path', () => {
    expect(validateInventory({ services: [service] })).toEqual({
      kind: 'inventory',
      inventory: {
        version: 1,
        services: [
          {
            ...service,
            priority: undefined,
            phase: undefined,
            owner: undefined,
            tests: undefined,
            health: undefined,
            python: undefined,
            dependsOn: [],
            migrations: undefined,
            skip: undefined,
            environment: [],
          },
        ],
        shared: [],
        integration: [],
      },
    });
  });

  test('reads every field', () => {
    const full = {
      version: 1,
      services: [
        {
          ...service,
          priority: 'critical',
          phase: 'D',
          owner: 'data',
          tests: 'python -m pytest -q',
          health: ['curl', '-f', 'localhost'],
          python: '3.12',
          dependsOn: ['edge'],
          migrations: ['tenacity'],
          environment: ['INFLUX_URL'],
          skip: 'retired in May',
        },
        { name: 'edge', path: './services/edge/', owner: null },
      ],
      shared: [{ path: 'shared/common', usedBy: ['data-api', 'edge'], runsOnBoth: true }],
      integration: ['make smoke', ['docker', 'compose', 'ps']],
    };
    const result = validateInventory(full);
    expect(result).toMatchObject({
      kind: 'inventory',
      inventory: {
        services: [
          { ...full.services[0], phase: 'd' },
          { name: 'edge', path: 'services/edge' },
        ],
        shared: full.shared,
        integration: full.integration,
      },
    });
  });

  test.each([
    [null, ': The inventory is not a mapping with "services".'],
    [[], ': The inventory is not a mapping with "services".'],
    [{}, 'services: Expected a list of services.'],
    [{ services: {} }, 'services: Expected a list of services.'],
    [{ services: ['data-api'] }, 'services[0]: Expected a mapping.'],
    [{ services: [], version: 2 }, 'version: Version 2 is not known. This Moult reads version 1.'],
    [{ services: [], servces: [] }, 'servces: "servces" is not a key here. Did you mean "services"?'],
    [{ services: [], shared: {} }, 'shared: Expected a list of shared paths.'],
    [{ services: [], integration: [7] }, 'integration[0]: Expected a command: a line, or a list of words.'],
    [{ services: [{ path: 'x' }] }, 'services[0].name: "name" is missing. Unique name of the service.'],
  ])('names what is wrong in %j', (value, problem) => {
    expect(problemsOf(value)).toEqual([problem]);
  });

  test.each([
    ['priorty', 'high', 'services[0].priorty: "priorty" is not a key here. Did you mean "priority"?'],
    ['priority', 'hihg', 'services[0].priority: "hihg" is not possible here. Did you mean "high"?'],
    ['priority', 4, 'services[0].priority: 4 is not possible here. Expected one of low, medium, high, critical.'],
    ['phase', 'e', 'services[0].phase: "e" is not possible here. Expected one of a, b, c, d.'],
    ['python', 3.1, 'services[0].python: Expected a text in quotes. Python version it runs on, such as 3.12.'],
    ['owner', ' ', 'services[0].owner: Expected a text. Who looks at its findings.'],
    [
      'tests',
      [],
      'services[0].tests: Expected a command: a line, or a list of words. Command that runs its tests, in its folder.',
    ],
    ['dependsOn', 'edge', expect.stringContaining('services[0].dependsOn: Expected a list of names.')],
    ['migrations', [1], expect.stringContaining('services[0].migrations: Expected a list of names.')],
    ['path', '/srv/x', 'services[0].path: "/srv/x" leads out of the root. Give the path relative to the root.'],
    ['path', 'a/../../x', expect.stringContaining('leads out of the root')],
    ['path', 'services\\x', 'services[0].path: Expected forward slashes in a path.'],
  ])('refuses %s: %j', (key, value, problem) => {
    expect(problemsOf({ services: [{ ...service, [key]: value }] })).toEqual([problem]);
  });

  test('a key that every object inherits is not a known key', () => {
    expect(problemsOf({ services: [{ ...service, constructor: 'x' }] })[0]).toContain(
      '"constructor" is not a key here.',
    );
  });

  test('names the second of two services with one name or one path', () => {
    const problems = problemsOf({
      services: [service, { ...service, path: 'services/other' }, { name: 'x', path: './services/data-api/' }],
    });
    expect(problems).toEqual([
      'services[1].name: "data-api" is services[0] already.',
      'services[2].path: "services/data-api" is services[0] already.',
    ]);
  });

  test('names an unknown dependency with the nearest service', () => {
    const edge = { name: 'edge', path: 'services/edge', dependsOn: ['data-app'] };
    expect(problemsOf({ services: [service, edge] })).toEqual([
      'services[1].dependsOn[0]: There is no service "data-app". Did you mean "data-api"?',
    ]);
    expect(problemsOf({ services: [service], shared: [{ path: 'x', usedBy: ['nobody'] }] })).toEqual([
      'shared[0].usedBy[0]: There is no service "nobody". Add it, or remove the reference.',
    ]);
  });

  test('names the services of a cycle in their order, also one of a service with itself', () => {
    const of = (name: string, ...dependsOn: string[]) => ({ name, path: `services/${name}`, dependsOn });
    expect(problemsOf({ services: [of('c', 'a'), of('a', 'b'), of('b', 'c'), of('free', 'a')] })).toEqual([
      'services[1].dependsOn: Services depend on each other in a cycle: a → b → c → a. Remove one of these dependencies.',
    ]);
    expect(problemsOf({ services: [of('x', 'x')] })[0]).toContain('x → x');
  });

  test('reports all problems at once', () => {
    expect(problemsOf({ services: [{ nam: 'x' }, { ...service, phase: 'q' }], integrations: [] })).toHaveLength(5);
  });
});
