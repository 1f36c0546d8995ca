import { readFileSync } from 'node:fs';
import { parseJunit, readTestRun } from '../src/parse-junit.ts';

function fixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}.xml`, import.meta.url), 'utf8');
}

function idsOf(text: string): Readonly<Record<string, string>> {
  const report = parseJunit(text);
  if (report.kind === 'unreadable') throw new Error(report.message);
  return Object.fromEntries(report.tests.map((test) => [test.id, test.status]));
}

const suite = (body: string): string => `<testsuites><testsuite name="s">${body}</testsuite></testsuites>`;

describe('a report that pytest wrote with files', () => {
  test('gives each test the id that pytest prints', () => {
    expect(idsOf(fixture('pytest-xunit1'))).toEqual({
      'tests/test_uncollected.py::tests.test_uncollected': 'error',
      'tests/test_shapes.py::test_plain': 'passed',
      'tests/test_shapes.py::test_fails': 'failed',
      'tests/test_shapes.py::test_point[utc]': 'passed',
      'tests/test_shapes.py::test_point[a b]': 'passed',
      'tests/test_shapes.py::test_point[x::y]': 'passed',
      'tests/test_shapes.py::test_point[q"<&>]': 'passed',
      'tests/test_shapes.py::TestWrite::test_in_class': 'passed',
      'tests/test_shapes.py::TestWrite::TestInner::test_nested': 'passed',
      'tests/test_shapes.py::Case::test_unit': 'passed',
      'tests/test_shapes.py::test_setup_error': 'error',
      'tests/test_shapes.py::test_teardown_error': 'error',
      'tests/test_shapes.py::test_skipped': 'skipped',
      'tests/test_shapes.py::test_xfail': 'skipped',
      'tests/test_shapes.py::test_xpass_strict': 'failed',
    });
  });

  test('keeps the first line of a message, with its entities read', () => {
    const report = parseJunit(fixture('pytest-xunit1'));
    const failed = report.kind === 'report' ? report.tests.find((one) => one.id.endsWith('test_fails')) : undefined;
    expect(failed?.message).toBe("AssertionError: assert 'a<b' == 'c&d'");
  });

  test('marks the entry of a file that could not be collected, and no other error', () => {
    const report = parseJunit(fixture('pytest-xunit1'));
    const marked = report.kind === 'report' ? report.tests.filter((one) => one.isCollection) : [];
    expect(marked.map((one) => one.id)).toEqual(['tests/test_uncollected.py::tests.test_uncollected']);
  });
});

describe('a report without files', () => {
  test('takes class and name as they are', () => {
    const ids = Object.keys(idsOf(fixture('pytest-xunit2')));
    expect(ids).toContain('tests.test_shapes.TestWrite::test_in_class');
    expect(ids).toContain('tests.test_shapes::test_point[x::y]');
    expect(ids).toContain('tests.test_uncollected');
    expect(ids).toHaveLength(15);
  });
});

describe('other shapes of a report', () => {
  test('suites may be nested, and the root may be a single suite', () => {
    const nested =
      '<testsuite><testsuite><testcase classname="m" name="a"/></testsuite><testcase name="b"/></testsuite>';
    expect(idsOf(nested)).toEqual({ 'm::a': 'passed', b: 'passed' });
  });

  test('a class below the folder that the file counts from', () => {
    const text = suite('<testcase file="svc/tests/test_x.py" classname="tests.test_x.TestA" name="t"/>');
    expect(idsOf(text)).toEqual({ 'svc/tests/test_x.py::TestA::t': 'passed' });
  });

  test('a class that has nothing to do with the file is kept', () => {
    const text = suite('<testcase file="a\\b.py" classname="Other" name="t"/>');
    expect(idsOf(text)).toEqual({ 'a/b.py::Other::t': 'passed' });
  });

  test('a test with output and properties is still passed', () => {
    const text = suite(
      '<testcase name="t"><properties><property name="error"/></properties><system-out>error</system-out></testcase>',
    );
    expect(idsOf(text)).toEqual({ t: 'passed' });
  });

  test('of a failure and an error in one test the error holds', () => {
    expect(idsOf(suite('<testcase name="t"><error message="e"/><failure message="f"/></testcase>'))).toEqual({
      t: 'error',
    });
    expect(idsOf(suite('<testcase name="t"><failure/><error/></testcase>'))).toEqual({ t: 'error' });
  });

  test('a message without an attribute is read from the text', () => {
    const report = parseJunit(suite('<testcase name="t" time="x"><failure>\n  boom &lt;3\nmore</failure></testcase>'));
    expect(report).toMatchObject({ tests: [{ message: 'boom <3', seconds: 0 }] });
  });
});

describe('what is not a report', () => {
  test.each([
    ['', 'The report has no test suite.'],
    ['<html></html>', 'The root element is "html", not a test suite.'],
    [suite('<testcase name="a"/>').slice(0, -12), 'The tag'],
    ['<testsuites><testsuite>', 'The report is cut off inside "testsuite".'],
    ['<testsuite></testcase>', '"testcase" is closed where "testsuite" is open.'],
    ['<testsuite/><testsuite/>', 'The report has more than one root element.'],
  ])('%j is unreadable', (text, message) => {
    const report = parseJunit(text);
    expect(report).toMatchObject({ kind: 'unreadable' });
    if (report.kind === 'unreadable' && message !== 'The tag') expect(report.message).toContain(message);
  });

  test('a report cut off at any place is unreadable, never one with fewer tests', () => {
    const text = fixture('pytest-xunit1').trimEnd();
    for (let end = 0; end < text.length; end += 1) {
      expect(parseJunit(text.slice(0, end)).kind).toBe('unreadable');
    }
    expect(parseJunit(text).kind).toBe('report');
  });
});

describe('the run behind a report', () => {
  test('without tests is "none found", with tests is "ran", unreadable is a crash', () => {
    expect(readTestRun(fixture('pytest-no-tests'))).toEqual({ kind: 'none-found' });
    expect(readTestRun(suite('<testcase name="t"/>'))).toMatchObject({ kind: 'ran' });
    expect(readTestRun('Killed')).toMatchObject({ kind: 'crashed', reason: expect.stringContaining('cannot be read') });
  });
});
