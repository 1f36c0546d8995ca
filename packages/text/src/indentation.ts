import { insertion, removal, replacement, type TextEdit } from './text-edit.ts';

/** The blanks a line begins with: spaces, tabs and form feeds. */
export function indentationOf(line: string): string {
  return /^[ \t\f]*/.exec(line)?.[0] ?? '';
}

/**
 * The edits that move lines from the indentation `from` to the indentation `to`. `lineStarts` are the offsets of the lines that may move;
 * leave out those inside multi-line strings. Blank lines stay as they are. A line indented less than `from`, as a continuation line may
 * be, moves right with the others but not left.
 */
export function shiftIndentation(
  text: string,
  lineStarts: readonly number[],
  from: string,
  to: string,
): readonly TextEdit[] {
  if (from === to) return [];
  return lineStarts.flatMap((start) => shiftLine(text, start, from, to));
}

function shiftLine(text: string, start: number, from: string, to: string): readonly TextEdit[] {
  if (isBlankAt(text, start)) return [];
  if (text.startsWith(from, start)) return [shiftFrom(start, from, to)];
  return to.startsWith(from) ? [insertion(start, to.slice(from.length))] : [];
}

/** Adds or removes at the start of the line where that gives the same text, so that it cannot meet an edit of the line itself. */
function shiftFrom(start: number, from: string, to: string): TextEdit {
  if (to.endsWith(from)) return insertion(start, to.slice(0, to.length - from.length));
  if (to.startsWith(from)) return insertion(start + from.length, to.slice(from.length));
  if (from.endsWith(to)) return removal({ start, end: start + from.length - to.length });
  return replacement({ start, end: start + from.length }, to);
}

function isBlankAt(text: string, start: number): boolean {
  const blank = /[ \t\f]*(?=[\r\n]|$)/y;
  blank.lastIndex = start;
  return blank.test(text);
}
