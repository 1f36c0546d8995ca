import { buildResults, compatMap, type ResultsContext } from '../src/build-results.ts';
import { compareTests } from '../src/compare-tests.ts';
import { foldRun } from '../src/fold-run.ts';
import type { MigrationOutcome, RunEvent } from '../src/run-event.ts';
import type { TestRun } from '../src/test-results.ts';
import { at, created, phaseOf, planned, worked } from './journal.ts';

const context: ResultsContext = {
  engineVersion: '0.1.0',
  host: 'builder',
  plugins: [{ name: 'tenacity', version: '0.1.0' }],
  tools: { python: '3.12.1' },
  variables: ['INFLUX_TOKEN'],
  journalChecksum: 'c0ffee',
  artefacts: { reportWritten: true, changelogWritten: true, changeKinds: [], undoTriedFor: [] },
  durationMs: 1200,
  planOf: (service) => ({ of: service }),
  artefactsOf: () => ({ log: 'services/x/attempts/1/stdout' }),
};

function migration(plugin: string, outcome: MigrationOutcome['outcome']): MigrationOutcome {
  return { plugin, outcome, changed: 1, suppressed: 0, conflicting: 0, refused: 0, manual: 0, unsupported: 0 };
}

function ended(
  service: string,
  outcome: 'succeeded' | 'failed',
  migrations: readonly MigrationOutcome[],
): readonly RunEvent[] {
  const rest = { reasonCode: outcome, reason: '', changed: outcome === 'succeeded', migrations };
  return [...worked(service), { kind: 'svc.finished', at: at(5), service, outcome, ...rest }];
}

function ran(ids: Readonly<Record<string, 'passed' | 'failed'>>): TestRun {
  const entries = Object.entries(ids);
  return {
    kind: 'ran',
    tests: entries.map(([id, status]) => ({ id, status, seconds: 0, message: '', isCollection: false })),
  };
}

const services = [
  planned('x', 'a', { plugins: ['tenacity', 'influxdb3'], priority: 'high' }),
  planned('y', 'a', { plugins: ['aiomqtt'], priority: 'low' }),
  planned('z', 'a', { plugins: [], applicable: false }),
];
const tests = compareTests({
  before: ran({ a: 'passed', b: 'passed', c: 'failed', d: 'passed' }),
  after: ran({ a: 'passed', b: 'failed', c: 'passed' }),
  repeats: [],
  isCritical: false,
});
const run = foldRun([
  ...created(services, [phaseOf('a', ['x', 'y', 'z'])]),
  ...ended('x', 'succeeded', [migration('tenacity', 'done'), migration('influxdb3', 'partial')]),
  ...worked('y'),
  { kind: 'svc.validated', at: at(5), service: 'y', checks: [], tests },
  ...ended('y', 'failed', [migration('aiomqtt', 'done')]).slice(-1),
]);

describe('the results of a run', () => {
  const results = buildResults(run, context);

  test('say who, what and how it ended', () => {
    expect(results).toMatchObject({
      schemaVersion: 1,
      runId: '20260101-abc',
      engine: { name: 'moult', version: '0.1.0' },
      plan: { digest: 'd1' },
      outcome: 'running',
      endedAt: null,
      exitCode: 3,
      integrity: { journalRecords: run.events, journalChecksum: 'c0ffee' },
    });
    expect(results.metrics).toHaveLength(5);
    expect(results.criteria).toHaveLength(10);
  });

  test('count by outcome, phase, priority and migration', () => {
    const tally = { waiting: 0, underWay: 0 };
    expect(results.counts.all).toEqual({ total: 3, good: 1, failed: 1, other: 1, ...tally });
    expect(results.counts.byPriority['high']).toEqual({ total: 1, good: 1, failed: 0, other: 0, ...tally });
    expect(Object.keys(results.counts.byMigration)).toEqual(['aiomqtt', 'influxdb3', 'tenacity']);
    expect(results.counts.byState).toEqual({ succeeded: 1, failed: 1, planned: 1 });
  });

  test('have the budget of each phase', () => {
    expect(results.phases).toMatchObject([{ id: 'a', eligible: 2, failed: 1, tolerated: 0, crossedAt: null }]);
  });

  test('have the tests of a service by what became of them', () => {
    const y = results.services.find((service) => service.name === 'y');
    expect(y?.tests).toMatchObject({
      verdict: 'fail',
      newFailures: ['b'],
      disappeared: ['d'],
      fixed: ['c'],
      flaky: [],
    });
    expect(y?.plan).toEqual({ of: 'y' });
  });

  test('are plain JSON: nothing gets lost on the way', () => {
    expect(JSON.parse(JSON.stringify(results))).toEqual(results);
  });
});

describe('the flat map for old scripts', () => {
  test('has the services that were worked on, under the names those scripts use', () => {
    expect(compatMap(run)).toEqual({
      x: { name: 'x', priority: 'HIGH', migrations: { tenacity: true, influxdb: false }, overall_success: true },
      y: { name: 'y', priority: 'LOW', migrations: { mqtt: false }, overall_success: false },
    });
  });
});
