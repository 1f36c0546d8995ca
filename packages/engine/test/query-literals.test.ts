import { requiredLiterals } from '../src/find/query-literals.ts';

describe('requiredLiterals', () => {
  test('are the words one pattern compares with', () => {
    const source =
      '((attribute object: (identifier) @o attribute: (identifier) @a) @site (#eq? @a "statistics") (#eq? @o "x"))';
    expect(requiredLiterals(source)).toEqual(['statistics', 'x']);
  });

  test.each([
    ['two patterns', '((call) @a (#eq? @a "x")) ((call) @b (#eq? @b "y"))'],
    ['an alternation', '([(call) (attribute)] @a (#eq? @a "x"))'],
    ['an optional part', '((call (identifier)? @a) (#eq? @a "x"))'],
    ['a repeated part', '((call (identifier)* @a) (#eq? @a "x"))'],
    ['another comparison', '((identifier) @a (#match? @a "x"))'],
    ['the opposite', '((identifier) @a (#not-eq? @a "x"))'],
    ['an escaped word', '((identifier) @a (#eq? @a "\\\\n"))'],
  ])('are none for %s', (_name, source) => {
    expect(requiredLiterals(source)).toEqual([]);
  });
});
