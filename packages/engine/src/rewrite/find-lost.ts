import type { Candidate } from './candidate.ts';
import type { Exclusion } from './exclusion.ts';
import type { RewriteState } from './rewrite-state.ts';

/**
 * Looks for changes that were deferred and are not proposed any more. Where a change of the same plugin stood in the way, that one did the
 * work; otherwise it is a conflict.
 */
export function findLost(state: RewriteState, candidates: readonly Candidate[]): ReadonlyMap<string, Exclusion> {
  const present = new Set(candidates.map(({ key }) => key));
  const out = new Map<string, Exclusion>();
  for (const [key, { change, blocker }] of [...state.waiting]) {
    if (present.has(key)) continue;
    state.waiting.delete(key);
    if (change.owner.plugin === blocker.owner.plugin) {
      state.carried.set(key, blocker.key);
      continue;
    }
    const reason = `${ruleOf(blocker)} changed the same place first, and ${ruleOf(change)} does not apply to what it wrote`;
    out.set(change.unit, {
      status: 'conflicted',
      reason,
      conflict: { kind: 'lost', refused: change, kept: blocker, reason },
    });
  }
  return out;
}

/** Plugin and rule, as reports write them. */
export function ruleOf({ owner }: Candidate): string {
  return `${owner.plugin}/${owner.rule}`;
}
