import { parseSource } from '../../src/syntax/parse-source.ts';
import { stringValueOf, viewStrings } from '../../src/views/string-view.ts';

const spelled = (text: string) => {
  const statement = parseSource(`${text}\n`).nodes('expression_statement')[0]!;
  return stringValueOf(statement.children[0]!);
};

describe('stringValueOf', () => {
  test.each([
    ["'a'", 'a'],
    ['"""a\nb"""', 'a\nb'],
    ['"a" \'b\'', 'ab'],
    ['("a"\n  "b")', 'ab'],
    ['r"\\n"', '\\n'],
    ['"\\n\\t\\\\\\""', '\n\t\\"'],
    ['"\\x41\\u00e9\\U0001F600\\101"', 'Aé😀A'],
    ['"\\q"', '\\q'],
    ['"a\\\nb"', 'ab'],
    ['f"{{a}}"', '{a}'],
    ['u"a"', 'a'],
    ['""', ''],
  ])('%s is a string of known value', (text, expected) => {
    expect(spelled(text)).toBe(expected);
  });

  test.each(['f"{a}"', 'b"a"', '"a" f"{b}"', 'a', '1', '"a" + "b"'])('%s is not', (text) => {
    expect(spelled(text)).toBeUndefined();
  });
});

describe('viewStrings', () => {
  test('a literal knows its prefix, quotes, body and where the body begins', () => {
    const [view] = viewStrings(parseSource('x = Rb"""a\\n"""\n').nodes('string')[0]!);
    expect(view).toMatchObject({
      prefix: 'rb',
      quote: '"""',
      isRaw: true,
      isBytes: true,
      isFormatted: false,
      body: 'a\\n',
    });
    expect(view?.bodyStart).toBe(9);
  });

  test('adjacent literals are several', () => {
    const views = viewStrings(parseSource('x = "a" f"{b}"\n').nodes('concatenated_string')[0]!);
    expect(views.map((view) => [view.body, view.value])).toEqual([
      ['a', 'a'],
      ['{b}', undefined],
    ]);
  });
});
