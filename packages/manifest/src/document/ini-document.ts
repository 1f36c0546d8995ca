import { createLineMap, type TextRange } from '@moult/text';
import type { BrokenDocument } from './toml-document.ts';

/** One line of a value, without blanks around it. */
export interface IniLine {
  readonly text: string;
  readonly range: TextRange;
  /** From 1. */
  readonly line: number;
  /** The whole physical line with its line end. */
  readonly whole: TextRange;
}

/** One option of a section. */
export interface IniOption {
  readonly key: string;
  readonly keyRange: TextRange;
  /** Lines of the value that are not blank and no comments; the first may stand behind the `=`. */
  readonly lines: readonly IniLine[];
  /** From the key to the end of the last line of the value, its line end included. */
  readonly range: TextRange;
  /** Behind the `=` and the blanks after it; where a value on the line of the key goes. */
  readonly valueStart: number;
  readonly line: number;
}

/** One section. */
export interface IniSection {
  readonly name: string;
  readonly line: number;
  /** The line of the header with its line end. */
  readonly header: TextRange;
  readonly options: readonly IniOption[];
}

/** An INI file with the places of all its parts. */
export interface IniDocument {
  readonly kind: 'document';
  readonly sections: readonly IniSection[];
}

interface OpenOption extends Omit<IniOption, 'lines' | 'range'> {
  readonly lines: IniLine[];
  range: TextRange;
}

interface OpenSection extends Omit<IniSection, 'options'> {
  readonly options: OpenOption[];
}

const HEADER = /^\[([^\]]*)\]\s*(?:[#;].*)?$/;
const OPTION = /^([^\s=:[#;][^=:]*)([=:][ \t]*)(.*)$/;

/**
 * Reads an INI file as Python's configparser and pytest's reader do: continuation lines are indented, comments stand on lines of their
 * own. What the two readers would refuse is refused here too.
 */
export function parseIniDocument(text: string): IniDocument | BrokenDocument {
  const map = createLineMap(text);
  const sections: OpenSection[] = [];
  for (let line = 1; line <= map.lineCount; line++) {
    const start = map.lineStart(line) ?? 0;
    const bare = map.lineRange(line) ?? { start, end: start };
    const whole = { start, end: map.lineStart(line + 1) ?? text.length };
    const fault = readLine(sections, { text: text.slice(bare.start, bare.end), range: bare, line, whole });
    if (fault !== undefined) return { kind: 'broken', line, reason: fault };
  }
  return { kind: 'document', sections };
}

/** The value as text: its lines joined by newlines. */
export function iniValue(option: IniOption): string {
  return option.lines.map((line) => line.text).join('\n');
}

/** Where the value begins and ends; empty, behind the `=`, where there is none. */
export function iniValueRange(option: IniOption): TextRange {
  return {
    start: option.lines[0]?.range.start ?? option.valueStart,
    end: option.lines.at(-1)?.range.end ?? option.valueStart,
  };
}

function readLine(sections: OpenSection[], line: IniLine): string | undefined {
  const section = sections.at(-1);
  if (line.text.trim() === '' || /^\s*[#;]/.test(line.text)) return undefined;
  if (/^\s/.test(line.text)) return continueValue(section, line);
  if (line.text.startsWith('[')) return openSection(sections, line);
  return openOption(section, line);
}

function continueValue(section: OpenSection | undefined, line: IniLine): string | undefined {
  const option = section?.options.at(-1);
  if (option === undefined) return 'an indented line continues nothing';
  const head = line.text.length - line.text.trimStart().length;
  const trimmed = line.text.trim();
  const start = line.range.start + head;
  option.lines.push({ ...line, text: trimmed, range: { start, end: start + trimmed.length } });
  option.range = { start: option.range.start, end: line.whole.end };
  return undefined;
}

function openSection(sections: OpenSection[], line: IniLine): string | undefined {
  const name = HEADER.exec(line.text)?.[1];
  if (name === undefined) return 'a section header lacks its "]"';
  const earlier = sections.find((section) => section.name === name);
  if (earlier !== undefined) return `section [${name}] is already on line ${earlier.line}`;
  sections.push({ name, line: line.line, header: line.whole, options: [] });
  return undefined;
}

function openOption(section: OpenSection | undefined, line: IniLine): string | undefined {
  if (section === undefined) return 'a line stands before the first section';
  const match = OPTION.exec(line.text);
  if (match === null) return `"${line.text.trim()}" is neither a section nor an option`;
  const [, head = '', gap = '', rest = ''] = match;
  const key = head.trimEnd();
  const earlier = section.options.find((option) => option.key === key);
  if (earlier !== undefined) return `option "${key}" is already on line ${earlier.line}`;
  const valueStart = line.range.start + head.length + gap.length;
  const value = rest.trim();
  const range = { start: valueStart, end: valueStart + value.length };
  section.options.push({
    key,
    keyRange: { start: line.range.start, end: line.range.start + key.length },
    lines: value === '' ? [] : [{ ...line, text: value, range }],
    range: { start: line.range.start, end: line.whole.end },
    valueStart,
    line: line.line,
  });
  return undefined;
}
