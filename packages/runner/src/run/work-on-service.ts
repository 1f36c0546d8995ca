import { workOrders } from '@moult/engine';
import { isTakenBack, type ServiceOutcome, serviceOf, type TestRun } from '@moult/fleet';
import type { ChangeSet } from '../transaction/change-set.ts';
import { commitChangeSet } from '../transaction/commit-change-set.ts';
import type { CommitOutcome } from '../transaction/commit-outcome.ts';
import { undoServices } from '../undo/undo-run.ts';
import type { BenchRun } from '../validate/test-bench.ts';
import { baselineCheck } from './baseline.ts';
import { keepForAdoption } from './keep-for-adoption.ts';
import { keepLogs } from './keep-logs.ts';
import type { SecondPlan } from './look-again.ts';
import { migrationOutcomes } from './migration-outcomes.ts';
import { checkBefore, type Preflight } from './preflight.ts';
import { definitionOf, type RunContext } from './run-context.ts';
import { validateService } from './validate-service.ts';

/** How the work on a service ended. */
interface Ending {
  readonly outcome: ServiceOutcome;
  readonly reasonCode: string;
  readonly reason: string;
  readonly changed: boolean;
}

/** Takes one service through its steps: look, test, write, look again. It always ends with `svc.finished`, or taken back and to be queued again. */
export async function workOnService(context: RunContext, second: SecondPlan, name: string): Promise<void> {
  const { session } = context;
  const record = serviceOf(session.state, name);
  const isQueued = record?.state === 'queued' && !isTakenBack(record);
  const attempt = (record?.attempts ?? 0) + (isQueued ? 0 : 1);
  if (!isQueued) session.append('svc.queued', { service: name, attempt });
  session.append('svc.started', { service: name, attempt });
  const ending = await tryToWork(context, second, name, attempt);
  if (ending !== undefined) finish(context, name, ending);
}

async function tryToWork(
  context: RunContext,
  second: SecondPlan,
  name: string,
  attempt: number,
): Promise<Ending | undefined> {
  try {
    return await work(context, second, name, attempt);
  } catch (error) {
    // Whatever a service brings about ends as its failure; a damaged journal or a lost disk is not the service's.
    if (!context.session.run.isSettled) throw error;
    const changed = isChanged(context, name);
    return {
      outcome: 'crashed',
      reasonCode: 'crashed',
      reason: error instanceof Error ? error.message : String(error),
      changed,
    };
  }
}

async function work(
  context: RunContext,
  second: SecondPlan,
  name: string,
  attempt: number,
): Promise<Ending | undefined> {
  const { session, policy } = context;
  const early = leftAlone(context, name);
  if (early !== undefined) return early;
  const preflight = checkBefore(
    { tree: session.run.tree, slices: context.slices, allowDirty: context.definition.allowDirty },
    name,
  );
  session.append('svc.preflight', { service: name, checks: preflight.checks });
  if (preflight.kind !== 'ready') return notReady(preflight);
  const { set } = preflight;
  if (set === undefined) return untouched('unchanged', 'nothing-to-write', 'Every planned file already is as planned.');
  context.onStep(name, 'tests before');
  const before = policy.skipTests
    ? skippedRun()
    : await context.bench.runTests(definitionOf(context, name), context.stop.signal);
  keepLogs(context, name, attempt, 'tests-before', before);
  if (context.stop.level === 'safe-point')
    return untouched('cancelled', 'interrupted', 'It was stopped before anything of it was written.');
  const broken = brokenBaseline(before.tests);
  if (broken !== undefined) return broken;
  session.append('svc.baseline', { service: name, checks: [baselineCheck(before.tests)] });
  context.onStep(name, 'write');
  const written = commit(context, name, set);
  if (written !== undefined) return written;
  session.append('svc.validating', { service: name, attempt });
  return judgeWritten(context, second, name, attempt, before);
}

async function judgeWritten(
  context: RunContext,
  second: SecondPlan,
  name: string,
  attempt: number,
  before: BenchRun,
): Promise<Ending | undefined> {
  const { session } = context;
  const verdict = await validateService(context, second, name, attempt, before);
  if (context.stop.level === 'safe-point' && verdict.wasStopped) {
    context.onStep(name, 'undo');
    undoServices(session.run, [name]);
    session.sync();
    return undefined;
  }
  session.append('svc.validated', { service: name, checks: verdict.checks, tests: verdict.tests });
  const left = countLeft(context, name);
  if (left > 0) keepForAdoption(context, name);
  if (verdict.outcome !== 'succeeded' || left === 0) return { ...verdict, changed: true };
  const reason = `Written and sound; ${left} ${left === 1 ? 'place waits' : 'places wait'} for a person.`;
  return { outcome: 'awaiting-work', reasonCode: 'work-left', reason, changed: true };
}

/** Reasons not to begin that need no look at the files. */
function leftAlone(context: RunContext, name: string): Ending | undefined {
  const { skip } = definitionOf(context, name);
  if (skip !== undefined) return untouched('skipped-by-policy', 'skipped', skip);
  const slice = context.slices.of(name);
  const isChanged = slice.files.some((file) => file.status === 'changed');
  const left = countLeft(context, name);
  const { acceptManual } = context.policy;
  const isAccepted = acceptManual === 'all' || (acceptManual !== 'none' && acceptManual.includes(name));
  if (left > 0 && !isAccepted) {
    const reason = `${left} ${left === 1 ? 'finding' : 'findings'} for a person; accept with --accept-manual ${name}.`;
    return untouched('held', 'findings', reason);
  }
  return isChanged ? undefined : untouched('not-applicable', 'nothing-to-do', 'The plan changes nothing in it.');
}

/** Places of a service that wait for a person. */
function countLeft(context: RunContext, name: string): number {
  const { findings, conflicts } = context.slices.of(name);
  return workOrders(findings).length + conflicts.length;
}

function notReady({ kind, reason }: Exclude<Preflight, { kind: 'ready' }>): Ending {
  return kind === 'drifted' ? untouched('drifted', 'drifted', reason) : untouched('failed', 'preflight-failed', reason);
}

function untouched(outcome: ServiceOutcome, reasonCode: string, reason: string): Ending {
  return { outcome, reasonCode, reason, changed: false };
}

function skippedRun(): BenchRun {
  return {
    tests: { kind: 'skipped', reason: 'asked for with --skip-tests.' },
    output: '',
    report: undefined,
    environment: undefined,
  };
}

/** Tests that cannot be run to their end prove nothing afterwards, so the service is left alone. */
function brokenBaseline(tests: TestRun): Ending | undefined {
  if (tests.kind === 'timed-out') {
    const reason = `Its tests did not end within ${tests.seconds} s before the change; nothing was written.`;
    return untouched('timed-out', 'baseline-timed-out', reason);
  }
  if (tests.kind !== 'crashed') return undefined;
  return untouched('failed', 'baseline-crashed', `${tests.reason} Nothing was written.`);
}

/** Writes the change set; answers only when that was the end. */
function commit(context: RunContext, name: string, set: ChangeSet): Ending | undefined {
  const outcome = commitChangeSet(context.session.run, set);
  context.session.sync();
  if (outcome.kind === 'committed') return undefined;
  return endingOf(outcome, name);
}

function endingOf(outcome: Exclude<CommitOutcome, { kind: 'committed' }>, name: string): Ending {
  switch (outcome.kind) {
    case 'unchanged':
      return untouched('unchanged', 'nothing-to-write', 'Every planned file already is as planned.');
    case 'drifted':
      return untouched(
        'drifted',
        'drifted',
        `Changed while it was being written: ${outcome.files.map((file) => file.path).join(', ')}.`,
      );
    case 'refused':
      return untouched(
        'failed',
        'refused',
        `May not be written: ${outcome.files.map((file) => `${file.path} (${file.reason})`).join(', ')}.`,
      );
    case 'failed':
      return untouched('failed', 'disk', `The disk refused: ${outcome.message}`);
    case 'blocked':
      return untouched('failed', 'blocked', `An earlier transaction of ${name} has to be looked at by a person first.`);
    case 'locked':
      return untouched('failed', 'lock-lost', 'Somebody else took the lock of this tree.');
  }
}

function isChanged(context: RunContext, name: string): boolean {
  return serviceOf(context.session.state, name)?.changed ?? false;
}

function finish(context: RunContext, name: string, ending: Ending): void {
  const { session, slices } = context;
  const { outcome, reasonCode, reason, changed } = ending;
  const plugins = serviceOf(session.state, name)?.plugins ?? [];
  const isGood = outcome === 'succeeded' || outcome === 'awaiting-work' || outcome === 'unchanged';
  const written = changed ? (isGood ? 'written' : 'failed') : 'not-written';
  const migrations = migrationOutcomes(plugins, slices.of(name), written);
  session.append('svc.finished', { service: name, outcome, reasonCode, reason, changed, migrations });
}
