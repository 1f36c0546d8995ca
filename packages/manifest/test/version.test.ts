import { compareVersions } from '../src/version/compare-versions.ts';
import { satisfies } from '../src/version/satisfies.ts';
import { parseSpecifier, type SpecifierClause } from '../src/version/specifier.ts';
import { formatVersion, isPrerelease, parseVersion, type Version } from '../src/version/version.ts';
import { boundsOf, canBothHold } from '../src/version/version-bounds.ts';
import { readReferenceTable } from './reference-table.ts';

const table = readReferenceTable();

function version(text: string): Version {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(`${text} is no version`);
  return parsed;
}

function clauses(text: string): readonly SpecifierClause[] {
  const parsed = parseSpecifier(text);
  if (parsed.kind === 'invalid') throw new Error(parsed.reason);
  return parsed.clauses;
}

describe('parseVersion', () => {
  test.each(table.versions.map(({ text, normal }) => [text, normal]))(
    '%j is read as %j, as the reference reads it',
    (text, normal) => {
      const parsed = parseVersion(text ?? '');
      expect(parsed === undefined ? null : formatVersion(parsed)).toBe(normal);
    },
  );

  test('pre-releases and development releases come before their release, post-releases do not', () => {
    expect(['1.0a1', '1.0.dev1', '1.0.post1.dev1'].every((text) => isPrerelease(version(text)))).toBe(true);
    expect(['1.0', '1.0.post1', '1.0+a1'].some((text) => isPrerelease(version(text)))).toBe(false);
  });
});

describe('compareVersions', () => {
  test('the reference agrees on every pair of the table', () => {
    for (const [a, b, order] of table.comparisons) {
      expect([a, b, Math.sign(compareVersions(version(a), version(b)))]).toEqual([a, b, order]);
    }
  });

  test('the order is that of the example in PEP 440', () => {
    const ordered =
      '1.0.dev456 1.0a1 1.0a2.dev456 1.0a12.dev456 1.0a12 1.0b1.dev456 1.0b2 1.0b2.post345.dev456 1.0b2.post345 1.0rc1.dev456 1.0rc1 1.0 1.0+abc.5 1.0+abc.7 1.0+5 1.0.post456.dev34 1.0.post456 1.0.15 1.1.dev1'.split(
        ' ',
      );
    const shuffled = [...ordered].reverse().map(version);
    expect(shuffled.sort(compareVersions).map((item) => item.text)).toEqual(ordered);
  });
});

describe('satisfies', () => {
  test.each(table.specifiers.filter(({ valid }) => valid))(
    '$specifier holds the versions the reference says',
    ({ specifier, holds }) => {
      const parsed = clauses(specifier);
      expect(table.candidates.filter((candidate) => satisfies(version(candidate), parsed))).toEqual(holds);
    },
  );

  test.each(table.specifiers.filter(({ valid }) => !valid))('$specifier is no specifier', ({ specifier }) => {
    expect(parseSpecifier(specifier).kind).toBe('invalid');
  });
});

describe('canBothHold', () => {
  test.each([
    ['==1.6.1', '>=2.1,<3', false],
    ['==2.1.0', '>=2.1,<3', true],
    ['>=1.6', '>=2.1,<3', true],
    ['<2', '>=2.1,<3', false],
    ['~=1.6', '>=2.1,<3', false],
    ['~=2.0', '>=2.1,<3', true],
    ['==1.*', '>=2.1,<3', false],
    ['==2.*', '>=2.1,<3', true],
    ['<=2.1', '>=2.1,<3', true],
    ['<2.1', '>=2.1,<3', false],
    ['', '>=2.1,<3', true],
    ['!=2.1.0', '==2.1.0', false],
  ])('%s and %s: %j', (a, b, expected) => {
    expect(canBothHold(clauses(a), clauses(b))).toBe(expected);
  });

  test('a range with a version below an exclusive upper bound ends before it', () => {
    expect(boundsOf(clauses('>=1,<2,>1.5'))).toMatchObject({
      lower: { version: { text: '1.5' }, inclusive: false },
      upper: { inclusive: false },
    });
  });
});
