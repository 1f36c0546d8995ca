import { CHECKS, type CheckResult, type ServiceRecord, servicesOf, type ValidationLevel } from '@moult/fleet';
import { createRedactor } from '../validate/redact.ts';
import type { BenchRun } from '../validate/test-bench.ts';
import { baselineCheck, readBaseline } from './baseline.ts';
import { copyAsBefore } from './copy-as-before.ts';
import type { DefinedRun } from './define-run.ts';
import { type FleetRunOutcome, type FleetRunSurroundings, withOpenRun } from './fleet-run.ts';
import { SecondPlan } from './look-again.ts';
import { type BenchPlace, openBench } from './open-bench.ts';
import { checkPhaseAfter } from './phase-gates.ts';
import type { PlanSlices } from './plan-slices.ts';
import { checkBefore } from './preflight.ts';
import { definitionOf, type RunContext } from './run-context.ts';
import { Schedule } from './schedule.ts';
import type { StopSignal } from './stop-signal.ts';
import { describeOutcome, runUserCommand } from './user-command.ts';
import { validateService } from './validate-service.ts';
import { validateUndo } from './validate-undo.ts';

/** One check and what it is about: a service, a phase, or the run. */
export interface ValidatedItem {
  readonly level: ValidationLevel;
  readonly about: string;
  readonly result: CheckResult;
}

export interface ValidateRunInput extends FleetRunSurroundings {
  readonly runId: string;
  readonly levels: readonly ValidationLevel[];
  /** Services to look at; all that the run changed when empty. */
  readonly services: readonly string[];
  /** Run no tests: what the run saw of them is quoted. */
  readonly skipTests: boolean;
  readonly onItem: (item: ValidatedItem) => void;
}

export interface ValidateBeforeInput extends BenchPlace {
  readonly slices: PlanSlices;
  readonly defined: Pick<DefinedRun, 'definition' | 'header'>;
  /** Services to look at; all of the run when empty. */
  readonly services: readonly string[];
  readonly skipTests: boolean;
  readonly stop: StopSignal;
  readonly onStep: (service: string, step: string) => void;
}

/** V1 without a run: what speaks against beginning one with this plan, the tests of every service on the old libraries included. Nothing is written. */
export async function validateBefore(input: ValidateBeforeInput): Promise<readonly ValidatedItem[]> {
  const { defined, stop, onStep, services: wanted, skipTests, tree, slices } = input;
  const { definition, header } = defined;
  const names = definition.services.flatMap((service) => service.variables);
  const redact = createRedactor(process.env, names);
  const { bench } = openBench(input, { definition, policy: header.policy, redact });
  const schedule = new Schedule(header.policy.concurrency);
  const found = new Map<string, readonly ValidatedItem[]>();
  for (const service of definition.services) {
    const { name } = service;
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    schedule.start(name, async () => {
      const { checks } = checkBefore({ tree, slices, allowDirty: definition.allowDirty }, name);
      if (!skipTests && stop.level === 'none') onStep(name, 'tests before');
      const tests = skipTests || stop.level !== 'none' ? NOT_RUN : (await bench.runTests(service, stop.signal)).tests;
      found.set(name, itemsOf(name, [...checks, baselineCheck(tests)]));
    });
  }
  await schedule.settle();
  return definition.services.flatMap(({ name }) => found.get(name) ?? []);
}

const NOT_RUN = { kind: 'skipped', reason: 'The tests were not run.' } as const;

/** V2 to V5 for a run as it stands now. The tests of its services run again, as they are now and in copies as before. */
export function validateRun(input: ValidateRunInput): Promise<FleetRunOutcome> {
  return withOpenRun(input, { resumes: false }, async (context) => {
    if (input.levels.includes('V2')) await validatePhases(context, input);
    if (input.levels.includes('V3')) await validateServices(context, input);
    const run = [
      ...(input.levels.includes('V4') ? await integrationChecks(context) : []),
      ...(input.levels.includes('V5') ? await undoChecks(context, input) : []),
    ];
    for (const item of itemsOf('run', run)) input.onItem(item);
    if (run.length > 0) context.session.append('run.validated', { checks: run });
    return { kind: 'done' };
  });
}

async function validatePhases(context: RunContext, { onItem }: ValidateRunInput): Promise<void> {
  for (const phase of context.session.state.phases) {
    if (phase.startedAt === undefined) continue;
    const { checks } = await checkPhaseAfter(context, phase.id);
    for (const item of itemsOf(`phase ${phase.id}`, checks)) onItem(item);
  }
}

async function validateServices(context: RunContext, input: ValidateRunInput): Promise<void> {
  const second = new SecondPlan(context.project, context.slices);
  for (const service of changedServices(context, input.services)) {
    if (context.stop.level !== 'none') return;
    const before = await baselineOf(context, service, input.skipTests);
    const isAdopted = service.adopted !== undefined;
    const log = 'tests-validate';
    const { checks } = await validateService(context, second, service.name, service.attempts, before, {
      isAdopted,
      log,
    });
    for (const item of itemsOf(service.name, input.skipTests ? quoteTests(checks, service) : checks))
      input.onItem(item);
  }
}

/** The tests before the change: those that the run kept, or those of a copy that is as before. */
async function baselineOf(context: RunContext, service: ServiceRecord, skipTests: boolean): Promise<BenchRun> {
  const run = { output: '', report: undefined, environment: undefined };
  if (skipTests) return { ...run, tests: NOT_RUN };
  const kept = readBaseline(context, service.name, service.attempts);
  if (kept !== undefined) return { ...run, tests: kept };
  const copy = copyAsBefore(context, service.name);
  if (copy.kind === 'lost') return { ...run, tests: { kind: 'skipped', reason: `No old content of ${copy.path}.` } };
  try {
    context.onStep(service.name, 'tests before');
    const definition = definitionOf(context, service.name);
    return await context.bench.at(copy.root).runTests(definition, context.stop.signal);
  } finally {
    await copy.remove();
  }
}

/** Without tests of its own a validation says what the run saw. */
function quoteTests(checks: readonly CheckResult[], { tests }: ServiceRecord): readonly CheckResult[] {
  const others = checks.filter((check) => check.check !== 'tests' && check.check !== 'requirements-resolve');
  if (tests === undefined) return others;
  return [...others, { check: 'tests', verdict: testVerdict(tests.verdict), evidence: `In the run: ${tests.reason}` }];
}

function testVerdict(verdict: string): CheckResult['verdict'] {
  return verdict === 'pass' || verdict === 'fail' ? verdict : 'unverified';
}

async function integrationChecks(context: RunContext): Promise<readonly CheckResult[]> {
  const { integration } = context.definition;
  if (integration.length === 0)
    return [{ check: 'integration', verdict: 'unverified', evidence: 'The inventory has no integration command.' }];
  const checks: CheckResult[] = [];
  for (const command of integration)
    checks.push({ check: 'integration', ...describeOutcome(command, await runUserCommand(context, command)) });
  return checks;
}

async function undoChecks(
  context: RunContext,
  { services, skipTests }: ValidateRunInput,
): Promise<readonly CheckResult[]> {
  const trials = await validateUndo(context, changedServices(context, services), { skipTests });
  if (trials !== undefined) return [trials.check];
  return [
    { check: 'undo-in-copy', verdict: 'unverified', evidence: 'The run changed nothing that could be taken back.' },
  ];
}

function changedServices({ session }: RunContext, services: readonly string[]) {
  const { state } = session;
  const all = state.phases.flatMap((phase) => servicesOf(state, phase.id));
  return all.filter((service) => service.changed && (services.length === 0 || services.includes(service.name)));
}

function itemsOf(about: string, checks: readonly CheckResult[]): readonly ValidatedItem[] {
  return checks.map((result) => ({ level: CHECKS[result.check].level, about, result }));
}
