/** How one test ended. `error` means that it could not be run to its assertion: a fixture, an import or the collection broke. */
export type TestStatus = 'passed' | 'failed' | 'error' | 'skipped';

/** One test of one run. */
export interface TestResult {
  /** Stable between runs: `tests/test_db.py::TestWrite::test_point[utc]`, or `tests.test_db.TestWrite::test_point[utc]`. */
  readonly id: string;
  readonly status: TestStatus;
  /** Seconds; 0 when the report has none. */
  readonly seconds: number;
  /** First line of the failure; empty for a passed test. */
  readonly message: string;
  /** The entry stands for a file that could not be collected, not for a test. */
  readonly isCollection: boolean;
}

/** What became of one run of a service's tests. */
export type TestRun =
  | { readonly kind: 'ran'; readonly tests: readonly TestResult[] }
  | { readonly kind: 'none-found' }
  | { readonly kind: 'timed-out'; readonly seconds: number }
  /** The runner ended without a report that can be read. */
  | { readonly kind: 'crashed'; readonly reason: string }
  /** The tests were left out on request. */
  | { readonly kind: 'skipped'; readonly reason: string }
  /** The environment to run them in could not be made. */
  | { readonly kind: 'unavailable'; readonly reason: string };

const SEVERITY: Readonly<Record<TestStatus, number>> = { skipped: 0, passed: 1, failed: 2, error: 3 };

/** The worse of two results of one test: a report names a test twice when its teardown breaks after it passed. */
export function worseStatus(a: TestStatus, b: TestStatus): TestStatus {
  return SEVERITY[a] >= SEVERITY[b] ? a : b;
}
