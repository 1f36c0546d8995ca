import { compareVersions } from './compare-versions.ts';
import type { SpecifierClause } from './specifier.ts';
import { publicVersion, type Version } from './version.ts';

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

/** `<1.0` leaves out the pre-releases of 1.0 itself, unless it names one. */
function isBefore(version: Version, wanted: Version): boolean {
  if (compareVersions(version, wanted) >= 0) return false;
  const isPre = version.pre !== undefined || version.dev !== undefined;
  const wantsPre = wanted.pre !== undefined || wanted.dev !== undefined;
  return !(isPre && !wantsPre && compareVersions(baseOf(version), baseOf(wanted)) === 0);
}

/** `>1.0` leaves out the post-releases and local versions of 1.0 itself, unless it names a post-release. */
function isAfter(version: Version, wanted: Version): boolean {
  if (compareVersions(version, wanted) <= 0) return false;
  const sameBase = compareVersions(baseOf(version), baseOf(wanted)) === 0;
  if (sameBase && version.post !== undefined && wanted.post === undefined) return false;
  return !(sameBase && version.local !== undefined);
}

function baseOf(version: Version): Version {
  return { ...version, pre: undefined, post: undefined, dev: undefined, local: undefined };
}
