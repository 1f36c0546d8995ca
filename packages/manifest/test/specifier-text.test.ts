import { restyleSpecifier, styleOf, writePoetryConstraint, writeSpecifier } from '../src/edit/specifier-text.ts';
import { parseSpecifier } from '../src/version/specifier.ts';
import { parseVersion, type Version } from '../src/version/version.ts';

function version(text: string): Version {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

function style(text: string) {
  const parsed = parseSpecifier(text);
  if (parsed.kind === 'invalid') throw new Error(text);
  return styleOf(text, parsed.clauses);
}

test.each([
  ['9.1.2', 'exact', '==1', '==9.1.2'],
  ['9.1.2', 'floor', '==1', '>=9.1.2'],
  ['9.1.2', 'compatible', '==1', '>=9.1.2,<10'],
  ['9.1.2', 'compatible', '== 1', '>= 9.1.2, < 10'],
  ['9.1.2', 'compatible', '>=1 , <2', '>=9.1.2 , <10'],
  ['0.17.0', 'compatible', '', '>=0.17.0,<0.18'],
  ['0.0.3', 'compatible', '', '>=0.0.3,<0.0.4'],
  ['1.3.0rc1', 'compatible', '', '>=1.3.0rc1,<2'],
  ['1!2.0', 'compatible', '', '>=1!2.0,<1!3'],
  ['2025.1', 'compatible', '', '>=2025.1,<2026'],
] as const)('%s as %s in the style of "%s" is %s', (text, pin, like, expected) => {
  expect(writeSpecifier(version(text), pin, style(like))).toBe(expected);
});

test('a specifier given as text takes over the blanks', () => {
  expect(restyleSpecifier('>=2.1, <3', style('== 1.0'))).toBe('>= 2.1, < 3');
  expect(restyleSpecifier('>=2.1, <3', style('==1.0'))).toBe('>=2.1,<3');
});

test.each([
  ['8.2.3', 'exact', '9.1.2'],
  ['^8.2', 'exact', '==9.1.2'],
  ['8.*', 'exact', '==9.1.2'],
  ['^8.2', 'compatible', '^9.1.2'],
  ['~8.2', 'compatible', '>=9.1.2,<10'],
  ['>=8.2, <9', 'compatible', '>=9.1.2, <10'],
  ['^8.2', 'floor', '>=9.1.2'],
] as const)('the constraint "%s" of Poetry becomes, as %s, "%s"', (written, pin, expected) => {
  expect(writePoetryConstraint(written, version('9.1.2'), pin)).toBe(expected);
});
