import type { Candidate } from './candidate.ts';
import type { Exclusion } from './exclusion.ts';
import { ruleOf } from './find-lost.ts';
import type { RewriteState } from './rewrite-state.ts';

/**
 * Changes that want an imported name to move elsewhere than one that comes before them in merge order. Their edits may not meet, but the import
 * can only move once.
 */
export function findImportConflicts(state: RewriteState, sorted: readonly Candidate[]): ReadonlyMap<string, Exclusion> {
  const moves = new Map<string, { readonly to: string; readonly by: Candidate }>();
  const out = new Map<string, Exclusion>();
  const applied = [...state.applied].flatMap((key) => state.candidates.get(key) ?? []);
  for (const candidate of [...applied, ...sorted]) {
    if (state.exclusions.has(candidate.unit) || out.has(candidate.unit)) continue;
    for (const intent of candidate.intents) {
      if (intent.kind !== 'rename') continue;
      const key = `${candidate.place.path} ${intent.from}`;
      const known = moves.get(key);
      if (known === undefined) moves.set(key, { to: intent.to, by: candidate });
      else if (known.to !== intent.to) {
        const reason = `${ruleOf(known.by)} moves ${intent.from} to ${known.to}, and ${ruleOf(candidate)} wants it at ${intent.to}`;
        out.set(candidate.unit, {
          status: 'conflicted',
          reason,
          conflict: { kind: 'overlap', refused: candidate, kept: known.by, reason },
        });
      }
    }
  }
  return out;
}
