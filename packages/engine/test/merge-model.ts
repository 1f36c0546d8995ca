import fc from 'fast-check';
import type { FileEdit, MergeCandidate } from '../src/merge/merge-changes.ts';

/** Length of the texts that generated edits are made for. */
export const TEXT_LENGTH = 24;

const edit = fc
  .record({
    path: fc.constantFrom('a.py', 'b.py'),
    start: fc.nat(TEXT_LENGTH),
    length: fc.nat(4),
    newText: fc.constantFrom('', 'x', 'yy'),
  })
  .filter(({ length, newText }) => length > 0 || newText !== '')
  .map(
    ({ path, start, length, newText }): FileEdit => ({
      path,
      start,
      end: Math.min(TEXT_LENGTH, start + length),
      newText,
    }),
  )
  .filter(({ start, end, newText }) => end > start || newText !== '');

/** Lists of changes, each with edits that do not overlap each other. */
export const changes: fc.Arbitrary<readonly MergeCandidate[]> = fc
  .array(fc.array(edit, { minLength: 1, maxLength: 3 }).map(withoutOverlaps), { maxLength: 8 })
  .map((all) => all.map((edits, index) => ({ key: `change-${index}`, edits })));

function withoutOverlaps(edits: readonly FileEdit[]): readonly FileEdit[] {
  const kept: FileEdit[] = [];
  for (const next of edits) if (!kept.some((other) => meet(other, next))) kept.push(next);
  return kept;
}

/** The plain statement of when two edits cannot both be made. */
export function meet(a: FileEdit, b: FileEdit): boolean {
  if (a.path !== b.path) return false;
  const isInsertion = ({ start, end }: FileEdit): boolean => start === end;
  if (isInsertion(a) && isInsertion(b)) return a.start === b.start;
  if (isInsertion(a)) return b.start < a.start && a.start < b.end;
  if (isInsertion(b)) return a.start < b.start && b.start < a.end;
  return a.start < b.end && b.start < a.end;
}

export function same(a: FileEdit, b: FileEdit): boolean {
  return a.path === b.path && a.start === b.start && a.end === b.end && a.newText === b.newText;
}

/** Keys of the changes that a naive merge accepts. */
export function modelAccepted(all: readonly MergeCandidate[]): readonly string[] {
  const taken: FileEdit[] = [];
  const keys: string[] = [];
  for (const { key, edits } of all) {
    const isFree = edits.every((one) =>
      taken.every((other) => same(one, other) || !meet(one, other) || isOwnInsertion(one, other, edits)),
    );
    if (!isFree) continue;
    keys.push(key);
    taken.push(...edits);
  }
  return keys;
}

/** A change that asks for the very insertion which is there already may insert more at the same place. */
function isOwnInsertion(one: FileEdit, other: FileEdit, own: readonly FileEdit[]): boolean {
  return one.start === one.end && other.start === other.end && own.some((sibling) => same(sibling, other));
}
