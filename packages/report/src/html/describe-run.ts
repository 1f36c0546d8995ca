import type { PlanDocument } from '@moult/engine';
import { CHECKS, type RunResults, type ServiceResults } from '@moult/fleet';
import type { PageCheck, PageMigration, PageRow, PageTests, PageTone } from './page-data.ts';
import { secondsBetween, spanText } from './time-text.ts';

/** Commands that a person may want to type next, each with what it does. */
export type CommandsOf = (
  service: ServiceResults,
  run: Pick<RunResults, 'runId' | 'phases'>,
) => readonly (readonly [string, string])[];

/** A service of a run as a row of the page's table. */
export function describeRow(
  results: RunResults,
  service: ServiceResults,
  number: number,
  commandsOf: CommandsOf,
): PageRow {
  const { tests, adopted, rollback } = service;
  const seconds = secondsBetween(service.startedAt, service.endedAt);
  return {
    service: number,
    phase: service.phase,
    priority: service.priority,
    risk: service.risk,
    state: service.state,
    outcome: service.outcome ?? '',
    tone: toneOfState(service.state),
    reason: service.reason,
    attempts: service.attempts,
    ...(seconds === undefined ? {} : { seconds, time: spanText(seconds) }),
    migrations: Object.values(service.migrations).map(describeMigration),
    ...(tests === null ? {} : { tests: describeTests(tests) }),
    checks: service.checks.map(describeCheck),
    ...(adopted === null ? {} : { adopted: `by ${adopted.by}: ${adopted.paths.join(', ')}` }),
    ...(rollback === null
      ? {}
      : { rollback: `${rollback.state}${rollback.reason === '' ? '' : `: ${rollback.reason}`}` }),
    artefacts: Object.entries(service.artefacts).sort(([a], [b]) => (a < b ? -1 : 1)),
    commands: commandsOf(service, results),
  };
}

/** How a state of a service, a phase or a run reads at a glance. */
export function toneOfState(state: string): PageTone {
  if (GOOD.includes(state)) return 'good';
  if (BAD.includes(state)) return 'bad';
  return QUIET.includes(state) ? 'quiet' : 'wait';
}

const GOOD = ['succeeded', 'unchanged', 'passed', 'pass', 'approve', 'approved', 'done', 'nothing'];
const BAD = [
  'failed',
  'timed-out',
  'crashed',
  'drifted',
  'rollback-failed',
  'rollback-refused',
  'aborted',
  'rejected',
  'reject',
  'fail',
];
const QUIET = [
  'planned',
  'queued',
  'not-applicable',
  'skipped',
  'skipped-threshold',
  'skipped-by-policy',
  'cancelled',
  'pending',
];

/** What a person can do with any service by the commands there are. A phase that has passed is not opened again: that takes a new run. */
export const commandsForService: CommandsOf = (service, { runId, phases }) => {
  const { name } = service;
  const phase = phases.find((one) => one.id === service.phase)?.state;
  const isOver = phase === 'passed' || phase === 'approved';
  const undo = [`moult undo ${runId} --service ${name}`, 'takes the service back, byte for byte'] as const;
  const adopt = [`moult resume ${runId} --adopt ${name}`, 'takes over what a person edited and validates it'] as const;
  const retry = [
    isOver ? `moult run --only ${name}` : `moult resume ${runId} --retry ${name}`,
    isOver ? 'tries the service again in a new run: its phase has passed' : 'tries the service again',
  ] as const;
  const accept = isOver
    ? `moult run --only ${name} --accept-manual ${name}`
    : `moult resume ${runId} --accept-manual ${name}`;
  switch (service.state) {
    case 'awaiting-work':
      return [adopt, undo];
    case 'held':
      return [[accept, 'changes what Moult can, and leaves the work orders to you']];
    case 'failed':
    case 'timed-out':
    case 'crashed':
    case 'drifted':
    case 'inconclusive':
      if (!service.changed) return [retry];
      return isOver ? [undo, retry] : [retry, undo];
    case 'rolled-back':
      return [retry];
    default:
      return service.changed ? [undo] : [];
  }
};

/** The plan of a service, where the results embed one that this page can read. */
export function embeddedPlan(service: ServiceResults): PlanDocument | undefined {
  const { plan } = service;
  const isPlan =
    typeof plan === 'object' &&
    plan !== null &&
    'schemaVersion' in plan &&
    plan.schemaVersion === 1 &&
    'changes' in plan;
  // Results embed plan documents or nothing; the version says that it is one.
  return isPlan ? (plan as unknown as PlanDocument) : undefined;
}

function describeMigration(migration: ServiceResults['migrations'][string]): PageMigration {
  const counts: readonly (readonly [number, string])[] = [
    [migration.changed, 'changed'],
    [migration.manual + migration.unsupported, 'for a person'],
    [migration.suppressed, 'suppressed'],
    [migration.conflicting, 'in conflict'],
    [migration.refused, 'refused'],
  ];
  const told = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return { plugin: migration.plugin, outcome: migration.outcome, counts: told.join(', ') };
}

function describeTests(tests: NonNullable<ServiceResults['tests']>): PageTests {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['Newly failing', tests.newFailures],
    ['Disappeared', tests.disappeared],
    ['Flaky', tests.flaky],
    ['Fixed', tests.fixed],
  ];
  return {
    verdict: tests.verdict,
    reason: tests.reason,
    counts: Object.entries(tests.counts).filter(([, count]) => count > 0),
    lists: lists.filter(([, ids]) => ids.length > 0),
  };
}

function describeCheck({ check, verdict, evidence }: ServiceResults['checks'][number]): PageCheck {
  return { check, level: CHECKS[check].level, verdict, evidence };
}
