import { py } from '@moult/plugin-api';
import { type Act, editSource } from './edit-source.ts';

type Case = readonly [string, string, Act, string];

function run(cases: readonly Case[]): void {
  test.each(cases)('%s', (_, before, act, after) => {
    expect(editSource(before, act).after).toBe(after);
  });
}

describe('inserting statements', () => {
  const before: Act = (e, { node }) => e.insertBefore(node('expression_statement', 'a'), py`new()`);
  const after: Act = (e, { node }) => e.insertAfter(node('expression_statement', 'a'), py`new()`);
  const first: Act = (e, { node }) => e.insertFirst(node('block'), py`new()`);
  run([
    ['before', 'x\na\n', before, 'x\nnew()\na\n'],
    ['before, with a comment above', 'x\n# c\na\n', before, 'x\nnew()\n# c\na\n'],
    ['before, in a block', 'if x:\n    a\n', before, 'if x:\n    new()\n    a\n'],
    ['before, on the line of the head', 'if x: a; b  # c\n', before, 'if x:\n    new()\n    a; b  # c\n'],
    ['before, behind a semicolon', 'x; a\n', before, 'x; new(); a\n'],
    ['after', 'a  # c\nb\n', after, 'a  # c\nnew()\nb\n'],
    ['after the last line without a line end', 'if x:\n    a', after, 'if x:\n    a\n    new()'],
    ['after, before a semicolon', 'a; b\n', after, 'a; new(); b\n'],
    ['after, on the line of the head', 'if x: a\nb\n', after, 'if x:\n    a\n    new()\nb\n'],
    [
      'after a compound statement',
      'with x:\n    a\n    # c\nb\n',
      (e, { node }) => e.insertAfter(node('with_statement'), py`new()`),
      'with x:\n    a\n    # c\nnew()\nb\n',
    ],
    ['first', 'def f():\n    a\n', first, 'def f():\n    new()\n    a\n'],
    ['first, before a comment', 'def f():  # h\n    # c\n    a\n', first, 'def f():  # h\n    new()\n    # c\n    a\n'],
    [
      'first, after a docstring',
      'def f():\n    """D."""\n    a\n',
      first,
      'def f():\n    """D."""\n    new()\n    a\n',
    ],
    [
      'first, after a docstring that stands apart',
      'def f():\n    """D."""\n\n    a\n',
      first,
      'def f():\n    """D."""\n\n    new()\n    a\n',
    ],
    ['first, after nothing but a docstring', 'def f():\n    """D."""\n', first, 'def f():\n    """D."""\n    new()\n'],
    ['first, on the line of the head', 'def f(): a\n', first, 'def f():\n    new()\n    a\n'],
    [
      'before a decorated definition',
      '# c\n@d\ndef f(): pass\n',
      (e, { node }) => e.insertBefore(node('function_definition'), py`x = 1`),
      'x = 1\n# c\n@d\ndef f(): pass\n',
    ],
    ['with CRLF and tabs', 'if x:\r\n\ta\r\n', after, 'if x:\r\n\ta\r\n\tnew()\r\n'],
    [
      'several, one compound',
      'def f():\n  a\n',
      (e, { node }) =>
        e.insertAfter(
          node('expression_statement', 'a'),
          py`b()`,
          py`if c:
    d()`,
        ),
      'def f():\n  a\n  b()\n  if c:\n    d()\n',
    ],
  ]);
});

describe('unwrapping', () => {
  const unwrap: Act = (e, { node }) => e.unwrap(node('with_statement'));
  run([
    ['a with', 'with a as b:\n    c\n    d\ne\n', unwrap, 'c\nd\ne\n'],
    [
      'a nested with',
      'if x:\n    with a:\n        c\n        if y:\n            d\n',
      unwrap,
      'if x:\n    c\n    if y:\n        d\n',
    ],
    [
      'comments stay',
      '# a\nwith a:  # b\n    # c\n    d  # e\n    # f\ng\n',
      unwrap,
      '# a\n# b\n# c\nd  # e\n# f\ng\n',
    ],
    ['strings stay', 'with a:\n    x = """\n    y\n      z"""\n    w\n', unwrap, 'x = """\n    y\n      z"""\nw\n'],
    ['brackets move', 'with a:\n    f(\n        b,\n    )\n', unwrap, 'f(\n    b,\n)\n'],
    ['a short continuation stays', 'with a:\n    f(\n  b)\n', unwrap, 'f(\n  b)\n'],
    ['blank lines stay', 'with a:\n\n    b\n\n    c\n', unwrap, 'b\n\nc\n'],
    ['on the line of the head', 'with a: b; c  # d\n', unwrap, 'b; c  # d\n'],
    ['a head of several lines', 'with a(\n    1,  # one\n) as b:\n    c\n', unwrap, '# one\nc\n'],
    ['tabs', 'if x:\n\twith a:\n\t\tb\n', unwrap, 'if x:\n\tb\n'],
    ['CRLF', 'with a:\r\n    b\r\n    c\r\n', unwrap, 'b\r\nc\r\n'],
    ['an if', 'if a:\n    b\n', (e, { node }) => e.unwrap(node('if_statement')), 'b\n'],
    [
      'a for',
      'for a in b:\n    for c in a:\n        d\n',
      (e, { node }) => e.unwrap(node('for_statement')),
      'for c in a:\n    d\n',
    ],
    [
      'and inserting',
      'with a:\n    b\n    c\n',
      (e, { node }) => {
        e.unwrap(node('with_statement'));
        e.insertBefore(node('expression_statement', 'b'), py`x()`);
        e.insertAfter(node('expression_statement', 'c'), py`y()`);
      },
      'x()\nb\nc\ny()\n',
    ],
    [
      'and inserting before and after the statement',
      'if z:\n    with a:\n        b\n',
      (e, { node }) => {
        e.insertBefore(node('with_statement'), py`x()`);
        e.unwrap(node('with_statement'));
        e.insertAfter(node('with_statement'), py`y()`);
      },
      'if z:\n    x()\n    b\n    y()\n',
    ],
  ]);

  test('only the item of the site goes where there are several', () => {
    const source = 'with a() as b, c() as d:\n    e\n';
    const { after } = editSource(source, unwrap, ({ node }) => node('call', 'a'));
    expect(after).toBe('with c() as d:\n    e\n');
  });

  test('a statement with further clauses is refused', () => {
    expect(() => editSource('if a:\n    b\nelse:\n    c\n', (e, { node }) => e.unwrap(node('if_statement')))).toThrow(
      expect.objectContaining({ code: 'E-REFUSED' }),
    );
  });
});

describe('wrapping a body', () => {
  const wrap: Act = (e, { node }) => e.wrapBody(node('block'), py`if t`);
  run([
    ['a loop', 'for x in y:\n    a\n    b\nc\n', wrap, 'for x in y:\n    if t:\n        a\n        b\nc\n'],
    [
      'comments',
      'for x in y:  # h\n    # c\n    a\n\n    b  # d\n    # e\nf\n',
      wrap,
      'for x in y:  # h\n    if t:\n        # c\n        a\n\n        b  # d\n        # e\nf\n',
    ],
    ['strings', 'for x in y:\n    a = """\n    b"""\n', wrap, 'for x in y:\n    if t:\n        a = """\n    b"""\n'],
    ['a docstring', 'def f():\n    """D."""\n    a\n', wrap, 'def f():\n    """D."""\n    if t:\n        a\n'],
    ['on the line of the head', 'for x in y: a; b\n', wrap, 'for x in y:\n    if t:\n        a; b\n'],
    ['tabs', 'for x in y:\n\ta\n', wrap, 'for x in y:\n\tif t:\n\t\ta\n'],
  ]);
});

describe('replacing a head', () => {
  run([
    [
      'a loop',
      'async for m in messages:  # c\n    a\n',
      (e, { node }) =>
        e.replaceHeader(node('for_statement'), py`async for ${node('identifier', 'm')} in client.messages`),
      'async for m in client.messages:  # c\n    a\n',
    ],
    [
      'of several lines',
      'async with client.filtered_messages(\n    "x",  # filter\n) as messages:\n    a\n',
      (e, { node }) => e.replaceHeader(node('with_statement'), py`if ok`),
      '# filter\nif ok:\n    a\n',
    ],
    [
      'a body on the line',
      'with x: pass\n',
      (e, { node }) => e.replaceHeader(node('with_statement'), py`if y`),
      'if y: pass\n',
    ],
    [
      'a clause',
      'try:\n    a\nexcept A as e:\n    b\n',
      (e, { node }) => e.replaceHeader(node('except_clause'), py`except (A, B) as e`),
      'try:\n    a\nexcept (A, B) as e:\n    b\n',
    ],
  ]);
});

test('a message loop is rewritten as one change', () => {
  const source = [
    'async def run():',
    '    async with Client("h") as client:',
    '        async with client.filtered_messages("a/#") as messages:  # ours',
    '            await client.subscribe("a/#")',
    '            async for message in messages:',
    '                # print it',
    '                print(message.payload,',
    '                      1)',
    '                """',
    '                text"""',
    '',
  ].join('\n');
  const { after } = editSource(source, (e, { tree, node }) => {
    const inner = tree.nodes('with_statement')[1]!;
    const loop = node('for_statement');
    e.unwrap(inner);
    e.replaceHeader(loop, py`async for ${loop.field('left')!} in ${node('identifier', 'client')}.messages`);
    e.wrapBody(loop.field('body')!, py`if ${loop.field('left')!}.topic.matches(${node('string', '"a/#')})`);
  });
  expect(after).toBe(
    [
      'async def run():',
      '    async with Client("h") as client:',
      '        # ours',
      '        await client.subscribe("a/#")',
      '        async for message in client.messages:',
      '            if message.topic.matches("a/#"):',
      '                # print it',
      '                print(message.payload,',
      '                      1)',
      '                """',
      '                text"""',
      '',
    ].join('\n'),
  );
});
