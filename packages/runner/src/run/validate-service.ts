import { join } from 'node:path';
import { changedFiles } from '@moult/engine';
import type { CheckResult, ServiceOutcome, TestComparison, TestRun } from '@moult/fleet';
import { unlessCode } from '../disk/disk-error.ts';
import { hashBytes } from '../disk/hash-bytes.ts';
import { readBlob } from '../transaction/blob-store.ts';
import type { BenchRun } from '../validate/test-bench.ts';
import { compareWithBaseline } from './compare-with-baseline.ts';
import { keepLogs } from './keep-logs.ts';
import type { SecondPlan } from './look-again.ts';
import { definitionOf, type RunContext } from './run-context.ts';

/** What the validation of a service after its migration says. */
export interface ServiceVerdict {
  readonly outcome: ServiceOutcome;
  readonly reasonCode: string;
  readonly reason: string;
  readonly checks: readonly CheckResult[];
  readonly tests: TestComparison | undefined;
  /** Its commands were ended because a person wished so, and nothing can be said. */
  readonly wasStopped: boolean;
}

/** V3: the files compile, nothing old is left, a second plan is empty, the requirements resolve, the tests are as before, and it is well. */
export async function validateService(
  context: RunContext,
  second: SecondPlan,
  name: string,
  attempt: number,
  before: BenchRun,
  { isAdopted = false, log = 'tests-after' }: { readonly isAdopted?: boolean; readonly log?: string } = {},
): Promise<ServiceVerdict> {
  context.onStep(name, 'check');
  const checks = [compileCheck(context, name), undoCheck(context, name), ...(await lookAgain(context, second, name))];
  context.onStep(name, 'tests after');
  const { comparison, after } = await compareWithBaseline(context, name, before);
  keepLogs(context, name, attempt, log, after);
  checks.push(requirementCheck(after), testCheck(comparison));
  // A person's edits are meant to differ from what the run wrote.
  if (!isAdopted) checks.push(driftCheck(context, name));
  const health = await healthCheck(context, name, attempt);
  if (health !== undefined) checks.push(health);
  const wasStopped = context.stop.level === 'safe-point';
  return { ...judge(checks, comparison, after.tests), checks, tests: comparison, wasStopped };
}

function compileCheck({ slices }: RunContext, name: string): CheckResult {
  const files = slices.of(name).files.filter((file) => file.status === 'changed' && file.kind === 'python');
  const failed = files.filter((file) => file.checks?.compile === 'failed').map((file) => file.path);
  const open = files
    .filter((file) => file.checks?.compile !== 'ok' && file.checks?.compile !== 'failed')
    .map((file) => file.path);
  const version = slices.plan.run.versions['python'] ?? '';
  if (failed.length > 0)
    return { check: 'compiles', verdict: 'fail', evidence: `Do not compile: ${failed.join(', ')}.` };
  if (open.length > 0)
    return {
      check: 'compiles',
      verdict: 'unverified',
      evidence: `Not compiled, for lack of an interpreter or because they did not compile before: ${open.slice(0, 3).join(', ')}.`,
    };
  return {
    check: 'compiles',
    verdict: 'pass',
    evidence: `${files.length === 1 ? 'The changed file compiles' : `All ${files.length} changed files compile`} before and after under Python ${version}.`,
  };
}

function undoCheck({ slices, session }: RunContext, name: string): CheckResult {
  const files = changedFiles(slices.planOf(name));
  const lost = files.filter(
    (file) => file.before === undefined || readBlob(session.run.tree, file.before) === undefined,
  );
  return lost.length === 0
    ? {
        check: 'undo-possible',
        verdict: 'pass',
        evidence: `The old content of ${files.length === 1 ? 'the file' : `all ${files.length} files`} is kept and reads back.`,
      }
    : {
        check: 'undo-possible',
        verdict: 'fail',
        evidence: `No old content of ${lost.map((file) => file.path).join(', ')}.`,
      };
}

/** Residue and second plan come from one more look at the service. */
async function lookAgain(context: RunContext, second: SecondPlan, name: string): Promise<readonly CheckResult[]> {
  const rewrite = await second.of(definitionOf(context, name));
  const again = rewrite.files.filter((file) => file.status === 'changed').map((file) => file.path);
  const listed = new Set(context.slices.of(name).residue.map(residueKey));
  const left = rewrite.residue.filter((hit) => hit.unexplained && !listed.has(residueKey(hit)));
  return [
    again.length === 0
      ? { check: 'second-plan-empty', verdict: 'pass', evidence: 'A second plan changes nothing.' }
      : { check: 'second-plan-empty', verdict: 'fail', evidence: `A second plan would change ${again.join(', ')}.` },
    left.length === 0
      ? {
          check: 'residue',
          verdict: 'pass',
          evidence: `Nothing old is left that the plan did not list (${listed.size} listed).`,
        }
      : {
          check: 'residue',
          verdict: 'fail',
          evidence: `Not listed in the plan: ${left.map((hit) => `${hit.path}:${hit.line} (${hit.plugin})`).join(', ')}.`,
        },
  ];
}

function residueKey(hit: { readonly plugin: string; readonly path: string; readonly text: string }): string {
  return `${hit.plugin} ${hit.path} ${hit.text}`;
}

function requirementCheck({ environment }: BenchRun): CheckResult {
  if (environment?.kind === 'missing' && environment.cause === 'requirements') {
    return { check: 'requirements-resolve', verdict: 'fail', evidence: environment.reason };
  }
  if (environment?.kind === 'ready' && environment.isResolved) {
    return {
      check: 'requirements-resolve',
      verdict: 'pass',
      evidence: `The new set was installed for Python ${environment.python ?? ''}.`,
    };
  }
  const evidence = environment?.kind === 'missing' ? environment.reason : 'No environment was made for it.';
  return { check: 'requirements-resolve', verdict: 'unverified', evidence };
}

function testCheck(comparison: TestComparison): CheckResult {
  const verdict = comparison.verdict === 'inconclusive' ? 'unverified' : comparison.verdict;
  return { check: 'tests', verdict, evidence: comparison.reason };
}

/** What the run wrote has to be there still: a test may have reached the tree by an absolute path. */
function driftCheck({ slices, session }: RunContext, name: string): CheckResult {
  const { tree } = session.run;
  const moved = changedFiles(slices.planOf(name)).filter((file) => {
    const bytes = unlessCode(['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES'], () =>
      tree.disk.readFile(join(tree.root, file.path)),
    );
    return bytes === undefined || hashBytes(bytes) !== file.after;
  });
  return moved.length === 0
    ? { check: 'no-drift', verdict: 'pass', evidence: 'Every file has the bytes that the run wrote.' }
    : {
        check: 'no-drift',
        verdict: 'fail',
        evidence: `Changed since they were written: ${moved.map((file) => file.path).join(', ')}.`,
      };
}

async function healthCheck(context: RunContext, name: string, attempt: number): Promise<CheckResult | undefined> {
  const service = definitionOf(context, name);
  if (service.health === undefined) return undefined;
  context.onStep(name, 'health');
  const result = await context.bench.runCommand(service, service.health, context.stop.signal);
  const run = {
    tests: { kind: 'none-found' },
    output: result.output,
    report: undefined,
    environment: undefined,
  } as const;
  keepLogs(context, name, attempt, 'health', run);
  const isWell = result.ending === 'ended' && result.status === 0;
  return isWell
    ? { check: 'health', verdict: 'pass', evidence: 'The health command succeeded.' }
    : {
        check: 'health',
        verdict: 'fail',
        evidence: `The health command ended with ${result.status ?? result.ending}.`,
      };
}

const CODES: Readonly<Partial<Record<CheckResult['check'], string>>> = {
  compiles: 'does-not-compile',
  'undo-possible': 'undo-impossible',
  'second-plan-empty': 'not-idempotent',
  residue: 'residue-left',
  'requirements-resolve': 'requirements-conflict',
  tests: 'tests-regressed',
  'no-drift': 'changed-meanwhile',
  health: 'unhealthy',
};

function judge(
  checks: readonly CheckResult[],
  comparison: TestComparison,
  after: TestRun,
): Pick<ServiceVerdict, 'outcome' | 'reasonCode' | 'reason'> {
  const failed = checks.filter((check) => check.verdict === 'fail');
  const [first] = failed;
  if (first !== undefined) {
    const outcome = first.check === 'tests' && after.kind === 'timed-out' ? 'timed-out' : 'failed';
    return {
      outcome,
      reasonCode: CODES[first.check] ?? first.check,
      reason: failed.map((check) => check.evidence).join(' '),
    };
  }
  if (comparison.verdict === 'inconclusive')
    return { outcome: 'inconclusive', reasonCode: 'tests-inconclusive', reason: comparison.reason };
  const reasonCode = comparison.verdict === 'unverified' ? 'unverified' : 'verified';
  return { outcome: 'succeeded', reasonCode, reason: comparison.reason };
}
