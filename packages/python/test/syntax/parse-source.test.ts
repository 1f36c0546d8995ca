import { takeParsedUnits } from '../../src/syntax/parse-native.ts';
import { parseSource } from '../../src/syntax/parse-source.ts';

const depthOf = (text: string): number => text.split('(').length - 1;

describe('parseSource', () => {
  test('nodes know their kind, field, text, line and column', () => {
    const tree = parseSource('import os\n\nvalue = os.getcwd()\n');
    const call = tree.nodes('call')[0]!;
    expect(call.text).toBe('os.getcwd()');
    expect([call.line, call.column, call.endLine]).toEqual([3, 9, 3]);
    expect(call.fieldName).toBe('right');
    expect(call.field('function')?.kind).toBe('attribute');
    expect(call.field('nothing')).toBeUndefined();
    expect(call.parent?.kind).toBe('assignment');
  });

  test('the root is the whole text, blank lines before the first statement included', () => {
    const { root } = parseSource('\n\n  # hello\nx = 1\n');
    expect([root.start, root.end]).toEqual([0, 18]);
    expect(root.kind).toBe('module');
  });

  test('offsets are UTF-16 units', () => {
    const text = "a = '😀é中'; b = 2  # 😀\nc = 3\n";
    const tree = parseSource(text);
    const names = tree.nodes('identifier').map((node) => [node.text, node.start]);
    expect(names).toEqual([
      ['a', 0],
      ['b', text.indexOf('b =')],
      ['c', text.indexOf('c =')],
    ]);
    expect(tree.nodes('comment')[0]?.text).toBe('# 😀');
  });

  test.each([32_766, 32_767, 32_768, 32_769, 65_536, 3_000_000])('a source of %i units parses whole', (size) => {
    const tail = '\nlast_name = 1\n';
    const text = `x = '${'a'.repeat(size - 5 - tail.length - 1)}'${tail}`;
    const tree = parseSource(text);
    expect(text.length).toBe(size);
    expect(tree.errors).toEqual([]);
    expect(tree.nodes('identifier').at(-1)?.text).toBe('last_name');
  });

  test('astral characters at the edges of what is read at once survive', () => {
    for (const shift of [0, 1]) {
      const text = `x = '${'a'.repeat(16_384 - 6 + shift)}😀${'b'.repeat(16_380)}😀'\ny = 1\n`;
      const tree = parseSource(text);
      expect(tree.nodes('string')[0]?.text).toBe(text.slice(4, text.lastIndexOf("'") + 1));
      expect(tree.nodes('identifier')[1]?.start).toBe(text.lastIndexOf('y'));
    }
  });

  test('a comment ends before a carriage return, and so does everything else', () => {
    const tree = parseSource('x = 1  # why\r\n# alone\r\ny = 2\r\n');
    expect(tree.nodes('comment').map((node) => node.text)).toEqual(['# why', '# alone']);
    expect(tree.nodes('expression_statement').map((node) => node.text)).toEqual(['x = 1', 'y = 2']);
    expect(tree.errors).toEqual([]);
  });

  test('a byte order mark is a unit of the text and no error', () => {
    const tree = parseSource('\uFEFFx = 1\n');
    expect(tree.errors).toEqual([]);
    expect(tree.nodes('identifier')[0]?.start).toBe(1);
  });

  test('ten thousand nested parentheses are a tree like any other', () => {
    const text = `x = ${'('.repeat(10_000)}1${')'.repeat(10_000)}\n`;
    const tree = parseSource(text);
    expect(tree.nodes('parenthesized_expression')).toHaveLength(depthOf(text));
    expect(tree.errors).toEqual([]);
    expect(tree.nodeAt(text.indexOf('1')).kind).toBe('integer');
    expect(tree.subtree(tree.root)).toHaveLength(tree.all.length);
  });

  test('what the grammar cannot read is listed, and what it can read is not', () => {
    expect(parseSource('def f(:\n    pass\n').errors.length).toBeGreaterThan(0);
    expect(parseSource('def f():\n    pass\n').errors).toEqual([]);
    expect(parseSource('x = (1\n').errors.length).toBeGreaterThan(0);
    expect(parseSource('x = "abc\n').errors.length).toBeGreaterThan(0);
  });

  test('a missing bracket is an error although no node stands for it', () => {
    const { errors } = parseSource('f(1\n');
    expect(errors).not.toEqual([]);
  });

  test('a parse after a broken source is not mixed with it', () => {
    parseSource(`${'('.repeat(500)} def class ;;; ${'"""'}`);
    const tree = parseSource('x = 1\n');
    expect(tree.errors).toEqual([]);
    expect(tree.root.end).toBe(6);
    expect(tree.all.map((node) => node.kind)).toEqual([
      'module',
      'expression_statement',
      'assignment',
      'identifier',
      'integer',
    ]);
  });

  test('valid code that this grammar does not know is reported as an error, so callers must compare before and after', () => {
    expect(parseSource('class A[T = int]:\n    pass\n').errors).not.toEqual([]);
    expect(parseSource('class A[T]:\n    pass\n').errors).toEqual([]);
    expect(parseSource('match x:\n    case [1, *_]:\n        pass\n').errors).toEqual([]);
    expect(parseSource('try:\n    pass\nexcept* ValueError:\n    pass\n').errors).toEqual([]);
    expect(parseSource('with (open("a") as a, open("b") as b):\n    pass\n').errors).toEqual([]);
    expect(parseSource('x = f"{a!r:>{width}} {"nested"}"\n').errors).toEqual([]);
  });

  test('a comment inside an operator of two words is kept', () => {
    const tree = parseSource('x = (a not  # why\n     in b)\n');
    expect(tree.errors).toEqual([]);
    expect(tree.nodes('comment').map((node) => node.text)).toEqual(['# why']);
  });

  test('async is read off the node', () => {
    const tree = parseSource(
      'async def a():\n    async with b: pass\n    [c async for c in d]\ndef e():\n    with f: pass\n',
    );
    expect(tree.nodes('function_definition').map((node) => node.isAsync)).toEqual([true, false]);
    expect(tree.nodes('with_statement').map((node) => node.isAsync)).toEqual([true, false]);
    expect(tree.nodes('for_in_clause').map((node) => node.isAsync)).toEqual([true]);
  });

  test('the smallest node around a range is found from the root', () => {
    const tree = parseSource('a = b.c(d, e)\n');
    expect(tree.nodeAt(8).text).toBe('d');
    expect(tree.nodeAt(4, 7).text).toBe('b.c');
    expect(tree.nodeAt(8, 12).kind).toBe('argument_list');
    expect(tree.nodeAt(0, 14).kind).toBe('module');
  });

  test('the same text is not parsed twice', () => {
    const tree = parseSource('x = 1\n');
    expect(parseSource('x = 1\n', tree)).toBe(tree);
    expect(parseSource('x = 2\n', tree)).not.toBe(tree);
  });

  test('what was parsed is counted until somebody takes the count', () => {
    takeParsedUnits();
    parseSource('x = 1\n');
    expect(takeParsedUnits()).toBe(6);
    expect(takeParsedUnits()).toBe(0);
  });

  test('odd bytes make errors or none, never a throw', () => {
    for (const text of [
      '',
      '\n',
      '\f\nx = 1\n',
      'x = 1\rz = 2\r',
      'a\u0000b',
      '\u00a0x',
      '\ud800',
      'x = "\ud800"\n',
      '\t\tx',
    ]) {
      expect(parseSource(text).text).toBe(text);
    }
    expect(parseSource('').root.children).toEqual([]);
  });
});
