import { lineEndOf, nextLineStartOf, removal, type TextRange } from '@moult/text';
import type { Manifest, WrittenOption } from '../manifest.ts';
import { findOption, sectionOf } from './find-option.ts';
import { type ManifestNote, type ManifestProposal, refuse } from './manifest-outcome.ts';
import { startWithOwnComment } from './own-comment.ts';

/**
 * Takes an option out with the comment that belongs to it. A section that is empty after that goes too, unless it is one of pytest: there
 * the empty section still tells pytest which file it is configured by and where its root is.
 */
export function removeOption(manifest: Manifest, section: string, key: string): ManifestProposal {
  const option = findOption(manifest, section, key);
  if (option === undefined) return { kind: 'absent' };
  const lines = ownLines(manifest, option);
  if (lines === undefined) return removeInline(manifest, option);
  const whole = sectionOf(manifest, section);
  const start = startWithOwnComment(manifest.text, lines, key);
  const emptied = whole !== undefined && isEmptyWithout(manifest.text, whole.body, { start, end: lines.end });
  if (!emptied)
    return { kind: 'proposed', edits: [removal(withGap(manifest.text, { start, end: lines.end }))], notes: [] };
  if (isPytestSection(section)) {
    return { kind: 'proposed', edits: [removal({ start, end: lines.end })], notes: [keptNote(section, option)] };
  }
  return {
    kind: 'proposed',
    edits: [removal(withBlankLine(manifest.text, { start: whole.header.start, end: whole.body.end }))],
    notes: [],
  };
}

/** Whether a section configures pytest. */
export function isPytestSection(section: string): boolean {
  return ['pytest', 'tool:pytest', 'tool.pytest', 'tool.pytest.ini_options'].includes(section);
}

function keptNote(section: string, option: WrittenOption): ManifestNote {
  const message = `[${section}] is empty now and stays: it tells pytest which file and folder its configuration is.`;
  return { kind: 'section-kept', line: option.line, message };
}

/** The lines of an option; undefined when it shares them with other entries, as in an inline table. */
function ownLines(manifest: Manifest, option: WrittenOption): TextRange | undefined {
  const { text } = manifest;
  const before = /(?:^|[\r\n])([^\r\n]*)$/.exec(text.slice(0, option.range.start))?.[1] ?? '';
  if (before.trim() !== '') return undefined;
  const start = option.range.start - before.length;
  if (/[\r\n]/.test(text[option.range.end - 1] ?? '')) return { start, end: option.range.end };
  const rest = text.slice(option.range.end, lineEndOf(text, option.range.end));
  return /^\s*(#.*)?$/.test(rest) ? { start, end: nextLineStartOf(text, option.range.end) } : undefined;
}

/** An entry of an inline table goes with one comma. */
function removeInline(manifest: Manifest, option: WrittenOption): ManifestProposal {
  const { text } = manifest;
  const after = /^\s*,\s*/.exec(text.slice(option.range.end))?.[0].length;
  if (after !== undefined)
    return {
      kind: 'proposed',
      edits: [removal({ start: option.range.start, end: option.range.end + after })],
      notes: [],
    };
  const before = /\s*,\s*$/.exec(text.slice(0, option.range.start))?.[0].length;
  if (before !== undefined)
    return {
      kind: 'proposed',
      edits: [removal({ start: option.range.start - before, end: option.range.end })],
      notes: [],
    };
  const isAlone = text.slice(0, option.range.start).trimEnd().endsWith('{');
  if (!isAlone) return refuse(option.line, `"${option.key}" shares its line with something Moult cannot take it from`);
  return { kind: 'proposed', edits: [removal(option.range)], notes: [] };
}

function isEmptyWithout(text: string, body: TextRange, removed: TextRange): boolean {
  return (text.slice(body.start, removed.start) + text.slice(removed.end, body.end)).trim() === '';
}

/** Between two blank lines one of them goes too, so that no gap of two is left. */
function withGap(text: string, range: TextRange): TextRange {
  const isAfterBlank = /(?:^|\n)[ \t]*\r?\n$/.test(text.slice(0, range.start));
  const blank = /^[ \t]*\r?\n/.exec(text.slice(range.end))?.[0].length ?? 0;
  return isAfterBlank ? { start: range.start, end: range.end + blank } : range;
}

/** Takes the blank lines before a section along when it is the last, so that none are left at the end of the file. */
function withBlankLine(text: string, range: TextRange): TextRange {
  if (range.end < text.length) return range;
  const before = text.slice(0, range.start).replace(/[ \t\r\n]+$/, '').length;
  return { start: before === 0 ? 0 : nextLineStartOf(text, before), end: range.end };
}
