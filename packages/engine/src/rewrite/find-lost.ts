import type { Candidate } from './candidate.ts';
import type { Exclusion } from './exclusion.ts';
import type { RecordedPass } from './record-sites.ts';
import type { RewriteState } from './rewrite-state.ts';

/**
 * Looks for changes that were deferred and are not proposed any more. Where the site is still there and its rule is content, or where a change
 * of the same plugin stood in the way that is no rival, the work is done; otherwise it is a conflict.
 */
export function findLost(
  state: RewriteState,
  { candidates, present }: Pick<RecordedPass, 'candidates' | 'present'>,
): ReadonlyMap<string, Exclusion> {
  const proposed = new Set(candidates.map(({ key }) => key));
  const out = new Map<string, Exclusion>();
  for (const [key, { change, blocker }] of [...state.waiting]) {
    if (proposed.has(key)) continue;
    state.waiting.delete(key);
    if (present.has(key) || (change.owner.plugin === blocker.owner.plugin && !areRivals(change, blocker))) {
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

/** Whether two changes write different texts to one span, so that only one of them can have its way. */
function areRivals(change: Candidate, blocker: Candidate): boolean {
  return change.originalEdits.some((edit) =>
    blocker.originalEdits.some(
      (other) =>
        other.path === edit.path &&
        other.start === edit.start &&
        other.end === edit.end &&
        edit.end > edit.start &&
        other.newText !== edit.newText,
    ),
  );
}

/** Plugin and rule, as reports write them. */
export function ruleOf({ owner }: Candidate): string {
  return `${owner.plugin}/${owner.rule}`;
}
