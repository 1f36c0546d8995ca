import { rangesOverlap, type TextEdit } from '@moult/text';

/** An edit of one of the files of a service. */
export interface FileEdit extends TextEdit {
  readonly path: string;
}

/** What `mergeChanges` has to know of a change: a name and its edits, which do not overlap each other. */
export interface MergeCandidate {
  readonly key: string;
  readonly edits: readonly FileEdit[];
}

/** A change that has to wait, the accepted change in its way, and the two edits that meet. */
export interface Deferral<C extends MergeCandidate> {
  readonly change: C;
  readonly blocker: C;
  readonly edit: FileEdit;
  readonly blocking: FileEdit;
}

/** An edit to make and the keys of the changes that asked for it, in merge order. */
export interface JointEdit extends FileEdit {
  readonly owners: readonly string[];
}

export interface MergeResult<C extends MergeCandidate> {
  /** In merge order. */
  readonly accepted: readonly C[];
  readonly deferred: readonly Deferral<C>[];
  /** Disjoint edits by path and offset; an edit several changes ask for is there once. */
  readonly edits: readonly JointEdit[];
}

/**
 * Accepts changes in the order given, each whole or not at all. Edits that say the same count once. A change is deferred when an edit of it
 * overlaps another one that was accepted, or inserts something else at the same place; edits that only touch do not disturb each other.
 */
export function mergeChanges<C extends MergeCandidate>(changes: readonly C[]): MergeResult<C> {
  const accepted: C[] = [];
  const deferred: Deferral<C>[] = [];
  const files = new Map<string, Placed<C>[]>();
  for (const change of changes) {
    const obstacle = findObstacle(files, change);
    if (obstacle !== undefined) deferred.push({ change, ...obstacle });
    else {
      accepted.push(change);
      for (const edit of change.edits) place(files, edit, change);
    }
  }
  return { accepted, deferred, edits: collectEdits(files) };
}

/** An accepted edit and who asked for it; insertions that one change makes at one place stay in its order. */
interface Placed<C extends MergeCandidate> {
  readonly edit: FileEdit;
  readonly change: C;
  readonly owners: string[];
}

function findObstacle<C extends MergeCandidate>(
  files: ReadonlyMap<string, readonly Placed<C>[]>,
  change: C,
): { readonly blocker: C; readonly edit: FileEdit; readonly blocking: FileEdit } | undefined {
  for (const edit of change.edits) {
    const blocking = findBlocking(files.get(edit.path) ?? [], edit, change.edits);
    if (blocking !== undefined) return { blocker: blocking.change, edit, blocking: blocking.edit };
  }
  return undefined;
}

function findBlocking<C extends MergeCandidate>(
  placed: readonly Placed<C>[],
  edit: FileEdit,
  siblings: readonly FileEdit[],
): Placed<C> | undefined {
  for (let index = firstReaching(placed, edit.start); index < placed.length; index++) {
    const other = placed[index];
    if (other === undefined || other.edit.start > edit.end) return undefined;
    if (areEqual(other.edit, edit)) continue;
    if (rangesOverlap(other.edit, edit)) return other;
    if (insertsAtSamePlace(other.edit, edit) && !siblings.some((sibling) => areEqual(sibling, other.edit)))
      return other;
  }
  return undefined;
}

function insertsAtSamePlace(a: TextEdit, b: TextEdit): boolean {
  return a.start === a.end && b.start === b.end && a.start === b.start;
}

function place<C extends MergeCandidate>(files: Map<string, Placed<C>[]>, edit: FileEdit, change: C): void {
  const placed = files.get(edit.path) ?? [];
  files.set(edit.path, placed);
  let index = firstReaching(placed, edit.start);
  for (; index < placed.length; index++) {
    const other = placed[index];
    if (other === undefined || isAfter(other.edit, edit)) break;
    if (areEqual(other.edit, edit)) {
      if (!other.owners.includes(change.key)) other.owners.push(change.key);
      return;
    }
  }
  placed.splice(index, 0, { edit, change, owners: [change.key] });
}

/** Index of the first accepted edit that ends at or after `offset`; accepted edits are disjoint, so their ends are sorted too. */
function firstReaching<C extends MergeCandidate>(placed: readonly Placed<C>[], offset: number): number {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((placed[middle]?.edit.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isAfter(a: TextEdit, b: TextEdit): boolean {
  return a.start > b.start || (a.start === b.start && a.end > b.end);
}

function areEqual(a: FileEdit, b: FileEdit): boolean {
  return a.path === b.path && a.start === b.start && a.end === b.end && a.newText === b.newText;
}

function collectEdits<C extends MergeCandidate>(
  files: ReadonlyMap<string, readonly Placed<C>[]>,
): readonly JointEdit[] {
  return [...files.keys()].sort().flatMap((path) =>
    (files.get(path) ?? []).map(({ edit, owners }) => ({
      path,
      start: edit.start,
      end: edit.end,
      newText: edit.newText,
      owners,
    })),
  );
}
