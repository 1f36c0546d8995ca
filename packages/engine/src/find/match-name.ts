import type { Candidate, QualifiedName, Resolution } from '@moult/plugin-api';
import type { NameMatch } from './found-site.ts';

/** Whether `name` is `prefix` or lies below it. */
export function isAtOrBelow(name: QualifiedName, prefix: QualifiedName): boolean {
  return name === prefix || (name.startsWith(prefix) && name[prefix.length] === '.');
}

/** Whether a name is one of a finder's names; `a.b.*` stands for everything below `a.b`. */
export function matchesName(wanted: QualifiedName, name: QualifiedName): boolean {
  return wanted.endsWith('.*') ? name.startsWith(wanted.slice(0, -1)) : wanted === name;
}

/**
 * The candidate of a resolution that is one of the names, as something named: an object made from a class is not the class. What is reached
 * through an object matches its exact name only, since `a.b.*` speaks of what a module holds.
 */
export function findReferred(resolution: Resolution, wanted: readonly QualifiedName[]): NameMatch | undefined {
  for (const candidate of resolution.candidates) {
    if (candidate.kind === 'instance' || candidate.kind === 'local') continue;
    const isReachedThroughObject = candidate.kind === 'member' && candidate.origin !== undefined;
    const names = isReachedThroughObject ? wanted.filter((name) => !name.endsWith('.*')) : wanted;
    const match = matchCandidate(candidate, names);
    if (match !== undefined) return match;
  }
  return undefined;
}

/** The candidate that is one of the names or an instance of one. */
export function findEvaluated(resolution: Resolution, wanted: readonly QualifiedName[]): NameMatch | undefined {
  for (const candidate of resolution.candidates) {
    const match = candidate.kind === 'local' ? undefined : matchCandidate(candidate, wanted);
    if (match !== undefined) return match;
  }
  return undefined;
}

function matchCandidate(candidate: Candidate, wanted: readonly QualifiedName[]): NameMatch | undefined {
  const names = [candidate.name, ...(candidate.also ?? [])];
  const name = names.find((each) => wanted.some((pattern) => matchesName(pattern, each)));
  return name === undefined ? undefined : { name, candidate };
}
