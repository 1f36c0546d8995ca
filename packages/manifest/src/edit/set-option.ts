import { insertion, lineEndOf, lineStartOf, newlineOf, replacement, sliceRange, type TextEdit } from '@moult/text';
import { parseTomlDocument } from '../document/toml-document.ts';
import type { Manifest, WrittenOption } from '../manifest.ts';
import { findOption, hasTomlOptions, sectionOf } from './find-option.ts';
import type { ManifestProposal } from './manifest-outcome.ts';
import { replaceIniValue } from './replace-ini-value.ts';

/**
 * Gives an option a value: in its place where it is set, behind the last option of its section where it is not, in a new section at the
 * end where there is none. In TOML a value that is itself TOML (`true`, `3`, `["a"]`) is written as it is, any other as a string.
 */
export function setOption(manifest: Manifest, section: string, key: string, value: string): ManifestProposal {
  const option = findOption(manifest, section, key);
  if (option?.value === value) return { kind: 'proposed', edits: [], notes: [] };
  const edits =
    option === undefined ? [addOption(manifest, section, key, value)] : replaceValue(manifest, option, value);
  return { kind: 'proposed', edits, notes: [] };
}

function replaceValue(manifest: Manifest, option: WrittenOption, value: string): readonly TextEdit[] {
  return hasTomlOptions(manifest)
    ? [replaceTomlValue(manifest, option, value)]
    : replaceIniValue(manifest.text, option.section, option.key, value);
}

function replaceTomlValue(manifest: Manifest, option: WrittenOption, value: string): TextEdit {
  const written = sliceRange(manifest.text, option.valueRange);
  const plain = plainText(written);
  if (plain?.text === option.value && plain.canHold(value)) {
    const { start, end, text } = changedPart(option.value, value);
    const offset = option.valueRange.start + plain.start;
    return replacement({ start: offset + start, end: offset + end }, text);
  }
  const wasLiteral = written.startsWith("'") && !/['\r\n]/.test(value);
  const isString = /^["']/.test(written);
  if (wasLiteral) return replacement(option.valueRange, `'${value}'`);
  return replacement(option.valueRange, isString ? JSON.stringify(value) : tomlText(value));
}

interface PlainText {
  readonly text: string;
  /** Where it begins in what is written. */
  readonly start: number;
  canHold(value: string): boolean;
}

/** What stands between the quotes of a string of several lines, or an array as it is written. */
function plainText(written: string): PlainText | undefined {
  if (written.startsWith('[')) return { text: written, start: 0, canHold: (value) => value.startsWith('[') };
  const [open, quotes] = /^("""|''')\r?\n?/.exec(written) ?? [];
  if (open === undefined || quotes === undefined) return undefined;
  const text = written.slice(open.length, -3);
  return { text, start: open.length, canHold: (value) => !value.includes(quotes) && !value.includes('\\') };
}

/** The part of a text in which another one differs from it. */
function changedPart(
  from: string,
  to: string,
): { readonly start: number; readonly end: number; readonly text: string } {
  let start = 0;
  while (start < Math.min(from.length, to.length) && from[start] === to[start]) start++;
  let same = 0;
  const most = Math.min(from.length, to.length) - start;
  while (same < most && from[from.length - 1 - same] === to[to.length - 1 - same]) same++;
  return { start, end: from.length - same, text: to.slice(start, to.length - same) };
}

function addOption(manifest: Manifest, section: string, key: string, value: string): TextEdit {
  const { text } = manifest;
  const isToml = hasTomlOptions(manifest);
  const newline = newlineOf(text, text.length);
  const line = `${isToml ? tomlKey(key) : key}${equalsLike(manifest, section)}${isToml ? tomlText(value) : iniText(manifest, value, text.length)}`;
  const place = sectionOf(manifest, section);
  if (place !== undefined) {
    const isLineStart = place.lastOptionEnd === 0 || /[\r\n]/.test(text[place.lastOptionEnd - 1] ?? '');
    return insertion(place.lastOptionEnd, isLineStart ? `${line}${newline}` : `${newline}${line}`);
  }
  const beside = manifest.options.filter((option) => option.section === section).at(-1);
  if (isToml && beside !== undefined) return addBeside(text, beside, key, value);
  const gap = text === '' ? '' : /[\r\n]$/.test(text) ? newline : `${newline}${newline}`;
  return insertion(text.length, `${gap}[${section}]${newline}${line}${newline}`);
}

/** In a table without a header of its own, an option is added as the one beside it is written: dotted or inline. */
function addBeside(text: string, beside: WrittenOption, key: string, value: string): TextEdit {
  const indent = text.slice(lineStartOf(text, beside.range.start), beside.range.start);
  if (indent.trim() !== '') return insertion(beside.range.end, `, ${tomlKey(key)} = ${tomlText(value)}`);
  const prefix = sliceRange(text, beside.keyRange).replace(/(?:"[^"]*"|'[^']*'|[^.\s"']+)\s*$/, '');
  const newline = newlineOf(text, beside.range.start);
  return insertion(
    lineEndOf(text, beside.range.end),
    `${newline}${indent}${prefix}${tomlKey(key)} = ${tomlText(value)}`,
  );
}

/** The sign between key and value as the last option of a section has it. */
function equalsLike(manifest: Manifest, section: string): string {
  const last = manifest.options.filter((option) => option.section === section && option.value !== '').at(-1);
  const between = last && manifest.text.slice(last.keyRange.end, last.valueRange.start);
  return between !== undefined && /^[ \t]*[=:][ \t]*$/.test(between) ? between : ' = ';
}

/** The lines of a value behind the first are indented. */
function iniText(manifest: Manifest, value: string, offset: number): string {
  return value.split('\n').join(`${newlineOf(manifest.text, offset)}    `);
}

function tomlText(value: string): string {
  const isValue =
    !/[\r\n]/.test(value) && parseTomlDocument(`a = ${value}`).kind === 'document' && !value.includes('#');
  return isValue ? value : JSON.stringify(value);
}

function tomlKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : JSON.stringify(key);
}
