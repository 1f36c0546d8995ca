import { callTo, defineRule, py } from '@moult/plugin-api';
import { coversRule, parseSuppression } from '../src/suppress/parse-suppression.ts';
import { pluginOf, rewrite, textOf } from './service-of.ts';

const addFlag = defineRule({
  name: 'add-flag',
  summary: 'flag has to be said',
  grade: 'safe',
  find: callTo('oldlib.send').withoutKeyword('flag'),
  fix: ({ site, edit }) => {
    edit.arguments(site.call).add('flag', py`1`);
  },
});

const flagIt = defineRule({
  name: 'look-at-it',
  summary: 'look at it',
  grade: 'manual',
  find: callTo('oldlib.look'),
  finding: { message: 'look here', why: 'it matters', todo: 'look' },
});

const run = (body: string) =>
  rewrite({ 'svc/a.py': `from oldlib import look, send\n\n${body}` }, pluginOf([addFlag, flagIt]));

describe('a suppression comment', () => {
  test('keeps out a change on its line, and no other', () => {
    const result = run('send()  # moult: ignore[oldlib/add-flag] the default is right\nsend()\n');
    expect(textOf(result, 'svc/a.py')).toContain('right\nsend(flag=1)\n');
    expect(result.service.sites).toMatchObject({ suppressed: 1, changed: 1 });
    expect(result.changes[0]).toMatchObject({ status: 'suppressed', line: 3 });
    expect(result.changes[0]?.reason).toContain('the default is right');
    expect(result.suppressions).toMatchObject([{ line: 3, used: 1, rules: ['oldlib/add-flag'] }]);
  });

  test('on the first line of a statement covers all of it', () => {
    const result = run('x = [  # moult: ignore[oldlib]\n    1,\n    send(),\n]\n');
    expect(result.texts).toEqual([]);
    expect(result.service.sites).toMatchObject({ suppressed: 1 });
  });

  test('on the first line of a function does not cover its body', () => {
    const result = run('def f():  # moult: ignore[oldlib]\n    send()\n');
    expect(textOf(result, 'svc/a.py')).toContain('send(flag=1)');
    expect(result.suppressions).toMatchObject([{ used: 0 }]);
  });

  test('alone on its line covers the next statement', () => {
    const result = run('# moult: ignore\nsend()\nsend()\n');
    expect(textOf(result, 'svc/a.py')).toContain('\nsend()\nsend(flag=1)\n');
  });

  test('for another rule keeps nothing out and is reported as unused', () => {
    const result = run('send()  # moult: ignore[oldlib/other]\n');
    expect(textOf(result, 'svc/a.py')).toContain('send(flag=1)');
    expect(result.suppressions).toMatchObject([{ used: 0 }]);
  });

  test('for a plugin that is not in the run is not judged', () => {
    expect(run('send()  # moult: ignore[other-plugin]\n').suppressions).toEqual([]);
  });

  test('keeps out a finding', () => {
    const result = run('look()  # moult: ignore[oldlib/look-at-it] seen\nlook()\n');
    expect(result.findings).toMatchObject([{ line: 4 }]);
    expect(result.service.sites).toMatchObject({ suppressed: 1, left: 1 });
  });

  test.each([
    ['# moult: ignore[a/b, c] why not', ['a/b', 'c'], 'why not'],
    ['# noqa  # moult: ignore[a/b]: because', ['a/b'], 'because'],
    ['#moult:ignore', ['*'], ''],
    ['# moult: ignore -- later', ['*'], 'later'],
  ])('is read from %s', (comment, rules, reason) => {
    expect(parseSuppression(comment)).toEqual({ rules, reason });
  });

  test('is nothing else', () => {
    expect(parseSuppression('# moult: ignored')).toBeUndefined();
    expect(parseSuppression('# ignore[a/b]')).toBeUndefined();
  });

  test('of a plugin covers its rules and those of no plugin with a longer name', () => {
    const text = { rules: ['tenacity'], reason: '' };
    expect(coversRule(text, 'tenacity', 'add-reraise')).toBe(true);
    expect(coversRule(text, 'tenacity-more', 'add-reraise')).toBe(false);
  });
});
