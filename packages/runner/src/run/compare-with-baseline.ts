import { compareTests, type TestComparison, type TestRun, testsToRepeat } from '@moult/fleet';
import type { BenchRun, TestBench } from '../validate/test-bench.ts';
import { definitionOf, type RunContext } from './run-context.ts';

const REPEATS = 2;

/** The tests of a service after something was done to it, against those before, and the run they come from. */
export interface ComparedWithBaseline {
  readonly comparison: TestComparison;
  readonly after: BenchRun;
}

/** Runs the tests of a service and compares them by id with the baseline; what newly fails is repeated. `bench` may look at a copy. */
export async function compareWithBaseline(
  context: RunContext,
  name: string,
  before: Pick<BenchRun, 'tests'>,
  bench: TestBench = context.bench,
): Promise<ComparedWithBaseline> {
  const service = definitionOf(context, name);
  const compare = (after: TestRun, repeats: readonly TestRun[]): TestComparison =>
    compareTests({ before: before.tests, after, repeats, isCritical: service.critical });
  if (before.tests.kind === 'skipped') {
    const after = { tests: before.tests, output: '', report: undefined, environment: undefined };
    return { comparison: compare(before.tests, []), after };
  }
  const after = await bench.runTests(service, context.stop.signal);
  const first = compare(after.tests, []);
  const again = testsToRepeat(first);
  if (again.length === 0 || context.stop.level === 'safe-point') return { comparison: first, after };
  const repeats: TestRun[] = [];
  for (let turn = 1; turn <= REPEATS; turn += 1) {
    context.onStep(name, `repeat ${turn}`);
    repeats.push((await bench.runTests(service, context.stop.signal, again)).tests);
  }
  return { comparison: compare(after.tests, repeats), after };
}
