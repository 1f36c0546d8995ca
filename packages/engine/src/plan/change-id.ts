import { sha256 } from '../digest/sha256.ts';
import type { Candidate } from '../rewrite/candidate.ts';

/** Names changes by what they are: twelve hex digits of rule, place and new text. A second change that is the same in all three is numbered. */
export function nameChanges(candidates: readonly Candidate[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const taken = new Map<string, number>();
  for (const candidate of candidates) {
    const { owner, place, originalEdits, intents, needs } = candidate;
    const content = JSON.stringify([
      `${owner.plugin}/${owner.rule}`,
      place.path,
      place.start,
      place.end,
      originalEdits.map(({ path, start, end, newText }) => [path, start, end, newText]),
      intents,
      needs,
    ]);
    const count = taken.get(content) ?? 0;
    taken.set(content, count + 1);
    ids.set(candidate.key, sha256(count === 0 ? content : `${content}#${count}`).slice(0, 12));
  }
  return ids;
}
