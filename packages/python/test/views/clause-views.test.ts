import { parseSource } from '../../src/syntax/parse-source.ts';
import { viewExcept } from '../../src/views/except-view.ts';
import { viewWith } from '../../src/views/with-view.ts';

describe('viewWith', () => {
  const items = (text: string) =>
    viewWith(parseSource(text).nodes('with_statement')[0]!).map(({ context, target, isAsync }) => [
      context.text,
      target?.text,
      isAsync,
    ]);

  test.each([
    ['with a: pass\n', [['a', undefined, false]]],
    [
      'with a() as b, c: pass\n',
      [
        ['a()', 'b', false],
        ['c', undefined, false],
      ],
    ],
    ['with (a() as b): pass\n', [['a()', 'b', false]]],
    [
      'with (a() as b, c as d): pass\n',
      [
        ['a()', 'b', false],
        ['c', 'd', false],
      ],
    ],
    [
      'with (a, b): pass\n',
      [
        ['a', undefined, false],
        ['b', undefined, false],
      ],
    ],
    ['with (a) as b: pass\n', [['(a)', 'b', false]]],
    ['with a as (b, c): pass\n', [['a', '(b, c)', false]]],
    ['async with a() as self.b: pass\n', [['a()', 'self.b', true]]],
  ])('%s', (text, expected) => {
    expect(items(text)).toEqual(expected);
  });
});

describe('viewExcept', () => {
  const clause = (text: string) => {
    const tree = parseSource(`try:\n    pass\n${text}\n    pass\n`);
    const view = viewExcept([...tree.nodes('except_clause'), ...tree.nodes('except_group_clause')][0]!)!;
    return [view.exceptions.map((node) => node.text), view.target?.text, view.isGroup];
  };

  test.each([
    ['except:', [[], undefined, false]],
    ['except A:', [['A'], undefined, false]],
    ['except a.B as e:', [['a.B'], 'e', false]],
    ['except (A, b.C):', [['A', 'b.C'], undefined, false]],
    ['except (A, B) as e:  # why', [['A', 'B'], 'e', false]],
    ['except* A as e:', [['A'], 'e', true]],
    ['except* (A, B):', [['A', 'B'], undefined, true]],
  ])('%s', (text, expected) => {
    expect(clause(text)).toEqual(expected);
  });

  test('the body and the statement are known', () => {
    const tree = parseSource('try:\n    a\nexcept A:\n    b\n');
    const view = viewExcept(tree.nodes('except_clause')[0]!);
    expect(view?.body?.text).toBe('b');
    expect(view?.statement.kind).toBe('try_statement');
    expect(viewExcept(tree.root)).toBeUndefined();
  });
});
