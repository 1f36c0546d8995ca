import { parseSource } from '@moult/python';
import { checkFile } from '../src/verify/check-file.ts';
import { decode } from './service-of.ts';

const check = (before: string, after: string) =>
  checkFile('a.py', parseSource(before), parseSource(after), decode(before)).map(
    ({ check: name, message }) => `${name}: ${message}`,
  );

describe('checkFile', () => {
  test('has nothing against a change that is fine', () => {
    expect(check('x = 1  # one\n', 'x = 2  # one\n')).toEqual([]);
  });

  test('names a comment that is lost, also one of two that are alike', () => {
    expect(check('x = 1  # one\n', 'x = 2\n')).toEqual(['comments: the comment `# one` would be lost']);
    expect(check('x  # a\ny  # a\n', 'x  # a\ny\n')).toEqual(['comments: the comment `# a` would be lost']);
  });

  test('lets a comment move', () => {
    expect(check('x = (  # one\n    1\n)\n', '# one\nx = 1\n')).toEqual([]);
  });

  test('names the line of a new syntax error, and not one that was there', () => {
    expect(check('x = 1\n', 'x = (\n')[0]).toMatch(/^syntax: the result would have a syntax error at `x = \(`/);
    expect(check('def (:\nx = 1\n', 'def (:\nx = 2\n')).toEqual([]);
  });

  test('names a character the encoding lacks', () => {
    const before = '# coding: latin-1\nx = 1\n';
    expect(check(before, before.replace('1\n', '"€"\n'))[0]).toMatch(/^encoding: /);
  });
});
