import { lineStartOf, sliceRange } from '@moult/text';
import type { WrittenRequirement } from '../manifest.ts';
import type { ParsedRequirement } from '../requirement/parse-requirement.ts';
import { isNameList } from './name-list.ts';
import { restyleSpecifier, styleOf } from './specifier-text.ts';

/** What is to be added. */
export interface NewRequirement {
  readonly distribution: string;
  readonly specifier: string;
}

/** A new element as the one beside it is written: quotes, blanks, indentation and marker. Undefined where that is no plain element. */
export function writeElement(text: string, anchor: WrittenRequirement, added: NewRequirement): string | undefined {
  switch (anchor.syntax.kind) {
    case 'pep508': {
      const written = isNameList(anchor) ? added.distribution : writeRequirement(text, anchor.syntax.parsed, added);
      return `${before(text, anchor)}${written}${quoteBehind(text, anchor)}`;
    }
    case 'keyed':
      return writeEntry(text, anchor, added);
    case 'opaque':
      return anchor.list.kind === 'lines' ? `${added.distribution}${added.specifier}` : undefined;
  }
}

function writeRequirement(text: string, beside: ParsedRequirement, added: NewRequirement): string {
  const head = beside.extrasRange?.end ?? beside.name.end;
  const gap = beside.clauses.length === 0 ? '' : text.slice(head, beside.specifier.start).replace('(', '');
  const specifier = restyleSpecifier(added.specifier, styleOf(text, beside.clauses));
  const marker = beside.marker === undefined ? '' : `; ${sliceRange(text, beside.marker)}`;
  return `${added.distribution}${gap}${specifier}${marker}`;
}

function writeEntry(text: string, anchor: WrittenRequirement, added: NewRequirement): string | undefined {
  if (anchor.syntax.kind !== 'keyed' || anchor.syntax.isSpread) return undefined;
  const { name, constraint } = anchor.syntax;
  const quote = constraint === undefined ? '"' : text[constraint.end];
  const equals = /^\s*=\s*/.exec(text.slice(name.end))?.[0] ?? ' = ';
  const written = `${quote}${added.specifier}${quote}`;
  const value = isOptional(text, anchor) ? `{ version = ${written}, optional = true }` : written;
  return `${added.distribution}${equals}${value}`;
}

/** What stands beside an optional dependency is needed only with it. */
function isOptional(text: string, anchor: WrittenRequirement): boolean {
  return /\boptional\s*=\s*true\b/.test(sliceRange(text, anchor.range));
}

/** What stands before the requirement in its element: the indentation and condition of a line, or a quote. */
function before(text: string, anchor: WrittenRequirement): string {
  if (anchor.list.kind !== 'lines') return text.slice(anchor.element.start, anchor.range.start);
  const start = lineStartOf(text, anchor.range.start);
  const isOwnLine = start === anchor.element.start;
  return isOwnLine ? text.slice(start, anchor.range.start) : '    ';
}

function quoteBehind(text: string, anchor: WrittenRequirement): string {
  return anchor.list.kind === 'lines' ? '' : text.slice(anchor.range.end, anchor.element.end);
}
