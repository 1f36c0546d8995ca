import { type TestResult, type TestRun, type TestStatus, worseStatus } from './test-results.ts';

/** What happened to one test between the two runs. Only the words in capitals fail a service. */
export type TestChange =
  | 'same-pass'
  | 'same-fail'
  | 'same-skip'
  | 'fixed'
  | 'NEW-FAIL'
  | 'NEW-ERROR'
  | 'DISAPPEARED'
  | 'new-test'
  | 'flaky';

/** One test, before and after; `undefined` where the run does not have it. */
export interface ComparedTest {
  readonly id: string;
  readonly change: TestChange;
  readonly before: TestStatus | undefined;
  readonly after: TestStatus | undefined;
  readonly message: string;
}

export type TestVerdict = 'pass' | 'fail' | 'unverified' | 'inconclusive';

/** The comparison of two runs: the verdict, one sentence why, a count for each change, and the tests by id. */
export interface TestComparison {
  readonly verdict: TestVerdict;
  readonly reason: string;
  readonly counts: Readonly<Record<TestChange, number>>;
  readonly tests: readonly ComparedTest[];
}

export interface CompareTestsInput {
  readonly before: TestRun;
  readonly after: TestRun;
  /** Further runs of the tests that newly fail or break, made after the change. */
  readonly repeats: readonly TestRun[];
  /** A flaky test makes a critical service inconclusive; elsewhere it is only listed. */
  readonly isCritical: boolean;
}

/** Compares the tests of a service before and after its change, test by test. */
export function compareTests(input: CompareTestsInput): TestComparison {
  const undecided = judgeRuns(input.before, input.after);
  if (undecided !== undefined) return { ...undecided, counts: countChanges([]), tests: [] };
  const before = statusById(testsOf(input.before));
  const after = statusById(testsOf(input.after));
  const repeats = input.repeats.map((run) => statusById(testsOf(run)));
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  const tests = ids.map((id) => compareOne(id, before.get(id), after.get(id), repeats));
  const counts = countChanges(tests);
  return { ...judgeCounts(counts, input.isCritical), counts, tests };
}

/** The ids that have to be run again before they count: those that newly fail or break. */
export function testsToRepeat(comparison: TestComparison): readonly string[] {
  return comparison.tests
    .filter((test) => test.change === 'NEW-FAIL' || test.change === 'NEW-ERROR')
    .map((test) => test.id);
}

/** Whether a change of a test fails its service. */
export function isRegression(change: TestChange): boolean {
  return change === 'NEW-FAIL' || change === 'NEW-ERROR' || change === 'DISAPPEARED';
}

type Judgement = Pick<TestComparison, 'verdict' | 'reason'>;

function judgeRuns(before: TestRun, after: TestRun): Judgement | undefined {
  return judgeBaseline(before) ?? judgeAfter(after);
}

function judgeBaseline(before: TestRun): Judgement | undefined {
  switch (before.kind) {
    case 'ran':
      return before.tests.length === 0 ? unverified('The service has no tests.') : undefined;
    case 'none-found':
      return unverified('The service has no tests.');
    case 'skipped':
      return unverified(`The tests before the change were skipped: ${before.reason}`);
    case 'unavailable':
      return unverified(`The tests before the change could not be run: ${before.reason}`);
    case 'timed-out':
      return inconclusive(`The tests did not end within ${before.seconds} s before the change.`);
    case 'crashed':
      return inconclusive(`The tests crashed before the change: ${before.reason}`);
  }
}

function judgeAfter(after: TestRun): Judgement | undefined {
  switch (after.kind) {
    case 'ran':
    case 'none-found':
      return undefined;
    case 'skipped':
      return unverified(`The tests after the change were skipped: ${after.reason}`);
    case 'unavailable':
      return unverified(`The tests after the change could not be run: ${after.reason}`);
    case 'timed-out':
      return {
        verdict: 'fail',
        reason: `The tests ended before the change, and not within ${after.seconds} s after it.`,
      };
    case 'crashed':
      return { verdict: 'fail', reason: `The tests ran before the change and crashed after it: ${after.reason}` };
  }
}

function unverified(reason: string): Judgement {
  return { verdict: 'unverified', reason };
}

function inconclusive(reason: string): Judgement {
  return { verdict: 'inconclusive', reason };
}

function testsOf(run: TestRun): readonly TestResult[] {
  return run.kind === 'ran' ? run.tests : [];
}

function statusById(tests: readonly TestResult[]): ReadonlyMap<string, TestResult> {
  const byId = new Map<string, TestResult>();
  for (const test of tests) {
    const known = byId.get(test.id);
    const isWorse = known !== undefined && worseStatus(known.status, test.status) === known.status;
    if (!isWorse) byId.set(test.id, test);
  }
  return byId;
}

function compareOne(
  id: string,
  before: TestResult | undefined,
  after: TestResult | undefined,
  repeats: readonly ReadonlyMap<string, TestResult>[],
): ComparedTest {
  const change = after === undefined ? missingAfter(before) : presentAfter(before?.status, after.status);
  const isRepeatable = change === 'NEW-FAIL' || change === 'NEW-ERROR';
  const isFlaky = isRepeatable && repeats.some((repeat) => differs(repeat.get(id), after));
  return {
    id,
    change: isFlaky ? 'flaky' : change,
    before: before?.status,
    after: after?.status,
    message: after?.message ?? before?.message ?? '',
  };
}

function missingAfter(before: TestResult | undefined): TestChange {
  // The entry of a file that could not be collected goes away when the file can be: its tests are listed instead.
  return before?.isCollection === true ? 'fixed' : 'DISAPPEARED';
}

function presentAfter(before: TestStatus | undefined, after: TestStatus): TestChange {
  switch (after) {
    case 'passed':
      if (before === undefined) return 'new-test';
      return before === 'failed' || before === 'error' ? 'fixed' : 'same-pass';
    case 'failed':
      return before === 'failed' || before === 'error' ? 'same-fail' : 'NEW-FAIL';
    case 'error':
      return before === 'error' ? 'same-fail' : 'NEW-ERROR';
    case 'skipped':
      if (before === undefined) return 'new-test';
      // A test that ran before and no longer does proves nothing any more, as if it were gone.
      return before === 'skipped' ? 'same-skip' : 'DISAPPEARED';
  }
}

// A repeat that lacks the test, because the repeat itself broke, is no proof of flakiness.
function differs(repeated: TestResult | undefined, after: TestResult | undefined): boolean {
  return repeated !== undefined && repeated.status === 'passed' && after?.status !== 'passed';
}

function countChanges(tests: readonly ComparedTest[]): Readonly<Record<TestChange, number>> {
  const counts: Record<TestChange, number> = {
    'same-pass': 0,
    'same-fail': 0,
    'same-skip': 0,
    fixed: 0,
    'NEW-FAIL': 0,
    'NEW-ERROR': 0,
    DISAPPEARED: 0,
    'new-test': 0,
    flaky: 0,
  };
  for (const test of tests) counts[test.change] += 1;
  return counts;
}

function judgeCounts(counts: Readonly<Record<TestChange, number>>, isCritical: boolean): Judgement {
  const regressions = [
    [counts['NEW-FAIL'], 'newly failing'],
    [counts['NEW-ERROR'], 'newly broken'],
    [counts.DISAPPEARED, 'no longer run'],
  ] as const;
  const seen = regressions.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  if (seen.length > 0) return { verdict: 'fail', reason: `Tests that regressed: ${seen.join(', ')}.` };
  if (counts.flaky > 0 && isCritical) {
    return inconclusive(`${counts.flaky} flaky in a critical service: a person has to look.`);
  }
  const proven = counts['same-pass'] + counts.fixed;
  if (proven === 0) return unverified('No test passes after the change that ran before it.');
  const flaky = counts.flaky === 0 ? '' : `, ${counts.flaky} flaky`;
  return { verdict: 'pass', reason: `${counts['same-pass']} pass as before, ${counts.fixed} fixed${flaky}.` };
}
