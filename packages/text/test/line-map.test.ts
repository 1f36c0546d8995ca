import fc from 'fast-check';
import { createLineMap, lineEndOf, lineStartOf, nextLineStartOf } from '../src/line-map.ts';

describe('createLineMap', () => {
  test('lines end at line feed, carriage return with line feed, and a lone carriage return', () => {
    const map = createLineMap('a\nbc\r\nd\re');
    expect(map.lineCount).toBe(4);
    expect([0, 2, 6, 8].map((offset) => map.positionAt(offset))).toEqual([
      { line: 1, column: 1 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
    ]);
  });

  test.each([['\f'], ['\v'], ['\u2028'], ['\u0085']])('%j ends no line', (character) => {
    expect(createLineMap(`a${character}b`).lineCount).toBe(1);
  });

  test('the line end belongs to the line it ends', () => {
    const map = createLineMap('ab\r\nc');
    expect(map.positionAt(3)).toEqual({ line: 1, column: 4 });
    expect(map.lineRange(1)).toEqual({ start: 0, end: 2 });
  });

  test('a text that ends with a line end has one more, empty line', () => {
    const map = createLineMap('a\n');
    expect(map.lineCount).toBe(2);
    expect(map.lineRange(2)).toEqual({ start: 2, end: 2 });
    expect(map.lineRange(3)).toBeUndefined();
  });

  test('columns count UTF-16 units', () => {
    expect(createLineMap('🦀x').positionAt(2)).toEqual({ line: 1, column: 3 });
  });

  test('offsets outside the text are taken as its ends', () => {
    const map = createLineMap('ab');
    expect(map.positionAt(-3)).toEqual({ line: 1, column: 1 });
    expect(map.positionAt(99)).toEqual({ line: 1, column: 3 });
  });

  test('a position beyond the end of its line has no offset', () => {
    const map = createLineMap('ab\nc');
    expect(map.offsetAt({ line: 1, column: 3 })).toBe(2);
    expect(map.offsetAt({ line: 1, column: 4 })).toBeUndefined();
    expect(map.offsetAt({ line: 9, column: 1 })).toBeUndefined();
  });

  test('every offset that is not inside a line end comes back from its position', () => {
    const texts = fc
      .array(fc.constantFrom('a', 'é', '🦀', '\n', '\r', '\r\n', '\f', ' '))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const map = createLineMap(text);
        for (let offset = 0; offset <= text.length; offset++) {
          if (text[offset - 1] === '\r' && text[offset] === '\n') continue;
          expect(map.offsetAt(map.positionAt(offset))).toBe(offset);
          expect(lineStartOf(text, offset)).toBe(map.lineStart(map.lineAt(offset)));
          expect(lineEndOf(text, offset)).toBe(map.lineRange(map.lineAt(offset))?.end);
          expect(nextLineStartOf(text, offset)).toBe(map.lineStart(map.lineAt(offset) + 1) ?? text.length);
        }
      }),
    );
  });
});
