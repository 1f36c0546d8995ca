import { parseSource } from '../../src/syntax/parse-source.ts';
import { type TreeCall, viewCall } from '../../src/views/call-view.ts';

function call(text: string): TreeCall {
  return viewCall(parseSource(text).nodes('call')[0]!)!;
}

describe('viewCall', () => {
  test('arguments are positional, keyword, star and double star, comments left out', () => {
    const view = call('f(1, *args, key=2,  # why\n  **more)\n');
    expect(view.callee.text).toBe('f');
    expect(view.arguments.map(({ kind, name, value }) => [kind, name, value.text])).toEqual([
      ['positional', undefined, '1'],
      ['star', undefined, 'args'],
      ['keyword', 'key', '2'],
      ['double-star', undefined, 'more'],
    ]);
    expect([view.hasStar, view.hasDoubleStar]).toEqual([true, true]);
    expect(view.keyword('key')?.node.text).toBe('key=2');
    expect(view.keyword('f')).toBeUndefined();
  });

  test('a positional argument is known only before a star argument', () => {
    const view = call('f(1, *args, 2)\n');
    expect(view.positional(0)?.value.text).toBe('1');
    expect(view.positional(1)).toBeUndefined();
    expect(call('f(a=1, b=2)\n').positional(0)).toBeUndefined();
  });

  test('a bare generator expression is the one positional argument', () => {
    const view = call('f(x for x in y)\n');
    expect(view.arguments.map(({ kind, value }) => [kind, value.kind])).toEqual([
      ['positional', 'generator_expression'],
    ]);
  });

  test('no arguments are none, and a node that is no call has no view', () => {
    expect(call('f(\n  # nothing\n)\n').arguments).toEqual([]);
    expect(viewCall(parseSource('f\n').nodes('identifier')[0]!)).toBeUndefined();
  });
});
