import { readPythonRange } from '../src/facts/python-range.ts';

describe('a constraint on Python', () => {
  test.each([
    ['>=3.8', 8, true],
    ['>=3.9.2,<4', 9, true],
    ['^3.7', 7, true],
    ['>=3.6,!=3.7.*', 6, true],
    ['~=3.8', 8, true],
    ['>=2.7', 3, true],
    ['3.9 || 3.12', 9, true],
    ['>=3.8,<3.10', 8, false],
    ['~3.9', 9, false],
    ['~=3.9.1', 9, false],
    ['==3.9.*', 9, false],
    ['<3.9', 3, false],
    ['>=3.10', undefined, true],
    ['>3.9', undefined, true],
    ['^3.11', undefined, true],
    ['3.12.*', undefined, true],
  ])('%s', (constraint, oldest, admitsNew) => {
    expect(readPythonRange(constraint)).toEqual({ oldest, admitsNew });
  });

  test('one of another form says nothing', () => {
    expect(readPythonRange('{version = "^3.8"}')).toBeUndefined();
  });
});
