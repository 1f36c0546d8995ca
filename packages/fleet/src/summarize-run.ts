import { type ExitCondition, exitCodeFor } from './exit-codes.ts';
import { judgePhase } from './judge-phase.ts';
import type { RunState, ServiceRecord } from './run-state.ts';
import { countOutcome, type ServiceOutcome } from './service-outcomes.ts';
import { isUnderWay, type ServiceState } from './service-states.ts';

/** How many services ended in what way. */
export interface OutcomeTally {
  readonly total: number;
  readonly good: number;
  readonly failed: number;
  /** Held, or changed as far as Moult can, and waiting for a person. */
  readonly waiting: number;
  /** Not started, skipped, cancelled, inconclusive or not concerned. */
  readonly other: number;
  readonly underWay: number;
}

/** The counts of a run by outcome, phase, priority and migration. */
export interface RunCounts {
  readonly all: OutcomeTally;
  readonly byState: Readonly<Partial<Record<ServiceState, number>>>;
  readonly byPhase: Readonly<Record<string, OutcomeTally>>;
  readonly byPriority: Readonly<Record<string, OutcomeTally>>;
  readonly byMigration: Readonly<Record<string, OutcomeTally>>;
}

/** Counts the services of a run. */
export function countServices(run: RunState): RunCounts {
  const byState: Partial<Record<ServiceState, number>> = {};
  for (const service of run.services) byState[service.state] = (byState[service.state] ?? 0) + 1;
  return {
    all: tally(run, run.services),
    byState,
    byPhase: tallyBy(run, (service) => [service.phase]),
    byPriority: tallyBy(run, (service) => [service.priority]),
    byMigration: tallyBy(run, (service) => service.plugins),
  };
}

/** Services that need a person: first what waits for their work, then worst first what could not be taken back and what failed. */
export function servicesNeedingAttention(run: RunState): readonly ServiceRecord[] {
  const rankOf = (service: ServiceRecord): number => {
    const rank = ATTENTION.findIndex((states) => states.includes(service.state));
    return rank === -1 && hasFailed(run, service) ? ATTENTION.length : rank;
  };
  const ranked = run.services.map((service) => ({ service, rank: rankOf(service) })).filter(({ rank }) => rank !== -1);
  ranked.sort((a, b) => a.rank - b.rank || (a.service.name < b.service.name ? -1 : 1));
  return ranked.map(({ service }) => service);
}

const ATTENTION: readonly (readonly ServiceState[])[] = [
  ['held'],
  ['awaiting-work'],
  ['rollback-failed'],
  ['rollback-refused'],
  ['drifted'],
  ['inconclusive'],
];

/** How a run ends that has nothing left to do. */
export function judgeOutcome(run: RunState): 'succeeded' | 'succeeded-with-skips' | 'failed' | 'needs-human' {
  const states = run.services.map((service) => service.state);
  if (states.some((state) => state === 'rollback-failed' || state === 'rollback-refused')) return 'needs-human';
  if (run.phases.some((phase) => phase.state === 'failed' || phase.state === 'aborted' || phase.state === 'rejected')) {
    return 'failed';
  }
  const counts = countServices(run).all;
  if (counts.waiting > 0 || states.includes('inconclusive')) return 'needs-human';
  return counts.failed === 0 && counts.other === 0 ? 'succeeded' : 'succeeded-with-skips';
}

/** What is true of a run at the end of a command, as conditions of the exit code. */
export function exitConditionsOf(run: RunState): readonly ExitCondition[] {
  const states = run.services.map((service) => service.state);
  const isGated = run.phases.some((phase) => phase.crossedAt !== undefined || STOPPED.includes(phase.state));
  const needsPerson = servicesNeedingAttention(run).some((service) => PERSON.includes(service.state));
  const isWaiting = run.checkpoints.some((checkpoint) => checkpoint.state === 'open');
  const conditions: readonly (readonly [boolean, ExitCondition])[] = [
    [run.illegal.length > 0, 'internal'],
    [run.state === 'paused' && !states.includes('inconclusive'), 'interrupted'],
    [states.includes('drifted'), 'drift'],
    [isGated || run.state === 'aborted' || run.state === 'aborting', 'gate'],
    [needsPerson, 'needs-person'],
    [isWaiting, 'waiting'],
    [run.checks.some((check) => check.verdict === 'fail'), 'validation'],
    [run.services.some(isPartial), 'partial'],
    [countServices(run).all.failed > 0, 'not-clean'],
  ];
  const found = conditions.filter(([holds]) => holds).map(([, condition]) => condition);
  return found.length === 0 ? ['clean'] : found;
}

/** The exit code of a run as it stands. One that waits at a checkpoint is not at its end: services that are held count when it is. */
export function exitCodeOf(run: RunState): number {
  if (run.exitCode !== undefined) return run.exitCode;
  const conditions = exitConditionsOf(run);
  const isWaiting = conditions.includes('waiting');
  const hasStuck = run.services.some(
    (service) => service.state === 'rollback-failed' || service.state === 'rollback-refused',
  );
  return exitCodeFor(
    isWaiting && !hasStuck ? conditions.filter((condition) => condition !== 'needs-person') : conditions,
  );
}

const STOPPED: readonly string[] = ['failed', 'aborted', 'rejected'];
const PERSON: readonly ServiceState[] = [
  'rollback-failed',
  'rollback-refused',
  'inconclusive',
  'held',
  'awaiting-work',
];

function isPartial(service: ServiceRecord): boolean {
  return service.changed && service.migrations.some((migration) => migration.outcome === 'partial');
}

/** One line on the failure budget of a phase: `2 of 2 tolerated failures used`, or that none is tolerated. */
export function describeBudget(run: RunState, phase: string): string {
  const verdict = judgePhase(run, phase);
  if (verdict.tolerated > 0) return `${verdict.failed} of ${verdict.tolerated} tolerated failures used`;
  return verdict.failed === 0 ? 'no failure is tolerated' : `${verdict.failed} failed, none is tolerated`;
}

function tallyBy(
  run: RunState,
  keysOf: (service: ServiceRecord) => readonly string[],
): Readonly<Record<string, OutcomeTally>> {
  const groups = new Map<string, ServiceRecord[]>();
  for (const service of run.services) {
    for (const key of keysOf(service)) groups.set(key, [...(groups.get(key) ?? []), service]);
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, services]) => [key, tally(run, services)]));
}

function tally(run: RunState, services: readonly ServiceRecord[]): OutcomeTally {
  const count = (test: (service: ServiceRecord) => boolean): number => services.filter(test).length;
  const good = count((service) => isGood(run, service));
  const failed = count((service) => hasFailed(run, service));
  const waiting = count((service) => service.state === 'held' || service.state === 'awaiting-work');
  const underWay = count((service) => isUnderWay(service.state));
  const total = services.length;
  return { total, good, failed, waiting, underWay, other: total - good - failed - waiting - underWay };
}

function isGood(run: RunState, service: ServiceRecord): boolean {
  return service.state === service.outcome && countOf(run, service.outcome) === 'success';
}

/** A failed service stays one when it is taken back; so does one that could not be. */
function hasFailed(run: RunState, service: ServiceRecord): boolean {
  if (service.state === 'rollback-failed') return true;
  return service.outcome !== undefined && countOf(run, service.outcome) === 'failure';
}

function countOf(run: RunState, outcome: ServiceOutcome): string {
  return countOutcome(outcome, run.policy.onInconclusive);
}
