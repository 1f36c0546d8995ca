import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckResult, readTestRun, type TestRun } from '@moult/fleet';
import { unlessCode } from '../disk/disk-error.ts';
import type { RunContext } from './run-context.ts';
import { serviceFolder } from './run-files.ts';

/** The tests of an attempt before its change, from the report it kept; `undefined` where it kept none. */
export function readBaseline(
  { files }: Pick<RunContext, 'files'>,
  service: string,
  attempt: number,
): TestRun | undefined {
  const path = join(files.folder, ...baselineFile(service, attempt).split('/'));
  const text = unlessCode(['ENOENT'], () => readFileSync(path, 'utf8'));
  return text === undefined ? undefined : readTestRun(text);
}

/** Where an attempt keeps the report of the tests before its change, relative to the folder of the run. */
export function baselineFile(service: string, attempt: number): string {
  return `${serviceFolder(service)}/attempt-${attempt}/tests-before.xml`;
}

/** What the tests before a change say about beginning it. */
export function baselineCheck(tests: TestRun): CheckResult {
  switch (tests.kind) {
    case 'ran': {
      const failing = tests.tests.filter((test) => test.status === 'failed' || test.status === 'error').length;
      return {
        check: 'baseline-tests',
        verdict: 'pass',
        evidence: `${tests.tests.length} ${tests.tests.length === 1 ? 'test' : 'tests'} ran; ${failing === 0 ? 'none' : failing} of them ${failing === 0 || failing === 1 ? 'fails' : 'fail'} before the change.`,
      };
    }
    case 'none-found':
      return { check: 'baseline-tests', verdict: 'unverified', evidence: 'The service has no tests.' };
    case 'skipped':
    case 'unavailable':
      return { check: 'baseline-tests', verdict: 'unverified', evidence: tests.reason };
    case 'crashed':
      return { check: 'baseline-tests', verdict: 'fail', evidence: tests.reason };
    case 'timed-out':
      return { check: 'baseline-tests', verdict: 'fail', evidence: `They did not end within ${tests.seconds} s.` };
  }
}
