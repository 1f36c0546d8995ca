import {
  buildResults,
  compareTests,
  DEFAULT_RUN_POLICY,
  foldRun,
  type RunEvent,
  type RunResults,
  type TestRun,
} from '@moult/fleet';
import { runHtml } from '../src/html/run-html.ts';
import { pageDataOf } from './page-data-of.ts';
import { type Planned, planOf } from './plan-of.ts';

const planned = planOf({
  'one/a.py': 'import oldlib\noldlib.send()\n',
  'two/a.py': 'import oldlib\noldlib.look()\noldlib.send()\n',
});

const at = '2026-01-12T09:00:00.000Z';
const service = {
  path: '',
  phase: 'a',
  priority: 'low',
  risk: 'low',
  dependsOn: [],
  plugins: ['oldlib'],
  applicable: true,
} as const;
const ran = (status: 'passed' | 'failed'): TestRun => ({
  kind: 'ran',
  tests: [{ id: 'tests/test_a.py::test_<b>', status, seconds: 0, message: '', isCollection: false }],
});
const tests = compareTests({ before: ran('passed'), after: ran('failed'), repeats: [], isCritical: false });

const JOURNAL: readonly RunEvent[] = [
  {
    kind: 'run.created',
    at,
    runId: '20260112-x',
    planDigest: planned.plan.digest,
    user: 'ana',
    orchestrator: 'phased',
    services: [
      { ...service, name: 'one', path: 'one', owner: 'ai' },
      { ...service, name: 'two', path: 'two', owner: undefined },
    ],
    phases: [{ id: 'a', title: 'Low', services: ['one', 'two'], concurrency: 2, checkpoint: 'none' }],
    policy: DEFAULT_RUN_POLICY,
  },
  { kind: 'run.started', at },
  { kind: 'note', at, severity: 'safety', text: 'A lock was <broken>.' },
  { kind: 'phase.started', at, phase: 'a' },
  { kind: 'phase.checked', at, phase: 'a', passed: true, reason: '', checks: [] },
  { kind: 'svc.queued', at, service: 'one', attempt: 1 },
  { kind: 'svc.started', at, service: 'one', attempt: 1 },
  { kind: 'svc.preflight', at, service: 'one', checks: [] },
  { kind: 'svc.baseline', at, service: 'one', checks: [] },
  { kind: 'tx.intent', at, service: 'one' },
  { kind: 'tx.committed', at, service: 'one' },
  { kind: 'svc.validating', at, service: 'one', attempt: 1 },
  {
    kind: 'svc.validated',
    at,
    service: 'one',
    checks: [{ check: 'compiles', verdict: 'pass', evidence: 'All do.' }],
    tests,
  },
  {
    kind: 'svc.finished',
    at: '2026-01-12T09:01:05.000Z',
    service: 'one',
    outcome: 'failed',
    reasonCode: 'tests-regressed',
    reason: 'One test fails.',
    changed: true,
    migrations: [],
  },
];

function resultsOf(planFor: (name: string) => unknown): RunResults {
  return buildResults(foldRun(JOURNAL), {
    engineVersion: '0.1.0',
    host: 'builder',
    plugins: [{ name: 'oldlib', version: '1.0.0' }],
    tools: { python: '3.11.7' },
    variables: ['TOKEN'],
    journalChecksum: 'c0ffee',
    artefacts: { reportWritten: true, changelogWritten: true, changeKinds: [], undoTriedFor: [] },
    durationMs: 65_000,
    planOf: planFor,
    artefactsOf: () => ({}),
  });
}

function partOf({ plan }: Planned, name: string): unknown {
  const own = <T extends { readonly service: string }>(items: readonly T[]) =>
    items.filter((item) => item.service === name);
  return { ...plan, files: own(plan.files), changes: own(plan.changes), findings: own(plan.findings) };
}

describe('a run page', () => {
  const results = resultsOf((name) => partOf(planned, name));
  const html = runHtml(results, { texts: planned.texts });
  const data = pageDataOf(html);

  test('says the same in the same bytes, every time', () => {
    expect(
      runHtml(
        resultsOf((name) => partOf(planned, name)),
        { texts: planned.texts },
      ),
    ).toBe(html);
  });

  test('warns first of what was given up', () => {
    expect(html.indexOf('A lock was &#60;broken&#62;.')).toBeGreaterThan(0);
    expect(html.indexOf('A lock was')).toBeLessThan(html.indexOf('<h1>'));
    expect(runHtml({ ...results, safety: [] })).not.toContain('class="band"');
  });

  test('has the budget of each phase, the metrics and the criteria', () => {
    expect(html).toContain('1 failure in 2 services; none is tolerated');
    for (const { title } of [...results.metrics, ...results.criteria]) expect(html).toContain(title);
  });

  test('has a row for each service with its tests, checks and time', () => {
    expect(data.kind === 'run' && data.rows).toMatchObject([
      {
        service: 0,
        state: 'failed',
        tone: 'bad',
        seconds: 65,
        time: '1 min 05 s',
        tests: { verdict: 'fail' },
        checks: [{ check: 'compiles', level: 'V3' }],
      },
      { service: 1, state: 'planned', tone: 'quiet', checks: [] },
    ]);
    expect(html).toContain('tests/test_a.py::test_&#60;b&#62;');
  });

  test('has the diffs and work orders of the embedded plans', () => {
    expect(data.files.map(({ path, hunks }) => [path, hunks.length])).toEqual([
      ['one/a.py', 1],
      ['two/a.py', 1],
    ]);
    expect(data.findings).toMatchObject([{ service: 1, todo: 'look' }]);
  });

  test('does without plans', () => {
    const bare = pageDataOf(runHtml(resultsOf(() => undefined)));
    expect([bare.files, bare.changes]).toEqual([[], []]);
  });

  test('offers to take back what was changed, and nothing where nothing was', () => {
    const [one, two] = data.kind === 'run' ? data.rows : [];
    expect(one?.commands.map(([command]) => command)).toEqual([
      'moult resume 20260112-x --retry one',
      'moult undo 20260112-x --service one',
    ]);
    expect(two?.commands).toEqual([]);
  });

  test('offers a new run, and not the old one, for a service whose phase has passed', () => {
    const commandsIn = (phase: string, state: string): readonly string[] => {
      const [service] = results.services;
      const changed = {
        ...results,
        services: [{ ...service, state }],
        phases: [{ ...results.phases[0], state: phase }],
      };
      // Spread from results that are whole.
      const page = pageDataOf(runHtml(changed as unknown as typeof results));
      return page.kind === 'run' ? (page.rows[0]?.commands.map(([command]) => command) ?? []) : [];
    };
    expect(commandsIn('passed', 'held')).toEqual(['moult run --only one --accept-manual one']);
    expect(commandsIn('aborted', 'held')).toEqual(['moult resume 20260112-x --accept-manual one']);
    expect(commandsIn('passed', 'failed')).toEqual(['moult undo 20260112-x --service one', 'moult run --only one']);
    expect(commandsIn('passed', 'awaiting-work')[0]).toBe('moult resume 20260112-x --adopt one');
  });
});
