import { compareVersions } from './compare-versions.ts';
import type { SpecifierClause } from './specifier.ts';
import { isPrerelease, publicVersion, type Version } from './version.ts';

/** Whether a version fits every clause by PEP 440. Pre-releases are judged like any other version. */
export function satisfies(version: Version, clauses: readonly SpecifierClause[]): boolean {
  return clauses.every((clause) => satisfiesClause(version, clause));
}

function satisfiesClause(version: Version, clause: SpecifierClause): boolean {
  const wanted = clause.version;
  if (wanted === undefined) return version.text.toLowerCase() === clause.versionText.toLowerCase();
  switch (clause.operator) {
    case '==':
    case '===':
      return isEqual(version, wanted, clause.isPrefix);
    case '!=':
      return !isEqual(version, wanted, clause.isPrefix);
    case '>=':
      return compareVersions(publicVersion(version), wanted) >= 0;
    case '<=':
      return compareVersions(publicVersion(version), wanted) <= 0;
    case '<':
      return isBefore(version, wanted);
    case '>':
      return isAfter(version, wanted);
    case '~=':
      return (
        compareVersions(publicVersion(version), wanted) >= 0 &&
        hasPrefix(version, wanted.epoch, wanted.release.slice(0, -1))
      );
  }
}

function isEqual(version: Version, wanted: Version, isPrefix: boolean): boolean {
  if (isPrefix) return hasPrefix(version, wanted.epoch, wanted.release);
  return compareVersions(wanted.local === undefined ? publicVersion(version) : version, wanted) === 0;
}

function hasPrefix(version: Version, epoch: number, release: readonly number[]): boolean {
  return version.epoch === epoch && release.every((number, index) => (version.release[index] ?? 0) === number);
}

/** `<1.0` leaves out the pre-releases of 1.0 itself, and `<1.0.post1` those of that post-release, unless it names one. */
function isBefore(version: Version, wanted: Version): boolean {
  if (compareVersions(version, wanted) >= 0) return false;
  if (isPrerelease(wanted) || !isPrerelease(version)) return true;
  const released = { ...version, dev: undefined, local: undefined };
  const family = wanted.post === undefined ? { ...released, pre: undefined, post: undefined } : released;
  return compareVersions(family, wanted) !== 0;
}

/** `>1.0` leaves out the post-releases and local versions of 1.0 itself, unless it names a post-release. */
function isAfter(version: Version, wanted: Version): boolean {
  if (compareVersions(version, wanted) <= 0) return false;
  if (compareVersions(publicVersion(version), wanted) === 0) return false;
  if (version.post === undefined || wanted.post !== undefined) return true;
  return compareVersions({ ...version, post: undefined, dev: undefined, local: undefined }, wanted) !== 0;
}
