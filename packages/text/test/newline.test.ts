import { newlineOf, newlineStyleOf, withNewlines } from '../src/newline.ts';

describe('newlineOf', () => {
  test.each([
    ['its own line', 'a\nb\r\nc\n', 2, '\r\n'],
    ['the line before when its own has no end', 'a\r\nb', 3, '\r\n'],
    ['a lone carriage return', 'a\rb', 0, '\r'],
    ['the inside of a line end', 'a\r\nb\n', 2, '\r\n'],
    ['a text without line ends', 'a', 1, '\n'],
  ])('the style to use is that of %s', (_, text, offset, expected) => {
    expect(newlineOf(text, offset)).toBe(expected);
  });
});

test('a text with two kinds of line ends is mixed and with one it is not', () => {
  expect(newlineStyleOf('a\nb\r\n')).toBe('mixed');
  expect(newlineStyleOf('a\r\nb\r\n')).toBe('crlf');
});

test('line ends are rewritten whatever they were', () => {
  expect(withNewlines('a\nb\r\nc\rd', '\r\n')).toBe('a\r\nb\r\nc\r\nd');
});
