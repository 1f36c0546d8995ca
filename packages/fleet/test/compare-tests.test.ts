import { compareTests, isRegression, type TestChange, testsToRepeat } from '../src/compare-tests.ts';
import type { TestResult, TestRun, TestStatus } from '../src/test-results.ts';

function one(id: string, status: TestStatus, isCollection = false): TestResult {
  return { id, status, seconds: 0, message: status === 'passed' ? '' : `${id} ${status}`, isCollection };
}

function ran(tests: Readonly<Record<string, TestStatus>>): TestRun {
  return { kind: 'ran', tests: Object.entries(tests).map(([id, status]) => one(id, status)) };
}

function compare(before: TestRun, after: TestRun, repeats: readonly TestRun[] = [], isCritical = false) {
  return compareTests({ before, after, repeats, isCritical });
}

const good = ran({ a: 'passed' });
const notRun: readonly TestRun[] = [
  { kind: 'none-found' },
  { kind: 'timed-out', seconds: 300 },
  { kind: 'crashed', reason: 'no report' },
  { kind: 'skipped', reason: '--skip-tests' },
  { kind: 'unavailable', reason: 'no Python' },
];

describe('the comparison of one test', () => {
  const statuses: readonly (TestStatus | undefined)[] = ['passed', 'failed', 'error', 'skipped', undefined];
  const expected: Readonly<Record<string, readonly (TestChange | undefined)[]>> = {
    passed: ['same-pass', 'NEW-FAIL', 'NEW-ERROR', 'DISAPPEARED', 'DISAPPEARED'],
    failed: ['fixed', 'same-fail', 'NEW-ERROR', 'DISAPPEARED', 'DISAPPEARED'],
    error: ['fixed', 'same-fail', 'same-fail', 'DISAPPEARED', 'DISAPPEARED'],
    skipped: ['same-pass', 'NEW-FAIL', 'NEW-ERROR', 'same-skip', 'DISAPPEARED'],
    absent: ['new-test', 'NEW-FAIL', 'NEW-ERROR', 'new-test', undefined],
  };

  test.each(Object.keys(expected))('that was %s before', (key) => {
    const before = statuses.find((status) => status === key);
    const changes = statuses.map((after) => {
      const run = (status: TestStatus | undefined): TestRun =>
        ran(status === undefined ? { other: 'passed' } : { other: 'passed', x: status });
      return compare(run(before), run(after)).tests.find((test) => test.id === 'x')?.change;
    });
    expect(changes).toEqual(expected[key]);
  });

  test('only the words in capitals are regressions', () => {
    const all: readonly TestChange[] = [
      ...(['same-pass', 'same-fail', 'same-skip', 'fixed', 'new-test', 'flaky'] as const),
      ...(['NEW-FAIL', 'NEW-ERROR', 'DISAPPEARED'] as const),
    ];
    expect(all.filter(isRegression)).toEqual(all.filter((change) => change === change.toUpperCase()));
  });

  test('a file that can be collected again is fixed, and its tests are new', () => {
    const before: TestRun = { kind: 'ran', tests: [one('tests.test_x', 'error', true), one('a', 'passed')] };
    const comparison = compare(before, ran({ a: 'passed', 'tests.test_x::t': 'passed' }));
    expect(comparison.tests.map((test) => [test.id, test.change])).toEqual([
      ['a', 'same-pass'],
      ['tests.test_x', 'fixed'],
      ['tests.test_x::t', 'new-test'],
    ]);
  });

  test('of two entries for one test the worse counts', () => {
    const after: TestRun = { kind: 'ran', tests: [one('a', 'passed'), one('a', 'error')] };
    expect(compare(good, after).tests[0]).toMatchObject({ change: 'NEW-ERROR', message: 'a error' });
    const other: TestRun = { kind: 'ran', tests: [one('a', 'error'), one('a', 'passed')] };
    expect(compare(good, other).counts['NEW-ERROR']).toBe(1);
  });
});

describe('the verdict of a comparison', () => {
  test('passes when all tests are as before', () => {
    expect(compare(ran({ a: 'passed', b: 'failed' }), ran({ a: 'passed', b: 'failed' }))).toMatchObject({
      verdict: 'pass',
      reason: '1 pass as before, 0 fixed.',
    });
  });

  test('fails for each kind of regression and counts them', () => {
    const comparison = compare(ran({ a: 'passed', b: 'passed', c: 'passed' }), ran({ a: 'failed', b: 'error' }));
    expect(comparison).toMatchObject({
      verdict: 'fail',
      reason: 'Tests that regressed: 1 newly failing, 1 newly broken, 1 no longer run.',
    });
    expect(testsToRepeat(comparison)).toEqual(['a', 'b']);
  });

  test('is unverified when nothing that passes ran before', () => {
    expect(compare(ran({ a: 'failed' }), ran({ a: 'failed' })).verdict).toBe('unverified');
    expect(compare(ran({ a: 'skipped' }), ran({ a: 'skipped' })).verdict).toBe('unverified');
    expect(compare({ kind: 'ran', tests: [] }, ran({ a: 'passed' })).verdict).toBe('unverified');
  });

  test('all tests gone is a failure, not "no tests"', () => {
    expect(compare(good, { kind: 'none-found' })).toMatchObject({ verdict: 'fail', counts: { DISAPPEARED: 1 } });
  });

  test.each([
    ['none-found', 'unverified'],
    ['timed-out', 'inconclusive'],
    ['crashed', 'inconclusive'],
    ['skipped', 'unverified'],
    ['unavailable', 'unverified'],
  ])('a baseline that is %s makes it %s, whatever comes after', (kind, verdict) => {
    const before = notRun.find((run) => run.kind === kind) ?? good;
    for (const after of [good, ran({ a: 'failed' }), ...notRun]) expect(compare(before, after).verdict).toBe(verdict);
  });

  test.each([
    ['none-found', 'fail'],
    ['timed-out', 'fail'],
    ['crashed', 'fail'],
    ['skipped', 'unverified'],
    ['unavailable', 'unverified'],
  ])('a good baseline and then %s is %s', (kind, verdict) => {
    expect(compare(good, notRun.find((run) => run.kind === kind) ?? good).verdict).toBe(verdict);
  });
});

describe('tests that are run again', () => {
  const failed = ran({ a: 'passed', b: 'failed' });
  const before = ran({ a: 'passed', b: 'passed' });

  test('a failure that passes in one of the repeats is flaky, and listed', () => {
    const comparison = compare(before, failed, [ran({ b: 'failed' }), ran({ b: 'passed' })]);
    expect(comparison).toMatchObject({
      verdict: 'pass',
      reason: '1 pass as before, 0 fixed, 1 flaky.',
      counts: { flaky: 1 },
    });
  });

  test('a failure that fails in every repeat stays one', () => {
    expect(compare(before, failed, [ran({ b: 'failed' }), ran({ b: 'error' })]).verdict).toBe('fail');
  });

  test('a flaky test makes a critical service inconclusive', () => {
    expect(compare(before, failed, [ran({ b: 'passed' })], true).verdict).toBe('inconclusive');
  });

  test('a repeat that broke or lacks the test proves nothing', () => {
    expect(
      compare(before, failed, [{ kind: 'timed-out', seconds: 1 }, ran({ a: 'passed' }), ran({ b: 'skipped' })]).verdict,
    ).toBe('fail');
  });

  test('a repeat does not bring a test back that has disappeared', () => {
    expect(compare(before, ran({ a: 'passed' }), [ran({ b: 'passed' })]).verdict).toBe('fail');
  });
});
