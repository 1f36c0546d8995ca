import { CHECKS, type CheckResult, servicesOf, type ValidationLevel } from '@moult/fleet';
import type { Tree } from '../transaction/tree.ts';
import type { BenchRun } from '../validate/test-bench.ts';
import { type FleetRunOutcome, type FleetRunSurroundings, withOpenRun } from './fleet-run.ts';
import { SecondPlan } from './look-again.ts';
import { checkPhaseAfter } from './phase-gates.ts';
import type { PlanSlices } from './plan-slices.ts';
import { checkBefore } from './preflight.ts';
import type { RunContext } from './run-context.ts';
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
  readonly onItem: (item: ValidatedItem) => void;
}

/** V1 without a run: what speaks against beginning one with this plan. Nothing is written. */
export function validateBefore(
  tree: Tree,
  slices: PlanSlices,
  services: readonly string[],
  allowDirty: boolean,
): readonly ValidatedItem[] {
  return services.flatMap((about) => itemsOf(about, checkBefore({ tree, slices, allowDirty }, about).checks));
}

/** V2 to V5 for a run as it stands now. No test is run: what the run kept of them is what counts. */
export function validateRun(input: ValidateRunInput): Promise<FleetRunOutcome> {
  return withOpenRun(input, { resumes: false }, async (context) => {
    if (input.levels.includes('V2')) await validatePhases(context, input);
    if (input.levels.includes('V3')) await validateServices(context, input);
    const run = [
      ...(input.levels.includes('V4') ? await integrationChecks(context) : []),
      ...(input.levels.includes('V5') ? await undoChecks(context, input.services) : []),
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

async function validateServices(context: RunContext, { services, onItem }: ValidateRunInput): Promise<void> {
  const second = new SecondPlan(context.project, context.slices);
  const before: BenchRun = {
    tests: { kind: 'skipped', reason: 'a validation of its own runs no tests; the run compared them.' },
    output: '',
    report: undefined,
    environment: undefined,
  };
  for (const { name, attempts, tests, adopted } of changedServices(context, services)) {
    const verdict = await validateService(context, second, name, attempts, before, {
      isAdopted: adopted !== undefined,
    });
    const known: CheckResult[] =
      tests === undefined
        ? []
        : [{ check: 'tests', verdict: testVerdict(tests.verdict), evidence: `In the run: ${tests.reason}` }];
    const checks = verdict.checks.filter((check) => check.check !== 'tests' && check.check !== 'requirements-resolve');
    for (const item of itemsOf(name, [...checks, ...known])) onItem(item);
  }
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

async function undoChecks(context: RunContext, services: readonly string[]): Promise<readonly CheckResult[]> {
  const trials = await validateUndo(context, changedServices(context, services));
  if (trials.length > 0) return trials.map((trial) => trial.check);
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
