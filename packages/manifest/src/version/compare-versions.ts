import type { Version } from './version.ts';

/** Orders versions by PEP 440: negative when `a` comes first, 0 when both are the same version however they are spelled. */
export function compareVersions(a: Version, b: Version): number {
  return (
    a.epoch - b.epoch ||
    compareReleases(a.release, b.release) ||
    comparePre(a, b) ||
    compareNumbers(a.post ?? -1, b.post ?? -1) ||
    compareNumbers(a.dev ?? Number.POSITIVE_INFINITY, b.dev ?? Number.POSITIVE_INFINITY) ||
    compareLocals(a.local, b.local)
  );
}

/** Orders release segments; missing ones count as zero. */
export function compareReleases(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const RANKS = { dev: 0, a: 1, b: 2, rc: 3, final: 4 } as const;

function comparePre(a: Version, b: Version): number {
  return preRank(a) - preRank(b) || (a.pre?.number ?? 0) - (b.pre?.number ?? 0);
}

/** A development release of the release itself (`1.0.dev1`) comes before its pre-releases. */
function preRank(version: Version): number {
  if (version.pre !== undefined) return RANKS[version.pre.phase];
  return version.post === undefined && version.dev !== undefined ? RANKS.dev : RANKS.final;
}

function compareLocals(a: Version['local'], b: Version['local']): number {
  if (a === undefined || b === undefined) return (a === undefined ? 0 : 1) - (b === undefined ? 0 : 1);
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = compareLocalSegments(a[index] ?? '', b[index] ?? '');
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Numbers come after words. */
function compareLocalSegments(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' ? 1 : -1;
  return a < b ? -1 : Number(a > b);
}

/** Infinity minus infinity is no number, so these are compared. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : Number(a > b);
}
