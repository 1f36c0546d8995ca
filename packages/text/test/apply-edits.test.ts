import fc from 'fast-check';
import { applyEdits, mapOffset } from '../src/apply-edits.ts';
import { findOverlap, insertion, removal, replacement, type TextEdit } from '../src/text-edit.ts';

describe('applyEdits', () => {
  test('edits apply in text order, whatever order they come in', () => {
    const edits = [replacement({ start: 4, end: 7 }, 'TWO'), removal({ start: 0, end: 1 }), insertion(7, '!')];
    expect(applyEdits('one two', edits)).toBe('ne TWO!');
  });

  test('no edits give the same text', () => {
    expect(applyEdits('a\r\nb', [])).toBe('a\r\nb');
  });

  test('edits may touch', () => {
    expect(applyEdits('abcd', [replacement({ start: 0, end: 2 }, 'x'), replacement({ start: 2, end: 4 }, 'y')])).toBe(
      'xy',
    );
  });

  test('insertions at one place keep their order and come before a replacement there', () => {
    const edits = [replacement({ start: 1, end: 2 }, 'B'), insertion(1, '1'), insertion(1, '2')];
    expect(applyEdits('abc', edits)).toBe('a12Bc');
  });

  test.each<[string, TextEdit[]]>([
    ['two replacements share a unit', [replacement({ start: 0, end: 2 }, ''), replacement({ start: 1, end: 3 }, '')]],
    ['an insertion lies inside a replacement', [replacement({ start: 0, end: 3 }, ''), insertion(1, 'x')]],
    ['the same text is replaced twice', [removal({ start: 1, end: 2 }), removal({ start: 1, end: 2 })]],
    [
      'a wide edit hides behind an insertion at its end',
      [replacement({ start: 0, end: 4 }, ''), insertion(0, 'x'), removal({ start: 3, end: 4 })],
    ],
  ])('edits are refused when %s', (_, edits) => {
    expect(findOverlap(edits)).toBeDefined();
    expect(() => applyEdits('abcd', edits)).toThrow(RangeError);
  });

  test.each([insertion(-1, ''), insertion(5, ''), { start: 3, end: 2, newText: '' }])(
    'an edit outside the text is refused: %j',
    (edit) => {
      expect(() => applyEdits('abcd', [edit])).toThrow('falls outside');
    },
  );

  test('offsets count UTF-16 units', () => {
    expect(applyEdits('🦀 = "é"', [replacement({ start: 6, end: 7 }, 'e')])).toBe('🦀 = "e"');
  });
});

describe('mapOffset', () => {
  test('offsets after an edit move with it and offsets before it stay', () => {
    const edits = [replacement({ start: 2, end: 4 }, 'xyz')];
    expect([0, 2, 3, 4, 6].map((offset) => mapOffset(edits, offset))).toEqual([0, 2, 5, 5, 7]);
  });

  test('text outside the edits is found again at its mapped offset', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), fc.string(), (text, a, b, newText) => {
        const start = a % (text.length + 1);
        const end = start + (b % (text.length - start + 1));
        const edits = [{ start, end, newText }];
        const result = applyEdits(text, edits);
        expect(result.length).toBe(text.length - (end - start) + newText.length);
        for (let offset = end + 1; offset < text.length; offset++)
          expect(result[mapOffset(edits, offset)]).toBe(text[offset]);
        for (let offset = 0; offset < start; offset++) expect(result[mapOffset(edits, offset)]).toBe(text[offset]);
      }),
    );
  });
});
