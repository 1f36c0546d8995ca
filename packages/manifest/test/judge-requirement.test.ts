import { judgeRequirement } from '../src/edit/judge-requirement.ts';
import { parseSpecifier } from '../src/version/specifier.ts';
import { parseVersion } from '../src/version/version.ts';

test.each([
  ['', 'unbounded'],
  ['!=9.0.0', 'unbounded'],
  ['==8.2.3', 'older'],
  ['==8.*', 'older'],
  ['==9.*', 'allowed'],
  ['>=8,<9', 'older'],
  ['>=8', 'allowed'],
  ['>=8,<10', 'allowed'],
  ['<10', 'allowed'],
  ['~=8.2', 'older'],
  ['<9', 'older'],
  ['<=8.5', 'older'],
  ['==9.1.2', 'equal'],
  ['==9.1.2.0', 'equal'],
  ['>=9.1.2', 'equal'],
  ['>=9.1.2,<10', 'equal'],
  ['>9.1.2', 'newer'],
  ['==9.1.3', 'newer'],
  ['>=10', 'newer'],
  ['===9.1.2', 'unreadable'],
])('"%s" is %s than 9.1.2', (specifier, expected) => {
  const parsed = parseSpecifier(specifier);
  const version = parseVersion('9.1.2');
  if (parsed.kind === 'invalid' || version === undefined) throw new Error(specifier);
  expect(judgeRequirement(parsed.clauses, version)).toBe(expected);
});

test('what cannot be read is not judged', () => {
  const version = parseVersion('1');
  expect(version && judgeRequirement(undefined, version)).toBe('unreadable');
});
