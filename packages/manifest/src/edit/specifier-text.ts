import type { PinStyle } from '@moult/plugin-api';
import { nextBreaking } from '../requirement/poetry-constraint.ts';
import type { SpecifierClause } from '../version/specifier.ts';
import type { Version } from '../version/version.ts';

/** The blanks a specifier is written with. */
export interface SpecifierStyle {
  /** Between operator and version. */
  readonly gap: string;
  /** Between clauses: `,` with the blanks around it. */
  readonly separator: string;
}

/** The blanks of the first clauses as written; none where there is nothing to go by. */
export function styleOf(text: string, clauses: readonly SpecifierClause[]): SpecifierStyle {
  const [first, second] = clauses;
  if (first === undefined) return { gap: '', separator: ',' };
  const gap = text.slice(first.range.start + first.operator.length, first.versionRange.start);
  const separator = second === undefined ? defaultSeparator(gap) : text.slice(first.range.end, second.range.start);
  return { gap, separator };
}

/**
 * The specifier for a version: `==V`, `>=V`, or `>=V,<W` where W is the next version that may break (the next major one; for `0.x` the
 * next minor one).
 */
export function writeSpecifier(version: Version, pin: PinStyle, style: SpecifierStyle): string {
  const { gap, separator } = style;
  switch (pin) {
    case 'exact':
      return `==${gap}${version.text}`;
    case 'floor':
      return `>=${gap}${version.text}`;
    case 'compatible':
      return `>=${gap}${version.text}${separator}<${gap}${nextBreaking(version)}`;
  }
}

/** A specifier given as text, with the blanks of a style. */
export function restyleSpecifier(specifier: string, style: SpecifierStyle): string {
  return specifier
    .split(',')
    .map((clause) => clause.trim().replace(/^(===|==|!=|<=|>=|~=|<|>)\s*/, `$1${style.gap}`))
    .join(style.separator);
}

/** A constraint of Poetry for a version; a caret or a bare version stays what it is where that says the same. */
export function writePoetryConstraint(written: string, version: Version, pin: PinStyle): string {
  if (pin === 'exact') return /^\d/.test(written) && !written.includes('*') ? version.text : `==${version.text}`;
  if (pin === 'compatible' && written.startsWith('^')) return `^${version.text}`;
  return writeSpecifier(version, pin, { gap: '', separator: written.includes(', ') ? ', ' : ',' });
}

function defaultSeparator(gap: string): string {
  return gap === '' ? ',' : ', ';
}
