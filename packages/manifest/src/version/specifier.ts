import type { TextRange } from '@moult/text';
import { parseVersion, type Version } from './version.ts';

/** The comparison operators of PEP 440. */
export type SpecifierOperator = '==' | '!=' | '<=' | '>=' | '<' | '>' | '~=' | '===';

/** One clause of a version specifier, such as `>=8`. */
export interface SpecifierClause {
  readonly operator: SpecifierOperator;
  /** The version as written, without the `.*` of a prefix. */
  readonly versionText: string;
  /** Undefined only for `===`, which compares text. */
  readonly version: Version | undefined;
  /** Whether the clause is `==X.*` or `!=X.*`. */
  readonly isPrefix: boolean;
  /** The clause within the text it was read from. */
  readonly range: TextRange;
  /** The version with its `.*`. */
  readonly versionRange: TextRange;
}

/** A specifier, or what is wrong with it. */
export type ParsedSpecifier =
  | { readonly kind: 'specifier'; readonly clauses: readonly SpecifierClause[] }
  | { readonly kind: 'invalid'; readonly reason: string };

const CLAUSE = /^(?<head>\s*)(?<operator>===|==|!=|<=|>=|~=|<|>)(?<gap>\s*)(?<version>\S+)\s*$/;

/** Reads a set of specifiers such as `>=8,<9`; the empty text is the empty set. Ranges begin at `offset`. */
export function parseSpecifier(text: string, offset = 0): ParsedSpecifier {
  if (text.trim() === '') return { kind: 'specifier', clauses: [] };
  const clauses: SpecifierClause[] = [];
  let start = offset;
  for (const part of text.split(',')) {
    const clause = readClause(part, start);
    if (typeof clause === 'string') return { kind: 'invalid', reason: clause };
    clauses.push(clause);
    start += part.length + 1;
  }
  return { kind: 'specifier', clauses };
}

function readClause(part: string, offset: number): SpecifierClause | string {
  if (part.trim() === '') return 'a comma of the version specifier has nothing beside it';
  const groups = CLAUSE.exec(part)?.groups;
  if (groups === undefined) return `"${part.trim()}" is no version specifier`;
  const { head = '', operator = '', gap = '', version: written = '' } = groups;
  const start = offset + head.length;
  const versionStart = start + operator.length + gap.length;
  const isPrefix = (operator === '==' || operator === '!=') && written.endsWith('.*');
  const versionText = isPrefix ? written.slice(0, -2) : written;
  const version = parseVersion(versionText);
  const fault = findFault(operator, versionText, version, isPrefix);
  if (fault !== undefined) return `"${part.trim()}" is no version specifier: ${fault}`;
  return {
    // The expression admits only the operators of the union.
    operator: operator as SpecifierOperator,
    versionText,
    version: operator === '===' ? undefined : version,
    isPrefix,
    range: { start, end: versionStart + written.length },
    versionRange: { start: versionStart, end: versionStart + written.length },
  };
}

function findFault(
  operator: string,
  text: string,
  version: Version | undefined,
  isPrefix: boolean,
): string | undefined {
  if (operator === '===') return undefined;
  if (version === undefined) return `"${text}" is no version`;
  const hasSuffix = version.pre !== undefined || version.post !== undefined || version.dev !== undefined;
  if (isPrefix && (hasSuffix || version.local !== undefined)) return 'only release numbers can stand before ".*"';
  if (version.local !== undefined && operator !== '==' && operator !== '!=')
    return `a local version cannot be compared by "${operator}"`;
  if (operator === '~=' && version.release.length < 2) return '"~=" needs at least two release numbers';
  return undefined;
}
