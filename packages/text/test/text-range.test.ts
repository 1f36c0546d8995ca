import { containsOffset, containsRange, rangesOverlap, rangesTouch } from '../src/text-range.ts';

const range = (start: number, end: number) => ({ start, end });

test.each([
  [range(0, 2), range(1, 3), true],
  [range(0, 2), range(2, 3), false],
  [range(0, 4), range(2, 2), true],
  [range(0, 4), range(0, 0), false],
  [range(2, 2), range(2, 2), false],
])('ranges %j and %j overlap: %j', (a, b, expected) => {
  expect(rangesOverlap(a, b)).toBe(expected);
  expect(rangesOverlap(b, a)).toBe(expected);
});

test('a range holds its start but not its end', () => {
  expect([0, 1, 2].map((offset) => containsOffset(range(0, 2), offset))).toEqual([true, true, false]);
  expect(containsRange(range(0, 2), range(2, 2))).toBe(true);
  expect(containsRange(range(0, 2), range(1, 3))).toBe(false);
});

test('ranges touch where one begins at the end of the other', () => {
  expect(rangesTouch(range(0, 2), range(2, 3))).toBe(true);
  expect(rangesTouch(range(0, 2), range(3, 4))).toBe(false);
});
