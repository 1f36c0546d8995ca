import { bindScopes } from '../../src/bindings/bind-scopes.ts';
import { openNameUses } from '../../src/bindings/name-uses.ts';
import type { Scope } from '../../src/bindings/scope.ts';
import { parseSource } from '../../src/syntax/parse-source.ts';

/** Names bound in a scope with the kinds of their bindings. */
function spell(scope: Scope | undefined): Record<string, string[]> {
  return Object.fromEntries(
    [...(scope?.variables ?? [])].map(([name, { bindings }]) => [name, bindings.map((one) => one.source.kind)]),
  );
}

function moduleNames(text: string): Record<string, string[]> {
  return spell(bindScopes(parseSource(text)).module);
}

describe('bindScopes', () => {
  test.each([
    ['a = b = 1', { a: ['value'], b: ['value'] }],
    ['a, (b, [c, *d]) = x', { a: ['value'], b: ['value'], c: ['value'], d: ['value'] }],
    ['a: int = 1\nb: int', { a: ['annotated'], b: ['annotated'] }],
    ['a += 1', { a: ['augmented'] }],
    ['(a := 1)', { a: ['value'] }],
    ['[a := 1 for b in c]', { a: ['value'] }],
    ['for a, b in x: pass', { a: ['element'], b: ['element'] }],
    ['with x as a, y as (b, c): pass', { a: ['entered'], b: ['entered'], c: ['entered'] }],
    ['try: pass\nexcept A as e: pass', { e: ['exception'] }],
    ['import a.b, c as d\nfrom e import f as g, h', { a: ['import'], d: ['import'], g: ['import'], h: ['import'] }],
    ['def f(x): y = 1\nclass C:\n    z = 1', { f: ['definition'], C: ['definition'] }],
    ['a = 1\ndel a', { a: ['value', 'deleted'] }],
    [
      'match x:\n    case [a, *b] | {"k": c, **d}: pass\n    case K(e, f=g) as h: pass\n    case m.n | _: pass',
      { a: ['opaque'], b: ['opaque'], c: ['opaque'], d: ['opaque'], e: ['opaque'], g: ['opaque'], h: ['opaque'] },
    ],
    ['type X = int', { X: ['opaque'] }],
    ['a.b = 1\nc[0] = 2\nprint(d)', {}],
    ['lambda a: a', {}],
  ])('%s', (text, expected) => {
    const names = moduleNames(`${text}\n`);
    delete names['_'];
    expect(names).toEqual(expected);
  });

  test('parameters, locals and type parameters belong to the function', () => {
    const tree = parseSource('def f[T](a, b: int = 1, *c, **d):\n    e = 1\n    def g(): pass\n');
    const bindings = bindScopes(tree);
    expect(Object.keys(spell(bindings.openedBy(tree.nodes('function_definition')[0]!))).sort()).toEqual([
      'T',
      'a',
      'b',
      'c',
      'd',
      'e',
      'g',
    ]);
  });

  test('global and nonlocal hand a binding outward', () => {
    const tree = parseSource(
      'def f():\n    global a\n    a = 1\n    b = 0\n    def g():\n        nonlocal b\n        b = 2\n',
    );
    const bindings = bindScopes(tree);
    expect(spell(bindings.module)).toEqual({ f: ['definition'], a: ['value'] });
    expect(spell(bindings.openedBy(tree.nodes('function_definition')[0]!))['b']).toEqual(['value', 'value']);
    expect(spell(bindings.openedBy(tree.nodes('function_definition')[1]!))).toEqual({});
  });

  test('stores into attributes are kept by attribute name', () => {
    const bindings = bindScopes(
      parseSource('self.a = 1\nx.y.a, self.b = 2, 3\nwith z as self.c: pass\nprint(self.d)\n'),
    );
    expect([...bindings.attributes].map(([name, stores]) => [name, stores.map((store) => store.object.text)])).toEqual([
      ['a', ['self', 'x.y']],
      ['b', ['self']],
      ['c', ['self']],
    ]);
  });

  test('star imports are listed', () => {
    expect(bindScopes(parseSource('from a import *\nfrom b import c\n')).stars.map((star) => star.module)).toEqual([
      'a',
    ]);
  });
});

describe('openNameUses', () => {
  const usesOf = (text: string, nth: number, name: string): string[] => {
    const tree = parseSource(text);
    const uses = openNameUses(tree, bindScopes(tree));
    const identifier = tree.nodes('identifier').filter((node) => node.text === name)[nth]!;
    return uses.usesOf(identifier).map((node) => `${node.line}:${node.column}`);
  };

  test('definitions and uses of one variable, others of the same name left out', () => {
    const text = 'a = 1\nprint(a)\ndef f(a):\n    return a\nb.a = a\nf(a=a)\n[a for a in a]\n';
    expect(usesOf(text, 0, 'a')).toEqual(['1:1', '2:7', '5:7', '6:5', '7:13']);
    expect(usesOf(text, 2, 'a')).toEqual(['3:7', '4:12']);
  });

  test('an import and what it binds are uses of one variable', () => {
    expect(usesOf('import a.b\na.b.c\nfrom a import x\n', 0, 'a')).toEqual(['1:8', '2:1']);
    expect(usesOf('from m import x as y\ny\nx\n', 0, 'y')).toEqual(['1:20', '2:1']);
  });

  test('an attribute name is no variable', () => {
    expect(usesOf('a.b\nb = 1\n', 0, 'b')).toEqual([]);
  });

  test('a walrus in a comprehension belongs to the function', () => {
    expect(usesOf('def f(x):\n    [y := i for i in x]\n    return y\n', 0, 'y')).toEqual(['2:6', '3:12']);
  });
});
