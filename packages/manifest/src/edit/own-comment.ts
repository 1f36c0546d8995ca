import { lineStartOf, type TextRange } from '@moult/text';

/**
 * Where the comment that belongs to an option begins: the comment lines directly above it, when it is the only one under them or they
 * name it, or speak of what its name begins with (`async` for `asyncio_mode`). Otherwise where the option itself begins.
 */
export function startWithOwnComment(text: string, option: TextRange, key: string): number {
  const start = lineStartOf(text, option.start);
  const first = commentStart(text, start);
  if (first === start) return start;
  const comment = text.slice(first, start).toLowerCase();
  const stem = key.toLowerCase().split(/[_.-]/, 1)[0]?.slice(0, 5) ?? key;
  const names = comment.includes(key.toLowerCase()) || (stem.length >= 4 && comment.includes(stem));
  return names || isAlone(text, option.end) ? first : start;
}

function commentStart(text: string, start: number): number {
  let first = start;
  while (first > 0) {
    const above = lineStartOf(text, first - 1);
    if (!/^\s*[#;]/.test(text.slice(above, first))) break;
    first = above;
  }
  return first;
}

/** Whether the line after an option is not under the same comment: blank, another comment, a header, or none at all. */
function isAlone(text: string, end: number): boolean {
  return /^[ \t]*($|[\r\n#;[])/.test(text.slice(end));
}
