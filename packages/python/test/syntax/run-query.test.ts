import { isMoultError } from '@moult/errors';
import { parseSource } from '../../src/syntax/parse-source.ts';
import { compileQuery } from '../../src/syntax/run-query.ts';

describe('compileQuery', () => {
  test('captures are nodes of the plain tree', () => {
    const tree = parseSource('import a\n\nf(1)\ng.h(2)\n');
    const matches = compileQuery('(call function: (identifier) @name) @site').run(tree);
    expect(matches).toHaveLength(1);
    expect(matches[0]?.captures['site']).toEqual([tree.nodes('call')[0]]);
    expect(matches[0]?.captures['name']?.[0]?.text).toBe('f');
  });

  test('predicates are applied', () => {
    const tree = parseSource('f(1)\ng(2)\n');
    const matches = compileQuery('((call function: (identifier) @name) (#eq? @name "g"))').run(tree);
    expect(matches.map((match) => match.captures['name']?.[0]?.text)).toEqual(['g']);
  });

  test('nodes of equal start are told apart, and the root and comments before a carriage return are found', () => {
    const tree = parseSource('\n# c\r\na.b.c\r\n');
    const attributes = compileQuery('(attribute) @a')
      .run(tree)
      .map((match) => match.captures['a']?.[0]?.text);
    expect(attributes.sort()).toEqual(['a.b', 'a.b.c']);
    expect(compileQuery('(comment) @c').run(tree)[0]?.captures['c']?.[0]?.text).toBe('# c');
    expect(compileQuery('(module) @m').run(tree)[0]?.captures['m']).toEqual([tree.root]);
  });

  test.each([
    'oops',
    ')',
    '@',
    '(identifier (call))',
    '(no_such_kind) @x',
    '(call nofield: (identifier))',
    '((identifier) @a (#wrong? @a))',
  ])('the query %s is refused without crashing', (source) => {
    let caught: unknown;
    try {
      compileQuery(source);
    } catch (error) {
      caught = error;
    }
    expect(isMoultError(caught, 'E-QUERY')).toBe(true);
  });
});
