import { editsOfOriginal } from '../pieces/piece-text.ts';
import { type Computation, computeService } from '../rewrite/compute-service.ts';
import type { Exclusion } from '../rewrite/exclusion.ts';
import type { RewriteContext, RewriteStart, RewriteState } from '../rewrite/rewrite-state.ts';
import type { CheckFailure } from './check-failure.ts';
import { halveUnits } from './halve-units.ts';

/** Computes from `start`, beginning anew as often as that takes. Each new begin has more units or rules out, so it ends. */
export function computeToEnd(context: RewriteContext, start: RewriteStart): Computation {
  for (let current = start; ; ) {
    const result = computeService(context, current);
    if (result.kind === 'computed') return result;
    current = result.start;
  }
}

/**
 * Finds the unit that makes a check fail: the last of the shortest list of units, in the order in which they take part in the file, with which it
 * fails. The search halves the list, and each question is the same computation with the rest of the units out. When it fails without any
 * of them, all of them are named.
 */
export function findGuilty(
  context: RewriteContext,
  state: RewriteState,
  failure: CheckFailure,
  check: (state: RewriteState) => readonly CheckFailure[],
): ReadonlyMap<string, Exclusion> {
  const units = unitsOf(state, failure.path);
  const failsWith = (count: number): boolean => {
    const out = new Map(
      units.slice(count).map((unit) => [unit, { status: 'refused', reason: 'tried without' } as const]),
    );
    const start = { exclusions: new Map([...state.exclusions, ...out]), failures: state.failures };
    const found = check(computeToEnd(context, start).state);
    return found.some((other) => other.path === failure.path && other.check === failure.check);
  };
  const exclusion: Exclusion = { status: 'refused', reason: describeRefusal(failure) };
  return new Map(halveUnits(units, failsWith).map((unit) => [unit, exclusion]));
}

function describeRefusal({ path, check, message }: CheckFailure): string {
  switch (check) {
    case 'imports':
      return `the imports of ${path} cannot be settled: ${message}`;
    case 'syntax':
    case 'encoding':
    case 'comments':
      return `in ${path} ${message}`;
    case 'again':
      return `it does not come to rest: in ${path} ${message}`;
  }
}

/** Units with a part in a file, in the order of their first edit there; then those that only wish for imports. */
function unitsOf(state: RewriteState, path: string): readonly string[] {
  const text = state.texts.get(path);
  const owners = text === undefined ? [] : editsOfOriginal(text).flatMap((edit) => edit.owners);
  const wishing = [...state.applied].filter((key) => state.candidates.get(key)?.place.path === path);
  const units = [...owners, ...wishing].flatMap((key) => state.candidates.get(key)?.unit ?? []);
  const near = [...new Set(units)];
  return near.length > 0
    ? near
    : [...new Set([...state.applied].flatMap((key) => state.candidates.get(key)?.unit ?? []))];
}
