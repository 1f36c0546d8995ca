import { parseSpecifier, type SpecifierClause } from '../version/specifier.ts';
import { formatVersion, parseVersion, type Version } from '../version/version.ts';

/**
 * The clauses that a constraint of Poetry stands for: `^1.2`, `~1.2`, `1.*` and a bare version are its own, the rest is PEP 440.
 * Undefined for alternatives (`||`) and for what cannot be read.
 */
export function parsePoetryConstraint(text: string): readonly SpecifierClause[] | undefined {
  if (text.includes('|')) return undefined;
  const parts = text
    .replace(/([<>=!~^]=?|===)\s+/g, '$1')
    .split(/[,\s]+/)
    .filter((part) => part !== '' && part !== '*');
  const specifiers = parts.map(toSpecifier);
  if (specifiers.some((specifier) => specifier === undefined)) return undefined;
  const parsed = parseSpecifier(specifiers.join(','));
  return parsed.kind === 'specifier' ? parsed.clauses : undefined;
}

function toSpecifier(part: string): string | undefined {
  if (/^(?:===|==|!=|<=|>=|~=|<|>)/.test(part)) return part;
  const wildcard = /^=?(\d+(?:\.\d+)*)\.\*$/.exec(part)?.[1];
  if (wildcard !== undefined) return `==${wildcard}.*`;
  const [, sign = '', rest = ''] = /^([\^~=]?)(.*)$/.exec(part) ?? [];
  const version = parseVersion(rest);
  if (version === undefined) return undefined;
  switch (sign) {
    case '^':
      return `>=${rest},<${nextBreaking(version)}`;
    case '~':
      return `>=${rest},<${nextRelease(version, Math.min(1, version.release.length - 1))}`;
    default:
      return `==${rest}`;
  }
}

/** The next version that may break: the first number that is not zero goes up by one. */
export function nextBreaking(version: Version): string {
  const first = version.release.findIndex((number) => number !== 0);
  return nextRelease(version, first < 0 ? version.release.length - 1 : first);
}

function nextRelease(version: Version, index: number): string {
  const release = [...version.release.slice(0, index), (version.release[index] ?? 0) + 1];
  return formatVersion({ ...version, release, pre: undefined, post: undefined, dev: undefined, local: undefined });
}
