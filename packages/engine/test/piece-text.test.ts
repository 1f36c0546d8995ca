import { applyEdits } from '@moult/text';
import fc from 'fast-check';
import { editsOfOriginal, originalOffset, ownersWithin, pieceTextOf, writePieces } from '../src/pieces/piece-text.ts';

const edit = (start: number, end: number, newText: string, ...owners: readonly string[]) => ({
  start,
  end,
  newText,
  owners,
});

describe('piece text', () => {
  test('adds edits of several passes up to edits of the original', () => {
    const first = writePieces(pieceTextOf('one two three'), [edit(4, 7, 'TWO', 'a')]);
    const second = writePieces(first, [edit(0, 3, 'ONE!', 'b')]);
    expect(second.text).toBe('ONE! TWO three');
    expect(editsOfOriginal(second)).toEqual([edit(0, 3, 'ONE!', 'b'), edit(4, 7, 'TWO', 'a')]);
  });

  test('gives an edit inside written text both owners', () => {
    const first = writePieces(pieceTextOf('f(x)'), [edit(2, 3, 'new_name', 'a')]);
    const second = writePieces(first, [edit(2, 5, 'NEW', 'b')]);
    expect(editsOfOriginal(second)).toEqual([edit(2, 3, 'NEW_name', 'a', 'b')]);
  });

  test('leaves out what is again as it was', () => {
    const first = writePieces(pieceTextOf('abc'), [edit(1, 2, 'X', 'a')]);
    expect(editsOfOriginal(writePieces(first, [edit(1, 2, 'b', 'b')]))).toEqual([]);
  });

  test('keeps the owner of a removal', () => {
    expect(editsOfOriginal(writePieces(pieceTextOf('abc'), [edit(1, 2, '', 'a')]))).toEqual([edit(1, 2, '', 'a')]);
  });

  test('maps places behind and inside written text back', () => {
    const current = writePieces(pieceTextOf('one two three'), [edit(4, 7, 'twenty', 'a')]);
    expect(originalOffset(current, 11)).toBe(8);
    expect(originalOffset(current, 6)).toBe(4);
    expect(originalOffset(current, 6, true)).toBe(7);
    expect(originalOffset(current, 4, true)).toBe(4);
  });

  test('tells who wrote a range, and nobody at its border', () => {
    const current = writePieces(pieceTextOf('one two'), [edit(4, 7, 'TWO', 'a')]);
    expect(ownersWithin(current, { start: 5, end: 6 })).toEqual(['a']);
    expect(ownersWithin(current, { start: 0, end: 3 })).toEqual([]);
    expect(ownersWithin(current, { start: 4, end: 4 })).toEqual([]);
  });

  test('the sum of any edits gives the current text from the original', () => {
    const step = fc.array(fc.tuple(fc.nat(30), fc.nat(5), fc.constantFrom('', 'p', 'QR')), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4 }), (passes) => {
        let current = pieceTextOf('abcdefghijklmnop');
        for (const [pass, wanted] of passes.entries()) {
          let from = 0;
          const edits = [...wanted]
            .sort(([a], [b]) => a - b)
            .flatMap(([start, length, newText]) => {
              const begin = Math.max(from, Math.min(start, current.text.length));
              const end = Math.min(begin + length, current.text.length);
              from = end + 1;
              return begin > current.text.length || end < begin ? [] : [edit(begin, end, newText, `pass-${pass}`)];
            });
          const expected = applyEdits(current.text, edits);
          current = writePieces(current, edits);
          expect(current.text).toBe(expected);
        }
        expect(applyEdits(current.original, editsOfOriginal(current))).toBe(current.text);
      }),
      { numRuns: 2000 },
    );
  });
});
