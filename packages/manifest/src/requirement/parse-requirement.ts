import type { TextRange } from '@moult/text';
import { parseSpecifier, type SpecifierClause } from '../version/specifier.ts';
import { normalizeName } from './distribution-name.ts';

/** A requirement by PEP 508 with the places of its parts. */
export interface ParsedRequirement {
  readonly kind: 'requirement';
  /** Normalised name. */
  readonly distribution: string;
  readonly name: TextRange;
  readonly extras: readonly string[];
  /** With the brackets. */
  readonly extrasRange: TextRange | undefined;
  readonly clauses: readonly SpecifierClause[];
  /** All clauses, without parentheses around them; empty, behind name and extras, where there is none. */
  readonly specifier: TextRange;
  readonly url: TextRange | undefined;
  readonly marker: TextRange | undefined;
  /** The whole requirement without blanks around it. */
  readonly range: TextRange;
}

/** A text that is no requirement. */
export interface InvalidRequirement {
  readonly kind: 'invalid';
  readonly reason: string;
  /** The name, where at least that could be read. */
  readonly distribution: string | undefined;
}

const NAME = /\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)/y;
const EXTRAS = /\s*(\[([^\]]*)\])/y;
const EXTRA_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const URL = /\s*@\s*(\S+)/y;
const PARENTHESES = /\s*\(([^)]*)\)/y;
const CLAUSES = /\s*([^;]*)/y;
/** What every marker has at least one of. */
const COMPARISON = /[<>=!~]|\bin\b/;
const MARKER = /\s*;\s*(\S(?:[\s\S]*\S)?)\s*$/y;

/** Reads a requirement by PEP 508. Ranges begin at `offset`, so they can be those of the file the text is part of. */
export function parseRequirement(text: string, offset = 0): ParsedRequirement | InvalidRequirement {
  const name = matchAt(NAME, text, 0);
  if (name === undefined)
    return { kind: 'invalid', reason: `"${text.trim()}" does not begin with a name`, distribution: undefined };
  const distribution = normalizeName(name.text);
  const extras = matchAt(EXTRAS, text, name.end);
  const extraNames = splitExtras(extras?.text);
  if (extraNames === undefined)
    return { kind: 'invalid', reason: `the extras of "${text.trim()}" cannot be read`, distribution };
  const version = readVersionPart(text, extras?.end ?? name.end);
  if (typeof version === 'string') return { kind: 'invalid', reason: version, distribution };
  const marker = matchAt(MARKER, text, version.end);
  if (marker === undefined && text.slice(version.end).trim() !== '') {
    return {
      kind: 'invalid',
      reason: `"${text.slice(version.end).trim()}" is not part of a requirement`,
      distribution,
    };
  }
  if (marker !== undefined && !COMPARISON.test(marker.text)) {
    return { kind: 'invalid', reason: `"${marker.text}" is no marker`, distribution };
  }
  const shift = (range: TextRange): TextRange => ({ start: range.start + offset, end: range.end + offset });
  const shiftMaybe = (range: TextRange | undefined): TextRange | undefined => range && shift(range);
  return {
    kind: 'requirement',
    distribution,
    name: shift(name),
    extras: extraNames,
    extrasRange: shiftMaybe(extras),
    clauses: version.clauses.map((clause) => ({
      ...clause,
      range: shift(clause.range),
      versionRange: shift(clause.versionRange),
    })),
    specifier: shift(version.specifier),
    url: shiftMaybe(version.url),
    marker: shiftMaybe(marker),
    range: shift({ start: name.start, end: (marker ?? version).end }),
  };
}

interface VersionPart extends TextRange {
  readonly clauses: readonly SpecifierClause[];
  readonly specifier: TextRange;
  readonly url: TextRange | undefined;
}

function readVersionPart(text: string, start: number): VersionPart | string {
  const none = { start, end: start };
  const url = matchAt(URL, text, start);
  if (url !== undefined) return { ...url, clauses: [], specifier: none, url };
  const enclosed = matchAt(PARENTHESES, text, start);
  const found = enclosed ?? matchAt(CLAUSES, text, start);
  if (found === undefined || found.text.trim() === '')
    return { ...none, end: enclosed?.after ?? start, clauses: [], specifier: none, url: undefined };
  const parsed = parseSpecifier(found.text, found.start);
  if (parsed.kind === 'invalid') return parsed.reason;
  const specifier = { start: parsed.clauses[0]?.range.start ?? start, end: parsed.clauses.at(-1)?.range.end ?? start };
  return { start, end: enclosed?.after ?? specifier.end, clauses: parsed.clauses, specifier, url: undefined };
}

function splitExtras(bracketed: string | undefined): readonly string[] | undefined {
  const inside = bracketed?.slice(1, -1).trim() ?? '';
  if (inside === '') return [];
  const names = inside.split(',').map((name) => name.trim());
  return names.every((name) => EXTRA_NAME.test(name)) ? names.map(normalizeName) : undefined;
}

interface Found extends TextRange {
  readonly text: string;
  /** Where the whole match ends, closing parentheses included. */
  readonly after: number;
}

/** Matches at one place and gives the range of the first group. */
function matchAt(pattern: RegExp, text: string, at: number): Found | undefined {
  const sticky = new RegExp(pattern.source, 'dy');
  sticky.lastIndex = at;
  const match = sticky.exec(text);
  const indices = match?.indices?.[1];
  if (match === null || indices === undefined) return undefined;
  return { start: indices[0], end: indices[1], text: match[1] ?? '', after: sticky.lastIndex };
}
