import { ownersWithin, type PieceText } from '../pieces/piece-text.ts';
import type { Candidate } from '../rewrite/candidate.ts';

/** The change that has already written text which edits would replace. */
export function findWrittenBy(
  current: PieceText,
  edits: Candidate['edits'],
  candidates: ReadonlyMap<string, Candidate>,
): Candidate | undefined {
  const owners = edits.flatMap((edit) => ownersWithin(current, edit));
  return owners.map((key) => candidates.get(key)).find((candidate) => candidate !== undefined);
}
