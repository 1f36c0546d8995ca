import { parseSource } from '../../src/syntax/parse-source.ts';
import { viewImport } from '../../src/views/import-view.ts';

function names(text: string) {
  const statement = parseSource(text).root.children[0]!;
  return viewImport(statement).map(({ form, module, level, member, alias, local }) => [
    form,
    module,
    level,
    member,
    alias,
    local,
  ]);
}

describe('viewImport', () => {
  test('a plain import binds its first part, or its alias', () => {
    expect(names('import a.b.c, d as e\n')).toEqual([
      ['import', 'a.b.c', 0, undefined, undefined, 'a'],
      ['import', 'd', 0, undefined, 'e', 'e'],
    ]);
  });

  test('a from import binds its members, parenthesised and with comments or not', () => {
    expect(names('from a.b import (c,  # why\n  d as e,\n)\n')).toEqual([
      ['from', 'a.b', 0, 'c', undefined, 'c'],
      ['from', 'a.b', 0, 'd', 'e', 'e'],
    ]);
  });

  test('relative imports count their dots', () => {
    expect(names('from . import a\n')).toEqual([['from', '', 1, 'a', undefined, 'a']]);
    expect(names('from ...b.c import a\n')).toEqual([['from', 'b.c', 3, 'a', undefined, 'a']]);
    expect(names('from .... import a\n')[0]?.[2]).toBe(4);
  });

  test('a star binds no name of its own', () => {
    expect(names('from a import *\n')).toEqual([['from', 'a', 0, '*', undefined, undefined]]);
  });

  test('a future import is an import of `__future__`', () => {
    expect(names('from __future__ import annotations, division as d\n')).toEqual([
      ['from', '__future__', 0, 'annotations', undefined, 'annotations'],
      ['from', '__future__', 0, 'division', 'd', 'd'],
    ]);
  });

  test('spaces and comments inside a dotted name do not matter', () => {
    expect(names('import a . b\n')[0]?.[1]).toBe('a.b');
  });

  test('another statement imports nothing', () => {
    expect(names('x = 1\n')).toEqual([]);
  });
});
