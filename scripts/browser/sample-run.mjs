// A run over the example fleet as its journal would tell it: most services done, some failed, held, taken back or unverified, and a
// checkpoint that waits. The states, budgets, metrics and criteria are those the fleet package folds from these records.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const START = Date.UTC(2026, 0, 12, 9, 0);
const CRITICAL = 'd';

/** The results document of that run, with the plan of each service in it. */
export function sampleResults({ fleet, plan, inventory }) {
  const clock = createClock();
  const services = inventory.services
    .filter(({ phase }) => phase !== undefined)
    .map((service) => plannedService(service, plan));
  const phases = ['a', 'b', 'c', 'd'].map((id) => plannedPhase(id, services));
  const journal = [
    {
      kind: 'run.created',
      at: clock(),
      runId: '20260112-0900-ember',
      planDigest: plan.digest,
      user: 'ana',
      orchestrator: 'phased',
      services,
      phases,
      policy: fleet.DEFAULT_RUN_POLICY,
    },
    { kind: 'run.started', at: clock() },
    {
      kind: 'note',
      at: clock(),
      severity: 'safety',
      text: 'The lock of an older run was broken by ana: "the machine was replaced".',
    },
  ];
  for (const phase of phases) journal.push(...phaseRecords(phase, services, plan, clock, fleet));
  const run = fleet.foldRun(journal);
  return fleet.buildResults(run, {
    engineVersion: plan.run.version,
    host: 'builder-2',
    plugins: plan.run.plugins.map(({ name, version = '0.1.0' }) => ({ name, version })),
    tools: { python: '3.11.7', node: '20.20.0', uv: '0.9.7' },
    variables: ['PIP_INDEX_URL', 'INFLUX_TOKEN'],
    journalChecksum: plan.digest.split('').reverse().join(''),
    artefacts: { reportWritten: true, changelogWritten: true, changeKinds: ['tenacity'], undoTriedFor: ['tenacity'] },
    durationMs: undefined,
    planOf: (name) => planOfService(plan, name),
    artefactsOf: (name) => ({
      'tests before': `services/${name}/1/tests-before.log`,
      'tests after': `services/${name}/1/tests-after.log`,
    }),
  });
}

/** Texts of every changed file before and after, from the tree and the edits of the plan. */
export function textsOfPlan(plan, root) {
  const changed = plan.files.filter(({ status }) => status === 'changed');
  return new Map(
    changed.map(({ path, edits }) => {
      const before = readFileSync(join(root, path), 'utf8').replace(/^\ufeff/, '');
      const after = [...edits]
        .reverse()
        .reduce((text, { start, end, newText }) => text.slice(0, start) + newText + text.slice(end), before);
      return [path, { path, before, after }];
    }),
  );
}

function createClock() {
  let seconds = 0;
  return () => {
    seconds += 7;
    return new Date(START + seconds * 1000).toISOString();
  };
}

function plannedService({ name, path, phase, priority, owner, risk = 'medium' }, plan) {
  const plugins = [
    ...new Set(
      plan.changes
        .filter(({ service, status }) => service === name && status === 'selected')
        .map(({ plugin }) => plugin),
    ),
  ];
  return { name, path, phase, priority, risk, owner, dependsOn: [], plugins, applicable: plugins.length > 0 };
}

function plannedPhase(id, services) {
  const titles = { a: 'Low risk', b: 'Medium risk', c: 'High risk', d: 'Critical, one at a time' };
  const members = services.filter(({ phase }) => phase === id).map(({ name }) => name);
  return {
    id,
    title: titles[id],
    services: members,
    concurrency: id === CRITICAL ? 1 : 4,
    checkpoint: id === CRITICAL ? 'after-each' : 'none',
  };
}

function phaseRecords(phase, services, plan, clock, fleet) {
  const opened = [
    { kind: 'phase.started', at: clock(), phase: phase.id },
    { kind: 'phase.checked', at: clock(), phase: phase.id, passed: true, reason: '', checks: [] },
  ];
  const members = services.filter(({ phase: id, applicable }) => id === phase.id && applicable);
  if (phase.id === CRITICAL) return [...opened, ...criticalRecords(phase, members, plan, clock, fleet)];
  const worked = members.flatMap((service, index) =>
    serviceRecords(service, fateOf(service, index, plan), plan, clock, fleet),
  );
  const checks = [{ check: 'integration', verdict: 'pass', evidence: '`make smoke` ended with 0 after 21 s.' }];
  return [
    ...opened,
    ...worked,
    { kind: 'phase.validating', at: clock(), phase: phase.id },
    {
      kind: 'phase.gated',
      at: clock(),
      phase: phase.id,
      passed: true,
      reason: 'Fewer services failed than the phase tolerates.',
      checks,
    },
  ];
}

function criticalRecords(phase, [first, second], plan, clock, fleet) {
  const checkpoint = (name) => ({
    kind: 'checkpoint.opened',
    at: clock(),
    checkpoint: `d/${name}`,
    phase: phase.id,
    services: [name],
    question: `Is ${name} as it should be? The next critical service starts when you approve.`,
    shownDigest: plan.digest,
    required: 1,
    authors: [],
    allowed: [],
    critical: true,
    expiresAt: undefined,
    onExpire: 'stay',
  });
  return [
    ...serviceRecords(first, 'succeeded', plan, clock, fleet),
    checkpoint(first.name),
    {
      kind: 'checkpoint.decided',
      at: clock(),
      checkpoint: `d/${first.name}`,
      decision: 'approve',
      by: 'bjørn',
      reason: 'dashboards are quiet, error rate as before',
      shownDigest: plan.digest,
      override: false,
    },
    ...serviceRecords(second, 'succeeded', plan, clock, fleet),
    checkpoint(second.name),
  ];
}

function fateOf(service, index, plan) {
  if (service.name === 'smart-meter-service') return 'failed';
  if (plan.findings.some((finding) => finding.service === service.name && finding.level === 'work'))
    return index % 2 === 0 ? 'held' : 'awaiting-work';
  return service.name === 'weather-api' ? 'untested' : 'succeeded';
}

function serviceRecords(service, fate, plan, clock, fleet) {
  const about = { service: service.name };
  const queued = { kind: 'svc.queued', at: clock(), ...about, attempt: 1 };
  if (fate === 'held')
    return [
      queued,
      finished(about, 'held', 'Its plan leaves work for a person; nothing was changed.', false, [], clock),
    ];
  const migrations = service.plugins.map((plugin) => migrationOf(plugin, service, plan));
  const tests = fate === 'untested' ? undefined : testComparison(fate, fleet);
  const outcome = fate === 'untested' ? 'succeeded' : fate;
  const reasons = {
    failed: 'Two tests that passed before fail now.',
    'awaiting-work': 'Changed as far as Moult can; the rest is in the work orders.',
  };
  const records = [
    queued,
    { kind: 'svc.started', at: clock(), ...about, attempt: 1 },
    {
      kind: 'svc.preflight',
      at: clock(),
      ...about,
      checks: [{ check: 'undo-possible', verdict: 'pass', evidence: 'The contents of all planned files are kept.' }],
    },
    { kind: 'svc.baseline', at: clock(), ...about, checks: [] },
    { kind: 'tx.intent', at: clock(), ...about },
    { kind: 'tx.committed', at: clock(), ...about },
    { kind: 'svc.validating', at: clock(), ...about, attempt: 1 },
    { kind: 'svc.validated', at: clock(), ...about, checks: checksOf(fate), tests },
    finished(about, outcome, reasons[fate] ?? '', true, migrations, clock),
  ];
  if (fate !== 'failed') return records;
  return [
    ...records,
    { kind: 'rollback.svc', at: clock(), ...about, step: 'started' },
    {
      kind: 'rollback.svc',
      at: clock(),
      ...about,
      step: 'rolled-back',
      reason: 'every byte is back, and the old tests pass',
    },
  ];
}

function finished(about, outcome, reason, changed, migrations, clock) {
  return { kind: 'svc.finished', at: clock(), ...about, outcome, reasonCode: outcome, reason, changed, migrations };
}

function migrationOf(plugin, { name }, plan) {
  const count = (status) =>
    plan.changes.filter((change) => change.service === name && change.plugin === plugin && change.status === status)
      .length;
  const manual = plan.findings.filter(
    (finding) => finding.service === name && finding.plugin === plugin && finding.level === 'work',
  ).length;
  return {
    plugin,
    outcome: manual > 0 ? 'partial' : 'done',
    changed: count('selected'),
    suppressed: count('suppressed'),
    conflicting: 0,
    refused: 0,
    manual,
    unsupported: 0,
  };
}

function checksOf(fate) {
  const check = (name, verdict, evidence) => ({ check: name, verdict, evidence });
  return [
    check('compiles', 'pass', 'All changed files compile under Python 3.11.7.'),
    check('residue', 'pass', 'Nothing points at the old library outside what the plan listed.'),
    check('second-plan-empty', 'pass', 'A second plan has nothing to change.'),
    check('requirements-resolve', 'pass', '`uv pip compile` resolves 31 packages.'),
    fate === 'failed'
      ? check('tests', 'fail', 'Two tests that passed before fail now.')
      : fate === 'untested'
        ? check('tests', 'unverified', 'The service has no tests.')
        : check('tests', 'pass', '42 tests, the same results as before.'),
    check(
      'health',
      fate === 'untested' ? 'unverified' : 'pass',
      fate === 'untested' ? 'It has no health command.' : '`python -m app --selfcheck` ended with 0.',
    ),
  ];
}

function testComparison(fate, fleet) {
  const result = (id, status) => ({
    id,
    status,
    seconds: 0.01,
    message: status === 'failed' ? 'AssertionError' : '',
    isCollection: false,
  });
  const names = Array.from({ length: 42 }, (_, index) => `tests/test_app.py::test_case_${index + 1}`);
  const broken = fate === 'failed' ? new Set(names.slice(3, 5)) : new Set();
  const ran = (statusOf) => ({ kind: 'ran', tests: names.map((name) => result(name, statusOf(name))) });
  const after = ran((name) => (broken.has(name) ? 'failed' : 'passed'));
  return fleet.compareTests({ before: ran(() => 'passed'), after, repeats: [after, after], isCritical: false });
}

/** The part of a plan that is about one service. */
function planOfService(plan, name) {
  const own = (items) => items.filter(({ service }) => service === name);
  return {
    ...plan,
    services: plan.services.filter((service) => service.name === name),
    files: own(plan.files).filter(({ status }) => status === 'changed'),
    changes: own(plan.changes),
    findings: own(plan.findings),
    residue: own(plan.residue),
    conflicts: own(plan.conflicts),
    skipped: own(plan.skipped),
    suppressions: own(plan.suppressions),
    failures: own(plan.failures),
  };
}
