import type { TestChange, TestComparison } from './compare-tests.ts';
import { judgeFinalCriteria, type RunArtefacts } from './final-criteria.ts';
import { judgePhase } from './judge-phase.ts';
import type {
  CompatService,
  PhaseResults,
  PluginVersion,
  RunResults,
  ServiceResults,
  TestResults,
} from './run-results.ts';
import type { PhaseRecord, RunState, ServiceRecord } from './run-state.ts';
import { finishedServices, measureSuccess } from './success-metrics.ts';
import { countServices, exitCodeOf } from './summarize-run.ts';

/** What the journal does not know of a run. */
export interface ResultsContext {
  readonly engineVersion: string;
  readonly host: string;
  readonly plugins: readonly PluginVersion[];
  readonly tools: Readonly<Record<string, string>>;
  /** Names of declared environment variables, never their values. */
  readonly variables: readonly string[];
  readonly journalChecksum: string;
  readonly artefacts: RunArtefacts;
  /** Milliseconds between two times of the journal; `undefined` when the run has not ended. */
  readonly durationMs: number | undefined;
  /** The plan document of a service. */
  readonly planOf: (service: string) => unknown;
  /** Log files and reports of a service, relative to the run folder. */
  readonly artefactsOf: (service: string) => Readonly<Record<string, string>>;
}

/** Names under which the first batch scripts knew the migrations. */
const COMPAT_NAMES: Readonly<Record<string, string>> = { aiomqtt: 'mqtt', influxdb3: 'influxdb' };

/** Makes the results document of a run from its state. */
export function buildResults(run: RunState, context: ResultsContext): RunResults {
  return {
    schemaVersion: 1,
    runId: run.runId,
    engine: { name: 'moult', version: context.engineVersion },
    orchestrator: run.orchestrator,
    plan: { digest: run.planDigest, plugins: context.plugins },
    host: context.host,
    user: run.user,
    startedAt: run.createdAt,
    endedAt: run.endedAt ?? null,
    durationMs: context.durationMs ?? null,
    outcome: run.state,
    exitCode: exitCodeOf(run),
    reason: run.reason,
    policy: run.policy,
    counts: countServices(run),
    phases: run.phases.map((phase) => phaseResults(run, phase)),
    services: run.services.map((service) => serviceResults(service, context)),
    checkpoints: run.checkpoints,
    checks: run.checks,
    metrics: measureSuccess(run),
    criteria: judgeFinalCriteria(run, context.artefacts),
    safety: run.safety,
    incidents: run.incidents,
    environment: { tools: context.tools, variables: context.variables },
    compat: compatMap(run),
    integrity: { journalRecords: run.events, journalChecksum: context.journalChecksum },
  };
}

/** The flat map of the first batch scripts: only services that were worked on, as those scripts did. */
export function compatMap(run: RunState): Readonly<Record<string, CompatService>> {
  const finished = new Set(finishedServices(run, run.services));
  const worked = run.services.filter((service) => service.outcome !== undefined && service.attempts > 0);
  return Object.fromEntries(worked.map((service) => [service.name, compatService(service, finished.has(service))]));
}

function compatService(service: ServiceRecord, isFinished: boolean): CompatService {
  const outcomes = new Map(service.migrations.map((migration) => [migration.plugin, migration.outcome]));
  const migrations = service.plugins.map((plugin) => {
    const outcome = outcomes.get(plugin);
    return [COMPAT_NAMES[plugin] ?? plugin, isFinished && (outcome === 'done' || outcome === 'nothing')] as const;
  });
  return {
    name: service.name,
    priority: service.priority.toUpperCase(),
    migrations: Object.fromEntries(migrations),
    overall_success: isFinished,
  };
}

function phaseResults(run: RunState, phase: PhaseRecord): PhaseResults {
  const verdict = judgePhase(run, phase.id);
  return {
    id: phase.id,
    title: phase.title,
    state: phase.state,
    reason: phase.reason,
    eligible: verdict.eligible,
    failed: verdict.failed,
    tolerated: verdict.tolerated,
    crossedAt: phase.crossedAt ?? null,
    startedAt: phase.startedAt ?? null,
    endedAt: phase.endedAt ?? null,
    checkpoints: run.checkpoints.filter((one) => one.phase === phase.id).map((one) => one.checkpoint),
    checks: phase.checks,
  };
}

function serviceResults(service: ServiceRecord, context: ResultsContext): ServiceResults {
  const isUndone = service.state.startsWith('roll');
  return {
    name: service.name,
    path: service.path,
    owner: service.owner ?? null,
    phase: service.phase,
    priority: service.priority,
    risk: service.risk,
    state: service.state,
    outcome: service.outcome ?? null,
    reasonCode: service.reasonCode,
    reason: service.reason,
    changed: service.changed,
    attempts: service.attempts,
    startedAt: service.startedAt ?? null,
    endedAt: service.endedAt ?? null,
    migrations: Object.fromEntries(service.migrations.map((migration) => [migration.plugin, migration])),
    tests: service.tests === undefined ? null : testResults(service.tests),
    checks: service.checks,
    adopted: service.adopted ?? null,
    rollback: isUndone ? { state: service.state, reason: service.rollbackReason } : null,
    plan: context.planOf(service.name),
    artefacts: context.artefactsOf(service.name),
  };
}

function testResults(comparison: TestComparison): TestResults {
  const named = (...changes: readonly TestChange[]): readonly string[] =>
    comparison.tests.filter((test) => changes.includes(test.change)).map((test) => test.id);
  return {
    verdict: comparison.verdict,
    reason: comparison.reason,
    counts: comparison.counts,
    newFailures: named('NEW-FAIL', 'NEW-ERROR'),
    disappeared: named('DISAPPEARED'),
    fixed: named('fixed'),
    flaky: named('flaky'),
  };
}
