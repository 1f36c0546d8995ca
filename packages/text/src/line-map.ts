import type { TextRange } from './text-range.ts';

/** A place for people: line and column from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Offsets of a text as lines and columns. A line ends at `\n`, `\r\n` or a lone `\r`, as in Python; a form feed ends none.
 * Offsets beyond the text are taken as its end, offsets before it as its start.
 */
export interface LineMap {
  /** At least 1; a text that ends with a line end has one more, empty line. */
  readonly lineCount: number;
  positionAt(offset: number): Position;
  /** Line from 1. */
  lineAt(offset: number): number;
  /** The offset of a position; undefined when the text has no such line or the column lies beyond its end. */
  offsetAt(position: Position): number | undefined;
  /** A line without its end; undefined when the text has no such line. */
  lineRange(line: number): TextRange | undefined;
  /** Where a line begins; undefined when the text has no such line. */
  lineStart(line: number): number | undefined;
}

const LINE_END = /\r\n|\n|\r/g;

/** Builds the line map of a text. */
export function createLineMap(text: string): LineMap {
  const starts = findLineStarts(text);

  const lineAt = (offset: number): number => lastAtMost(starts, offset) + 1;

  const lineRange = (line: number): TextRange | undefined => {
    const start = starts[line - 1];
    if (start === undefined) return undefined;
    return { start, end: trimLineEnd(text, start, starts[line] ?? text.length) };
  };

  return {
    lineCount: starts.length,
    lineAt,
    lineRange,
    lineStart: (line) => starts[line - 1],
    positionAt: (offset) => {
      const inside = Math.min(Math.max(offset, 0), text.length);
      const line = lineAt(inside);
      return { line, column: inside - (starts[line - 1] ?? 0) + 1 };
    },
    offsetAt: ({ line, column }) => {
      const range = lineRange(line);
      if (range === undefined || column < 1 || range.start + column - 1 > range.end) return undefined;
      return range.start + column - 1;
    },
  };
}

/** Where the line around `offset` begins. */
export function lineStartOf(text: string, offset: number): number {
  let start = Math.min(offset, text.length);
  if (text[start - 1] === '\r' && text[start] === '\n') start--;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

/** Where the line around `offset` ends, its line end left out. */
export function lineEndOf(text: string, offset: number): number {
  if (text[offset] === '\n' && text[offset - 1] === '\r') return offset - 1;
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** Where the line after the one around `offset` begins; the end of the text when there is none. */
export function nextLineStartOf(text: string, offset: number): number {
  const end = lineEndOf(text, offset);
  if (text.startsWith('\r\n', end)) return end + 2;
  return Math.min(end + 1, text.length);
}

/** Most texts have line feeds only, which are found fastest one by one. */
function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  if (text.includes('\r')) {
    for (const match of text.matchAll(LINE_END)) starts.push(match.index + match[0].length);
    return starts;
  }
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function trimLineEnd(text: string, start: number, next: number): number {
  let end = next;
  if (end > start && text[end - 1] === '\n') end--;
  if (end > start && text[end - 1] === '\r') end--;
  return end;
}

/** Index of the last value that is at most `limit`; 0 when all are greater. */
function lastAtMost(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
