import { parseSource } from '../../src/syntax/parse-source.ts';
import { viewDefinitions } from '../../src/views/definition-views.ts';

const SOURCE = `
@first
@second.third(1)
async def outer(a, /, b: int, c=1, *args: str, d, e: "E" = None, **kw) -> int:
    def inner(): pass

class Store(Base, m.Other, metaclass=Meta):
    if True:
        @property
        def name(self): return 1
    class Config:
        def deep(self): pass

def star(*, only): pass
`;

describe('viewDefinitions', () => {
  const tree = parseSource(SOURCE);
  const views = viewDefinitions(tree);
  const named = (name: string) => views.functions.find((view) => view.name === name)!;

  test('functions have qualified names, owners and nesting', () => {
    expect(views.functions.map((view) => [view.qualifiedName, view.isNested, view.owner?.name])).toEqual([
      ['outer', false, undefined],
      ['outer.inner', true, undefined],
      ['Store.name', false, 'Store'],
      ['Store.Config.deep', false, 'Config'],
      ['star', false, undefined],
    ]);
  });

  test('async is a property of the definition, decorated or not', () => {
    expect(named('outer').isAsync).toBe(true);
    expect(named('inner').isAsync).toBe(false);
  });

  test('decorators are outermost first, with their call', () => {
    const [first, second] = named('outer').decorators;
    expect([first?.expression.text, first?.name.text, first?.call]).toEqual(['first', 'first', undefined]);
    expect([second?.expression.text, second?.name.text]).toEqual(['second.third(1)', 'second.third']);
    expect(second?.call?.positional(0)?.value.text).toBe('1');
    expect(named('inner').decorators).toEqual([]);
  });

  test('parameters know their kind, annotation, default and whether only a keyword reaches them', () => {
    expect(
      named('outer').parameters.map((one) => [
        one.kind,
        one.name,
        one.annotation?.text,
        one.default?.text,
        one.isKeywordOnly,
      ]),
    ).toEqual([
      ['plain', 'a', undefined, undefined, false],
      ['plain', 'b', 'int', undefined, false],
      ['plain', 'c', undefined, '1', false],
      ['star', 'args', 'str', undefined, false],
      ['plain', 'd', undefined, undefined, true],
      ['plain', 'e', '"E"', 'None', true],
      ['double-star', 'kw', undefined, undefined, true],
    ]);
    expect(named('star').parameters.map((one) => [one.name, one.isKeywordOnly])).toEqual([['only', true]]);
  });

  test('classes know their bases without keywords, and their own methods', () => {
    const store = views.classes[0]!;
    expect(store.bases.map((base) => base.text)).toEqual(['Base', 'm.Other']);
    expect(store.methods.map((method) => method.name)).toEqual(['name']);
    expect(views.classes[1]?.qualifiedName).toBe('Store.Config');
    expect(views.classes[1]?.bases).toEqual([]);
  });

  test('the function around a node includes its parameters but not its decorators', () => {
    const at = (text: string) => views.enclosingFunction(tree.all.find((node) => node.text === text)!)?.name;
    expect(at('b: int')).toBe('outer');
    expect(at('second.third(1)')).toBeUndefined();
    expect(views.enclosingFunction(named('inner').node)?.name).toBe('outer');
    expect(views.enclosingClass(named('deep').node)?.name).toBe('Config');
    expect(views.enclosingClass(named('star').node)).toBeUndefined();
  });

  test('one node has one view', () => {
    expect(views.functionOf(named('star').node)).toBe(named('star'));
    expect(views.classOf(named('star').node)).toBeUndefined();
  });
});
