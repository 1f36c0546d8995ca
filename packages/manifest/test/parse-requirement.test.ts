import { normalizeName } from '../src/requirement/distribution-name.ts';
import { parseRequirement } from '../src/requirement/parse-requirement.ts';
import { parsePoetryConstraint } from '../src/requirement/poetry-constraint.ts';
import { satisfies } from '../src/version/satisfies.ts';
import { parseVersion } from '../src/version/version.ts';
import { readReferenceTable } from './reference-table.ts';

const table = readReferenceTable();

describe('parseRequirement', () => {
  test.each(table.requirements.filter(({ valid }) => valid))(
    '"$text" is read as the reference reads it',
    (expected) => {
      const parsed = parseRequirement(expected.text);
      if (parsed.kind === 'invalid') throw new Error(parsed.reason);
      expect({
        distribution: parsed.distribution,
        extras: [...parsed.extras].sort(),
        specifiers: parsed.clauses
          .map((clause) => `${clause.operator}${clause.versionText}${clause.isPrefix ? '.*' : ''}`)
          .sort(),
        url: parsed.url === undefined ? null : expected.text.slice(parsed.url.start, parsed.url.end),
        hasMarker: parsed.marker !== undefined,
      }).toEqual({
        distribution: expected.distribution,
        extras: expected.extras,
        specifiers: expected.specifiers,
        url: expected.url,
        hasMarker: expected.hasMarker,
      });
    },
  );

  test.each(table.requirements.filter(({ valid }) => !valid))('"$text" is no requirement', ({ text }) => {
    expect(parseRequirement(text).kind).toBe('invalid');
  });

  test('ranges point at the parts, counted from the offset', () => {
    const text = 'x = "tenacity[doc] >= 8 , < 9 ; os_name == \'nt\'"';
    const parsed = parseRequirement(text.slice(5, -1), 5);
    if (parsed.kind === 'invalid') throw new Error(parsed.reason);
    const slice = (range: { start: number; end: number } | undefined) => range && text.slice(range.start, range.end);
    expect(slice(parsed.name)).toBe('tenacity');
    expect(slice(parsed.extrasRange)).toBe('[doc]');
    expect(slice(parsed.specifier)).toBe('>= 8 , < 9');
    expect(parsed.clauses.map((clause) => slice(clause.versionRange))).toEqual(['8', '9']);
    expect(slice(parsed.marker)).toBe("os_name == 'nt'");
    expect(slice(parsed.range)).toBe(text.slice(5, -1));
  });

  test('the place of a missing specifier is behind name and extras', () => {
    expect(parseRequirement('a[b] ; os_name=="nt"')).toMatchObject({ specifier: { start: 4, end: 4 } });
  });
});

test('names are normal by PEP 503', () => {
  expect(['Foo', 'foo.bar', 'Foo__bar', 'a-_.b'].map(normalizeName)).toEqual(['foo', 'foo-bar', 'foo-bar', 'a-b']);
});

describe('parsePoetryConstraint', () => {
  test.each([
    ['^1.2.3', '1.2.3 1.9', '1.2.2 2.0'],
    ['^0.2.3', '0.2.3 0.2.9', '0.3.0'],
    ['^0.0.3', '0.0.3', '0.0.4'],
    ['^0', '0.9', '1.0'],
    ['~1.2.3', '1.2.3 1.2.9', '1.3'],
    ['~1.2', '1.2 1.2.9', '1.3'],
    ['~1', '1.0 1.9', '2.0'],
    ['1.2.*', '1.2.0 1.2.9', '1.3'],
    ['1.2.3', '1.2.3', '1.2.4'],
    ['>=1.2, <1.5', '1.2 1.4', '1.5'],
    ['>= 1.2 < 1.5', '1.2 1.4', '1.5'],
    ['*', '0.1 99', ''],
  ])('%s holds %s and not %s', (constraint, inside, outside) => {
    const clauses = parsePoetryConstraint(constraint) ?? [];
    const holds = (text: string) => {
      const version = parseVersion(text);
      return version !== undefined && satisfies(version, clauses);
    };
    expect(parsePoetryConstraint(constraint)).toBeDefined();
    expect(inside.split(' ').filter((text) => !holds(text))).toEqual([]);
    expect(outside.split(' ').filter((text) => text !== '' && holds(text))).toEqual([]);
  });

  test.each(['^1 || ^2', '^x', 'latest'])('%s cannot be read', (constraint) => {
    expect(parsePoetryConstraint(constraint)).toBeUndefined();
  });
});
