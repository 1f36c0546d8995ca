import { scanXml, type XmlToken } from './scan-xml.ts';
import type { TestResult, TestRun, TestStatus } from './test-results.ts';

/** The tests of a report, or why it cannot be read. */
export type JunitReport =
  | { readonly kind: 'report'; readonly tests: readonly TestResult[] }
  | { readonly kind: 'unreadable'; readonly message: string };

/**
 * Reads a JUnit XML report as pytest and unittest runners write it: test suites nested to any depth, parametrised ids, classes, and
 * entries for files that could not be collected. A report that is cut off is unreadable, never a report with fewer tests.
 */
export function parseJunit(text: string): JunitReport {
  const tokens = scanXml(text);
  if ('kind' in tokens) return { kind: 'unreadable', message: `${tokens.message} (offset ${tokens.offset})` };
  const reader = new JunitReader();
  for (const token of tokens) {
    const message = reader.read(token);
    if (message !== undefined) return { kind: 'unreadable', message };
  }
  return reader.end();
}

/** What a run of tests was, from its report; a report without tests is `none-found`, an unreadable one a crash. */
export function readTestRun(text: string): TestRun {
  const report = parseJunit(text);
  if (report.kind === 'unreadable')
    return { kind: 'crashed', reason: `The test report cannot be read: ${report.message}` };
  return report.tests.length === 0 ? { kind: 'none-found' } : { kind: 'ran', tests: report.tests };
}

interface OpenCase {
  readonly attributes: ReadonlyMap<string, string>;
  status: TestStatus;
  message: string;
  isCollection: boolean;
}

const STATUS: ReadonlyMap<string, TestStatus> = new Map([
  ['failure', 'failed'],
  ['error', 'error'],
  ['skipped', 'skipped'],
]);

/** Follows the elements of one report; lives as long as its reading. */
class JunitReader {
  readonly #path: string[] = [];
  readonly #tests: TestResult[] = [];
  #case: OpenCase | undefined;
  #isReport = false;

  read(token: XmlToken): string | undefined {
    switch (token.kind) {
      case 'open':
        return this.#open(token.name, token.attributes);
      case 'close':
        return this.#close(token.name);
      case 'text':
        this.#text(token.text);
        return undefined;
    }
  }

  end(): JunitReport {
    const unclosed = this.#path.at(-1);
    if (unclosed !== undefined) return { kind: 'unreadable', message: `The report is cut off inside "${unclosed}".` };
    if (!this.#isReport) return { kind: 'unreadable', message: 'The report has no test suite.' };
    return { kind: 'report', tests: this.#tests };
  }

  #open(name: string, attributes: ReadonlyMap<string, string>): string | undefined {
    if (this.#path.length === 0) {
      if (this.#isReport) return 'The report has more than one root element.';
      if (name !== 'testsuites' && name !== 'testsuite') return `The root element is "${name}", not a test suite.`;
      this.#isReport = true;
    }
    const parent = this.#path.at(-1);
    this.#path.push(name);
    if (name === 'testcase') this.#case = { attributes, status: 'passed', message: '', isCollection: false };
    else if (parent === 'testcase' && this.#case !== undefined) noteResult(this.#case, name, attributes);
    return undefined;
  }

  #close(name: string): string | undefined {
    const open = this.#path.pop();
    if (open !== name) return `"${name}" is closed where "${open ?? 'nothing'}" is open.`;
    if (name === 'testcase' && this.#case !== undefined) {
      this.#tests.push(finishCase(this.#case));
      this.#case = undefined;
    }
    return undefined;
  }

  #text(text: string): void {
    if (this.#case === undefined || this.#case.message !== '') return;
    if (STATUS.has(this.#path.at(-1) ?? '')) this.#case.message = firstLine(text);
  }
}

const STATUS_ORDER: readonly TestStatus[] = ['passed', 'skipped', 'failed', 'error'];

function noteResult(open: OpenCase, element: string, attributes: ReadonlyMap<string, string>): void {
  const status = STATUS.get(element);
  if (status === undefined || STATUS_ORDER.indexOf(status) < STATUS_ORDER.indexOf(open.status)) return;
  const message = attributes.get('message') ?? '';
  open.status = status;
  open.message = firstLine(message);
  open.isCollection = status === 'error' && /^collection (failure|error)/i.test(message.trim());
}

function finishCase(open: OpenCase): TestResult {
  const seconds = Number(open.attributes.get('time') ?? '0');
  return {
    id: testId(open.attributes),
    status: open.status,
    seconds: Number.isFinite(seconds) ? seconds : 0,
    message: open.message,
    isCollection: open.isCollection,
  };
}

/** With a file the id is the one pytest prints; without, class and name as the report has them. */
function testId(attributes: ReadonlyMap<string, string>): string {
  const name = attributes.get('name') ?? '';
  const className = attributes.get('classname') ?? '';
  const file = (attributes.get('file') ?? '').replaceAll('\\', '/');
  if (file === '') return className === '' ? name : `${className}::${name}`;
  const module = file.replace(/\.py$/, '').replaceAll('/', '.');
  // The class name may start at a folder below the root that the file counts from.
  const classes = classesBelow(module, className);
  return [file, ...classes, name].join('::');
}

function classesBelow(module: string, className: string): readonly string[] {
  if (className === '' || module === className || module.endsWith(`.${className}`)) return [];
  const modules = module.split('.');
  for (let start = 0; start < modules.length; start += 1) {
    const prefix = `${modules.slice(start).join('.')}.`;
    if (className.startsWith(prefix)) return className.slice(prefix.length).split('.');
  }
  return [className];
}

function firstLine(text: string): string {
  return text.trim().split(/\r?\n/, 1)[0] ?? '';
}
