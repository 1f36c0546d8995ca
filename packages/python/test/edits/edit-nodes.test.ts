import { py, pySource } from '@moult/plugin-api';
import { applyEdits, findOverlap } from '@moult/text';
import { type Act, editSource } from './edit-source.ts';

type Case = readonly [string, string, Act, string];

function run(cases: readonly Case[]): void {
  test.each(cases)('%s', (_, before, act, after) => {
    expect(editSource(before, act).after).toBe(after);
  });
}

describe('replacing an expression', () => {
  run([
    [
      'a call by an attribute',
      'x = c.messages()',
      (e, { node }) => e.replace(node('call'), py`${node('identifier', 'c')}.messages`),
      'x = c.messages',
    ],
    ['a chain by a chain', 'a.old.C(1)', (e, { node }) => e.replace(node('attribute'), py`b.C`), 'b.C(1)'],
    [
      'a loose hole',
      'f(a or b)',
      (e, { node }) => e.replace(node('call'), py`${node('boolean_operator')}.value`),
      '(a or b).value',
    ],
    [
      'a loose fragment',
      'x = y.z',
      (e, { node }) => e.replace(node('identifier', 'y'), py`await c`),
      'x = (await c).z',
    ],
    [
      'a loose fragment in a call',
      'f(y)',
      (e, { node }) => e.replace(node('identifier', 'y'), py`a if b else c`),
      'f(a if b else c)',
    ],
    ['an operand', 'a * b', (e, { node }) => e.replace(node('identifier', 'b'), py`c + d`), 'a * (c + d)'],
    ['an operand that fits', 'a + b', (e, { node }) => e.replace(node('identifier', 'b'), py`c * d`), 'a + c * d'],
    ['the base of a power', 'a ** b', (e, { node }) => e.replace(node('identifier', 'a'), py`-c`), '(-c) ** b'],
    ['a negation', 'not a', (e, { node }) => e.replace(node('identifier', 'a'), py`b or c`), 'not (b or c)'],
    [
      'a number',
      'x = n',
      (e, { node }) => e.replace(node('identifier', 'n'), py`${pySource('1')}.real`),
      'x = (1).real',
    ],
    ['a value by a pair', 'x = 1', (e, { node }) => e.replace(node('integer'), py`a, b`), 'x = a, b'],
    ['an argument by a pair', 'f(1)', (e, { node }) => e.replace(node('integer'), py`a, b`), 'f((a, b))'],
    [
      'comments and lines of holes stay',
      'x = old(\n    a,  # one\n    b,\n)\n',
      (e, { node }) => e.replace(node('call'), py`new(${node('identifier', 'a')}, ${node('identifier', 'b')})`),
      'x = new(\n    a,  # one\n    b,\n)\n',
    ],
    [
      'holes in another order',
      'f(a, b)',
      (e, { node }) => e.replace(node('call'), py`g(${node('identifier', 'b')}, ${node('identifier', 'a')})`),
      'g(b, a)',
    ],
    [
      'an edit inside a hole',
      'f(a, g(b))',
      (e, { node }) => {
        e.replace(node('call', 'f'), py`h(${node('call', 'g')}, ${node('identifier', 'a')})`);
        e.arguments(node('call', 'g')).add('k', py`1`);
      },
      'h(g(b, k=1), a)',
    ],
    [
      'an edit inside a hole that stays',
      'f(a, g(b))',
      (e, { node }) => {
        e.replace(node('call', 'f'), py`await h(${node('identifier', 'a')}, ${node('call', 'g')})`);
        e.arguments(node('call', 'g')).add('k', py`1`);
      },
      'await h(a, g(b, k=1))',
    ],
    [
      'a comment of a part that goes',
      'if x:\n    y = f(\n        a,  # why\n        b,\n    )\n',
      (e, { node }) => e.replace(node('call'), py`g(${node('identifier', 'b')})`),
      'if x:\n    # why\n    y = g(b)\n',
    ],
    [
      'lines of a hole that loses its brackets',
      'x = (a\n     .b)\n',
      (e, { node }) => e.replace(node('parenthesized_expression'), py`${node('attribute')}.c`),
      'x = (a\n     .b.c)\n',
    ],
    ['a string', "f('x')", (e, { node }) => e.replace(node('string'), py`NAME`), 'f(NAME)'],
    [
      'a keyword argument',
      'f(a=1, b=2)',
      (e, { node }) => e.replace(node('keyword_argument', 'a'), py`c=${node('integer', '1')}`),
      'f(c=1, b=2)',
    ],
    ['a pair', '{1: a}', (e, { node }) => e.replace(node('pair'), py`2: b`), '{2: b}'],
    [
      'a with item',
      'with a() as b: pass',
      (e, { node }) => e.replace(node('with_item'), py`c() as b`),
      'with c() as b: pass',
    ],
    [
      'inside an f-string',
      'f"{x.topic}"',
      (e, { node }) => e.replace(node('attribute'), py`${node('attribute')}.value`),
      'f"{x.topic.value}"',
    ],
    ['an annotation', 'def f(a: Old): pass', (e, { node }) => e.replace(node('type'), py`New`), 'def f(a: New): pass'],
    [
      'a subscript',
      'a[b.topic]',
      (e, { node }) => e.replace(node('attribute'), py`${node('attribute')}.value`),
      'a[b.topic.value]',
    ],
  ]);

  test('text that an f-string could not hold is refused, and quotes change where that helps', () => {
    const replace = (source: string, value: string): string =>
      editSource(source, (e, { node }) => e.replace(node('identifier', 'x'), pySource(value))).after;
    expect(replace('f"{x}"', 'd["k"]')).toBe(`f"{d['k']}"`);
    expect(replace("f'{x}'", "d['k']")).toBe(`f'{d["k"]}'`);
    expect(() => replace('f"{x}"', `d["it's"]`)).toThrow(expect.objectContaining({ code: 'E-REFUSED' }));
  });

  test('a fragment that is not Python names the rule', () => {
    expect(() => editSource('x', (e, { node }) => e.replace(node('identifier', 'x'), py`a b`))).toThrow(
      expect.objectContaining({ code: 'E-FRAGMENT', message: expect.stringContaining('demo/rule') }),
    );
  });

  test('a statement the grammar cannot read is refused', () => {
    expect(() => editSource('x = f(a b\ny = 1\n', (e, { node }) => e.replace(node('identifier', 'a'), py`c`))).toThrow(
      expect.objectContaining({ code: 'E-REFUSED' }),
    );
  });
});

describe('replacing a statement', () => {
  run([
    [
      'keeps the comment behind it',
      'a()  # why\nb()\n',
      (e, { node }) => e.replace(node('expression_statement', 'a'), py`c()`),
      'c()  # why\nb()\n',
    ],
    [
      'by several',
      'if x:\n    a()\n',
      (e, { node }) =>
        e.replace(
          node('expression_statement', 'a'),
          py`b()
        c()`,
        ),
      'if x:\n    b()\n    c()\n',
    ],
    [
      'by a compound one',
      'if x:\n\ta(y)\r\n',
      (e, { node }) =>
        e.replace(
          node('expression_statement', 'a'),
          py`
        with b():
            a(${node('identifier', 'y')})
      `,
        ),
      'if x:\n\twith b():\r\n\t\ta(y)\r\n',
    ],
    [
      'on the line of the head',
      'if x: a()\n',
      (e, { node }) =>
        e.replace(
          node('expression_statement', 'a'),
          py`b()
c()`,
        ),
      'if x:\n    b()\n    c()\n',
    ],
  ]);
});

describe('statements in holes', () => {
  run([
    [
      'stay in place, indented anew',
      'for x in y:\n    a\n    s = """\n  t"""\n    f(\n        b,\n    )\n',
      (e, { node }) =>
        e.replace(
          node('for_statement'),
          py`
            while z:
                if w:
                    ${node('block')}
          `,
        ),
      'while z:\n    if w:\n        a\n        s = """\n  t"""\n        f(\n            b,\n        )\n',
    ],
    [
      'move out',
      'if x:\n    with a:\n        b\n        c\n',
      (e, { node }) => e.replace(node('with_statement'), py`d()\n${node('with_statement').field('body')!}`),
      'if x:\n    d()\n    b\n    c\n',
    ],
    [
      'are copied',
      'if x:\n    a\n    b\ny\n',
      (e, { node }) => e.insertAfter(node('expression_statement', 'y'), py`with z:\n    ${node('block')}`),
      'if x:\n    a\n    b\ny\nwith z:\n    a\n    b\n',
    ],
    [
      'take an edit inside along',
      'with a:\n    f(b)\n    c\n',
      (e, { node }) => {
        e.replace(node('with_statement'), py`if z:\n    if w:\n        ${node('block')}`);
        e.arguments(node('call')).add('k', py`1`);
      },
      'if z:\n    if w:\n        f(b, k=1)\n        c\n',
    ],
  ]);
});

describe('removing', () => {
  run([
    [
      'a clause of a comprehension',
      'x = [\n    a\n    for b in c\n    for a in b\n    if a\n]\n',
      (e, { node }) => e.remove(node('for_in_clause', 'for a in b')),
      'x = [\n    a\n    for b in c\n    if a\n]\n',
    ],
    ['a statement', 'a\nb\nc\n', (e, { node }) => e.remove(node('expression_statement', 'b')), 'a\nc\n'],
    ['the last line without a line end', 'a\nb', (e, { node }) => e.remove(node('expression_statement', 'b')), 'a'],
    [
      'the only one of a block',
      'if x:\n    a\nb\n',
      (e, { node }) => e.remove(node('expression_statement', 'a')),
      'if x:\n    pass\nb\n',
    ],
    [
      'all of a block',
      'if x:\n    a\n    b\n',
      (e, { node }) => {
        e.remove(node('expression_statement', 'a'));
        e.remove(node('expression_statement', 'b'));
      },
      'if x:\n    pass\n',
    ],
    [
      'neighbours',
      'if x:\n    a\n    b\n    c\n',
      (e, { node }) => {
        e.remove(node('expression_statement', 'a'));
        e.remove(node('expression_statement', 'b'));
      },
      'if x:\n    c\n',
    ],
    [
      'the last neighbours',
      'if x:\n    a\n    b\n    c\n',
      (e, { node }) => {
        e.remove(node('expression_statement', 'b'));
        e.remove(node('expression_statement', 'c'));
      },
      'if x:\n    a\n',
    ],
    [
      'with a comment that is for tools alone',
      'a\nb  # type: ignore[x]\nc\n',
      (e, { node }) => e.remove(node('expression_statement', 'b')),
      'a\nc\n',
    ],
    [
      'its comment stays',
      'a\nb  # why\nc\n',
      (e, { node }) => e.remove(node('expression_statement', 'b')),
      'a\n# why\nc\n',
    ],
    [
      'the comment above stays',
      'a\n# why\nb\nc\n',
      (e, { node }) => e.remove(node('expression_statement', 'b')),
      'a\n# why\nc\n',
    ],
    ['the first of a line', 'a; b; c\n', (e, { node }) => e.remove(node('expression_statement', 'a')), 'b; c\n'],
    ['the last of a line', 'a; b; c\n', (e, { node }) => e.remove(node('expression_statement', 'c')), 'a; b\n'],
    ['the middle of a line', 'a; b; c\n', (e, { node }) => e.remove(node('expression_statement', 'b')), 'a; c\n'],
    [
      'a whole line',
      'x\na; b\n',
      (e, { node }) => {
        e.remove(node('expression_statement', 'a'));
        e.remove(node('expression_statement', 'b'));
      },
      'x\n',
    ],
    ['with a final semicolon', 'a;\nb\n', (e, { node }) => e.remove(node('expression_statement', 'a')), 'b\n'],
    [
      'on the line of the head',
      'if x: a\n',
      (e, { node }) => e.remove(node('expression_statement', 'a')),
      'if x: pass\n',
    ],
    [
      'a definition',
      'a\n\n\n@d\ndef f():\n    pass\n\n\nb\n',
      (e, { node }) => e.remove(node('function_definition')),
      'a\n\n\nb\n',
    ],
    [
      'a decorator',
      '@a\n@b\ndef f(): pass\n',
      (e, { node }) => e.remove(node('decorator', '@a')),
      '@b\ndef f(): pass\n',
    ],
    [
      'a decorator and not its comment',
      '@a(1)  # why\n@b\ndef f(): pass\n',
      (e, { node }) => e.remove(node('decorator', '@a')),
      '# why\n@b\ndef f(): pass\n',
    ],
    [
      'the only decorator',
      'class A:\n    @a\n    async def f(self): pass\n',
      (e, { node }) => e.remove(node('decorator')),
      'class A:\n    async def f(self): pass\n',
    ],
    ['an argument', 'f(a, b)', (e, { node }) => e.remove(node('identifier', 'a')), 'f(b)'],
    ['an element', '[a, b]', (e, { node }) => e.remove(node('identifier', 'b')), '[a]'],
    ['an element that leaves a tuple of one', '(a, b)', (e, { node }) => e.remove(node('identifier', 'b')), '(a,)'],
    [
      'the first of a tuple of two',
      'except_ = (a, b)',
      (e, { node }) => e.remove(node('identifier', 'a')),
      'except_ = (b,)',
    ],
    [
      'an item of a dictionary',
      '{\n    1: a,\n    2: b,\n}',
      (e, { node }) => e.remove(node('pair', '1')),
      '{\n    2: b,\n}',
    ],
    [
      'a with item',
      'with a() as x, b() as y: pass',
      (e, { node }) => e.remove(node('with_item', 'a')),
      'with b() as y: pass',
    ],
    [
      'with CRLF',
      'a\r\nb  # why\r\nc\r\n',
      (e, { node }) => e.remove(node('expression_statement', 'b')),
      'a\r\n# why\r\nc\r\n',
    ],
    [
      'a statement with a comment inside',
      'f(\n    a,  # why\n)\nb\n',
      (e, { node }) => e.remove(node('expression_statement', 'f')),
      '# why\nb\n',
    ],
  ]);

  test('an import is not removed', () => {
    expect(() => editSource('import a\n', (e, { node }) => e.remove(node('import_statement')))).toThrow(
      expect.objectContaining({ code: 'E-REFUSED' }),
    );
  });
});

describe('decorators', () => {
  const first: Act = (e, { definitions }) => e.decorators(definitions.functions[0]!).add(py`pytest.mark.asyncio`);
  const innermost: Act = (e, { definitions }) => e.decorators(definitions.functions[0]!).add(py`new(1)`, 'innermost');
  run([
    ['a bare function', 'async def f(): pass\n', first, '@pytest.mark.asyncio\nasync def f(): pass\n'],
    [
      'a method',
      'class A:\n    async def f(self):\n        pass\n',
      first,
      'class A:\n    @pytest.mark.asyncio\n    async def f(self):\n        pass\n',
    ],
    ['outermost', '@a\n@b\ndef f(): pass\n', first, '@pytest.mark.asyncio\n@a\n@b\ndef f(): pass\n'],
    [
      'innermost',
      '@a\n# c\n@b  # d\n# e\ndef f(): pass\n',
      innermost,
      '@a\n# c\n@b  # d\n# e\n@new(1)\ndef f(): pass\n',
    ],
    [
      'beside a new statement',
      'def f(): pass\n',
      (e, { definitions, node }) => {
        e.decorators(definitions.functions[0]!).add(py`d`);
        e.insertBefore(node('function_definition'), py`x = 1`);
      },
      'x = 1\n@d\ndef f(): pass\n',
    ],
    ['a comment above', '# c\ndef f(): pass\n', first, '# c\n@pytest.mark.asyncio\ndef f(): pass\n'],
    [
      'tabs and CRLF',
      'class A:\r\n\tdef f(self): pass\r\n',
      first,
      'class A:\r\n\t@pytest.mark.asyncio\r\n\tdef f(self): pass\r\n',
    ],
    [
      'replacing one',
      '@pytest.fixture(scope="module")  # c\nasync def f(): pass\n',
      (e, { definitions, node }) =>
        e
          .decorators(definitions.functions[0]!)
          .replace(node('decorator'), py`pytest_asyncio.fixture${node('argument_list')}`),
      '@pytest_asyncio.fixture(scope="module")  # c\nasync def f(): pass\n',
    ],
    [
      'calling a bare one',
      '@retry\ndef f(): pass\n',
      (e, { node }) => e.replace(node('decorator'), py`${node('identifier', 'retry')}(reraise=True)`),
      '@retry(reraise=True)\ndef f(): pass\n',
    ],
    [
      'a class',
      '@a\nclass A: pass\n',
      (e, { definitions }) => e.decorators(definitions.classes[0]!).add(py`b`, 'innermost'),
      '@a\n@b\nclass A: pass\n',
    ],
  ]);
});

describe('parameters', () => {
  const remove =
    (...names: readonly string[]): Act =>
    (e, { definitions }) => {
      const edit = e.parameters(definitions.functions[0]!);
      for (const name of names) edit.remove(name);
    };
  run([
    ['the only one', 'async def f(event_loop): pass\n', remove('event_loop'), 'async def f(): pass\n'],
    ['the first', 'def f(a, b=1): pass\n', remove('a'), 'def f(b=1): pass\n'],
    ['the last with annotation and default', 'def f(a, b: int = 1): pass\n', remove('b'), 'def f(a): pass\n'],
    ['behind a star', 'def f(a, *, b): pass\n', remove('b'), 'def f(a): pass\n'],
    ['before a slash', 'def f(a, /, b): pass\n', remove('a'), 'def f(b): pass\n'],
    ['one a line', 'def f(\n    a,\n    b,  # why\n): pass\n', remove('b'), 'def f(\n    a,\n    # why\n): pass\n'],
    [
      'renamed with its uses',
      'def f(a: int, *, b=1):\n    c(b, b=b)\n    return f"{b}"\n',
      (e, { definitions }) => e.parameters(definitions.functions[0]!).rename('b', 'x'),
      'def f(a: int, *, x=1):\n    c(x, b=x)\n    return f"{x}"\n',
    ],
  ]);
});

describe('changes that must wait for each other', () => {
  test.each<readonly [string, string, Act, Act]>([
    [
      'two that empty a block',
      'if x:\n    a\n    b\n',
      (e, { node }) => e.remove(node('expression_statement', 'a')),
      (e, { node }) => e.remove(node('expression_statement', 'b')),
    ],
    [
      'one that empties a call and one that adds to it',
      'f(a)',
      (e, { node }) => e.arguments(node('call')).remove(0),
      (e, { node }) => e.arguments(node('call')).add('k', py`v`),
    ],
    [
      'one that moves a body out and one that adds a line to it',
      'if x:\n    with a:\n        b\n        c\n',
      (e, { node }) => e.unwrap(node('with_statement')),
      (e, { node }) => e.insertAfter(node('expression_statement', 'c'), py`d()`),
    ],
    [
      'one that moves a body in and one that adds a line to it',
      'for x in y:\n    a\n    b\n',
      (e, { node }) => e.wrapBody(node('block'), py`if t`),
      (e, { node }) => e.insertBefore(node('expression_statement', 'b'), py`d()`),
    ],
    [
      'two bodies that move out',
      'with a:\n    with b:\n        c\n        d\n',
      (e, { node }) => e.unwrap(node('with_statement', 'with a')),
      (e, { node }) => e.unwrap(node('with_statement', 'with b')),
    ],
    [
      'two that rewrite one call',
      'f(a)',
      (e, { node }) => e.replace(node('call'), py`g(${node('identifier', 'a')})`),
      (e, { node }) => e.replace(node('call'), py`h(${node('identifier', 'a')})`),
    ],
  ])('%s', (_, source, one, other) => {
    const edits = [...editSource(source, one).change.edits, ...editSource(source, other).change.edits];
    expect(findOverlap(edits)).toBeDefined();
  });

  test.each<readonly [string, string, Act, Act, string]>([
    [
      'a body that moves out and an edit inside it',
      'with a:\n    f(b)\n    g()\n',
      (e, { node }) => e.unwrap(node('with_statement')),
      (e, { node }) => e.arguments(node('call', 'f')).add('k', py`1`),
      'f(b, k=1)\ng()\n',
    ],
    [
      'a call that is rewritten and an edit in its hole',
      'f(g(b=2), 1)',
      (e, { node }) => e.replace(node('call', 'f'), py`await h(${node('call', 'g')})`),
      (e, { node }) => e.arguments(node('call', 'g')).renameKeyword('b', 'c'),
      'await h(g(c=2))',
    ],
  ])('and those that need not: %s', (_, source, one, other, after) => {
    const edits = [...editSource(source, one).change.edits, ...editSource(source, other).change.edits];
    expect(findOverlap(edits)).toBeUndefined();
    expect(applyEdits(source, edits)).toBe(after);
  });
});
