import { insertion, lineStartOf, newlineOf, removal, replacement, type TextEdit } from '@moult/text';
import { type IniLine, type IniOption, parseIniDocument } from '../document/ini-document.ts';

/**
 * The edits that give an INI option a value of one or more lines. Lines that are the same before and after are not touched, and neither
 * are the comments between lines that go and lines that stay.
 */
export function replaceIniValue(text: string, section: string, key: string, value: string): readonly TextEdit[] {
  const document = parseIniDocument(text);
  if (document.kind === 'broken') return [];
  const option = document.sections
    .find(({ name }) => name === section)
    ?.options.find((candidate) => candidate.key === key);
  if (option === undefined) return [];
  const wanted = value.split('\n').map((line) => line.trim());
  const old = option.lines;
  const head = commonLength(old, wanted, (index) => index);
  const tail = Math.min(
    commonLength(old, wanted, (index) => -1 - index),
    Math.min(old.length, wanted.length) - head,
  );
  const gone = old.slice(head, old.length - tail);
  const added = wanted.slice(head, wanted.length - tail);
  const replaced = gone.slice(0, added.length).map((line, index) => replacement(line.range, added[index] ?? ''));
  const removed = gone.slice(added.length).map((line) => removeLine(option, line));
  const more = added.slice(gone.length);
  return more.length === 0
    ? [...replaced, ...removed]
    : [...replaced, insertLines(text, option, old[head + gone.length - 1], more)];
}

function commonLength(old: readonly IniLine[], wanted: readonly string[], at: (index: number) => number): number {
  let length = 0;
  while (length < Math.min(old.length, wanted.length) && old.at(at(length))?.text === wanted.at(at(length))) length++;
  return length;
}

function removeLine(option: IniOption, line: IniLine): TextEdit {
  return removal(line.line === option.line ? line.range : line.whole);
}

/** Puts lines behind a line of the value; behind the `=` where it has none. */
function insertLines(text: string, option: IniOption, behind: IniLine | undefined, lines: readonly string[]): TextEdit {
  const at = behind?.range.end ?? option.lines[0]?.range.start ?? option.valueStart;
  const newline = newlineOf(text, option.range.start);
  const second = option.lines.find((line) => line.line !== option.line);
  const indent = second === undefined ? '    ' : text.slice(lineStartOf(text, second.range.start), second.range.start);
  if (behind !== undefined) return insertion(at, lines.map((line) => `${newline}${indent}${line}`).join(''));
  return insertion(at, lines.join(`${newline}${indent}`) + (option.lines.length === 0 ? '' : `${newline}${indent}`));
}
