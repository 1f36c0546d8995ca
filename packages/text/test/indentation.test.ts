import { applyEdits } from '../src/apply-edits.ts';
import { indentationOf, shiftIndentation } from '../src/indentation.ts';
import { createLineMap } from '../src/line-map.ts';

function shift(text: string, from: string, to: string, lines?: readonly number[]): string {
  const map = createLineMap(text);
  const numbers = lines ?? Array.from({ length: map.lineCount }, (_, index) => index + 1);
  return applyEdits(
    text,
    shiftIndentation(
      text,
      numbers.map((line) => map.lineStart(line) ?? 0),
      from,
      to,
    ),
  );
}

describe('shiftIndentation', () => {
  test.each([
    ['deeper', '    a\n      b\n', '    ', '        ', '        a\n          b\n'],
    ['less deep', '        a\n    # b\n', '        ', '    ', '    a\n    # b\n'],
    ['to the margin', '\ta\r\n\t\tb\r\n', '\t', '', 'a\r\n\tb\r\n'],
    ['from tabs to spaces', '\ta\n', '\t', '    ', '    a\n'],
    ['from spaces to a tab after them', '  a\n', '  ', '  \t', '  \ta\n'],
    ['deeper, a short continuation line too', '    f(\n  a)\n', '    ', '      ', '      f(\n    a)\n'],
  ])('lines move %s', (_, text, from, to, expected) => {
    expect(shift(text, from, to)).toBe(expected);
  });

  test('blank lines stay as they are', () => {
    expect(shift('  a\n\n \t\n  b', '  ', '    ')).toBe('    a\n\n \t\n    b');
  });

  test('a line indented less does not move left', () => {
    expect(shift('    f(\n  a)\n', '    ', '')).toBe('f(\n  a)\n');
  });

  test('only the lines given move, so a multi-line string keeps its text', () => {
    expect(shift('    s = """\n    x\n    """\n', '    ', '', [1])).toBe('s = """\n    x\n    """\n');
  });

  test('the same indentation needs no edit', () => {
    expect(shiftIndentation('  a', [0], '  ', '  ')).toEqual([]);
  });
});

test('the indentation of a line is its blanks, tabs and form feeds', () => {
  expect(indentationOf('\f \tx y')).toBe('\f \t');
  expect(indentationOf('x')).toBe('');
});
