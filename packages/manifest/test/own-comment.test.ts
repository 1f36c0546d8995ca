import { startWithOwnComment } from '../src/edit/own-comment.ts';

function kept(text: string, key = 'asyncio_mode'): string {
  const start = text.indexOf(`${key} =`);
  const end = text.indexOf('\n', start) + 1;
  return text.slice(0, startWithOwnComment(text, { start, end }, key));
}

test.each([
  ['the only option under it', '[a]\n# why\nasyncio_mode = auto\n\nx = 1\n', '[a]\n'],
  ['the last option under it', '[a]\nx = 1\n# why\nasyncio_mode = auto\n', '[a]\nx = 1\n'],
  ['the option it names', '[a]\n# asyncio_mode is needed\nasyncio_mode = auto\nx = 1\n', '[a]\n'],
  ['the option it speaks of', '[a]\n# run asynchronous tests\nasyncio_mode = auto\nx = 1\n', '[a]\n'],
  ['the option whose tool it names', '[a]\n# Asyncio tests\n# need this\nasyncio_mode = auto\nx = 1\n', '[a]\n'],
  ['an option that a comment follows', '[a]\n; why\nasyncio_mode = auto\n; next\nx = 1\n', '[a]\n'],
])('a comment goes with %s', (_, text, expected) => {
  expect(kept(text)).toBe(expected);
});

test.each([
  ['it heads several options', '[a]\n# settings\nasyncio_mode = auto\nx = 1\n', '[a]\n# settings\n'],
  ['a blank line stands between', '[a]\n# why\n\nasyncio_mode = auto\n', '[a]\n# why\n\n'],
  ['there is none', '[a]\nasyncio_mode = auto\n', '[a]\n'],
])('a comment stays when %s', (_, text, expected) => {
  expect(kept(text)).toBe(expected);
});
