import { nextLineStartOf, type TextRange } from '@moult/text';

/** A line as pip and the shell read it: lines joined by a backslash at their end are one. */
export interface LogicalLine {
  /** The physical lines with the last line end. */
  readonly range: TextRange;
  /** The text with each backslash, and the line end behind it, as blanks, so that every offset stays what it is in the file. */
  readonly text: string;
  /** Number of the first physical line, from 1. */
  readonly line: number;
}

const JOINT = /\\(\r\n|\n|\r)/g;

/** Splits a text, or a part of one, into logical lines. A comment line joins nothing. */
export function splitLogicalLines(text: string, from = 0, to = text.length, firstLine = 1): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let start = from;
  let line = firstLine;
  while (start < to) {
    let end = Math.min(nextLineStartOf(text, start), to);
    let count = 1;
    const isComment = /^\s*#/.test(text.slice(start, end));
    while (!isComment && end < to && /\\(\r\n|\n|\r)$/.test(text.slice(start, end))) {
      end = Math.min(nextLineStartOf(text, end), to);
      count++;
    }
    lines.push({
      range: { start, end },
      text: text
        .slice(start, end)
        .replace(/(\r\n|\n|\r)$/, '')
        .replace(JOINT, blankOut),
      line,
    });
    start = end;
    line += count;
  }
  return lines;
}

function blankOut(joint: string): string {
  return ' '.repeat(joint.length);
}
