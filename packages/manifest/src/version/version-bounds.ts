import { compareVersions } from './compare-versions.ts';
import { satisfies } from './satisfies.ts';
import type { SpecifierClause } from './specifier.ts';
import type { Version } from './version.ts';

/** An end of the versions a specifier allows. */
export interface VersionBound {
  readonly version: Version;
  /** Whether the version itself is allowed. */
  readonly inclusive: boolean;
}

/** The lowest and highest versions a specifier allows; undefined where it does not say. */
export interface VersionBounds {
  readonly lower: VersionBound | undefined;
  readonly upper: VersionBound | undefined;
}

/** The bounds of a specifier; exclusions (`!=`) and arbitrary equality (`===`) set none. */
export function boundsOf(clauses: readonly SpecifierClause[]): VersionBounds {
  let lower: VersionBound | undefined;
  let upper: VersionBound | undefined;
  for (const clause of clauses) {
    const bounds = clauseBounds(clause);
    if (bounds.lower !== undefined && (lower === undefined || isTighter(bounds.lower, lower, 1))) lower = bounds.lower;
    if (bounds.upper !== undefined && (upper === undefined || isTighter(bounds.upper, upper, -1))) upper = bounds.upper;
  }
  return { lower, upper };
}

/**
 * Whether some version can fit both specifiers. Exclusions are looked at only where one side allows a single version, so a true answer
 * for two ranges can be wrong where exclusions empty their overlap.
 */
export function canBothHold(a: readonly SpecifierClause[], b: readonly SpecifierClause[]): boolean {
  const all = [...a, ...b];
  const pinned = all.find((clause) => clause.operator === '==' && !clause.isPrefix)?.version;
  if (pinned !== undefined) return satisfies(pinned, all);
  const { lower, upper } = boundsOf(all);
  if (lower === undefined || upper === undefined) return true;
  const order = compareVersions(lower.version, upper.version);
  return order < 0 || (order === 0 && lower.inclusive && upper.inclusive);
}

function clauseBounds(clause: SpecifierClause): VersionBounds {
  const { version } = clause;
  if (version === undefined) return { lower: undefined, upper: undefined };
  const at = { version, inclusive: true };
  const beside = { version, inclusive: false };
  switch (clause.operator) {
    case '==':
      return { lower: at, upper: clause.isPrefix ? afterPrefix(version, version.release) : at };
    case '~=':
      return { lower: at, upper: afterPrefix(version, version.release.slice(0, -1)) };
    case '>=':
      return { lower: at, upper: undefined };
    case '>':
      return { lower: beside, upper: undefined };
    case '<=':
      return { lower: undefined, upper: at };
    case '<':
      return { lower: undefined, upper: beside };
    case '!=':
    case '===':
      return { lower: undefined, upper: undefined };
  }
}

/** The first version beyond all that begin with `prefix`. */
function afterPrefix(version: Version, prefix: readonly number[]): VersionBound {
  const release = [...prefix.slice(0, -1), (prefix.at(-1) ?? 0) + 1];
  const next: Version = {
    text: release.join('.'),
    epoch: version.epoch,
    release,
    pre: undefined,
    post: undefined,
    dev: undefined,
    local: undefined,
  };
  return { version: next, inclusive: false };
}

function isTighter(candidate: VersionBound, current: VersionBound, direction: 1 | -1): boolean {
  const order = compareVersions(candidate.version, current.version) * direction;
  return order > 0 || (order === 0 && !candidate.inclusive);
}
