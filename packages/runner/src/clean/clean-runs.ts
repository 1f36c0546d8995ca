import { join } from 'node:path';
import { unlessCode } from '../disk/disk-error.ts';
import { explainingRefusal } from '../disk/explaining-refusal.ts';
import { releaseLock, takeLock } from '../lock/take-lock.ts';
import { listRuns } from '../transaction/find-open-transactions.ts';
import { recoverOpenTransactions } from '../transaction/recover-open-transactions.ts';
import type { StartOutcome } from '../transaction/run.ts';
import { lockPlace, statePath, sweepStateFolder } from '../transaction/state-folder.ts';
import { describeOwner, type Tree } from '../transaction/tree.ts';
import { listContent, removeContent } from './folder-content.ts';
import { type CleanWish, type SelectedRun, selectRuns } from './select-runs.ts';

/** What a clean-up removes, and what it frees, in bytes. */
export interface CleanPlan {
  readonly remove: readonly (SelectedRun & { readonly bytes: number })[];
  readonly keep: readonly SelectedRun[];
  /** Stored contents of files that no run needs afterwards, by hash. */
  readonly blobs: readonly string[];
  readonly bytes: number;
}

export type CleanOutcome =
  | { readonly kind: 'cleaned'; readonly plan: CleanPlan }
  | Exclude<StartOutcome, { kind: 'started' }>;

/** What a clean-up would do; changes nothing. Throws `E-JOURNAL` when a journal is damaged. */
export function planClean(tree: Tree, wish: CleanWish): CleanPlan {
  return explainingRefusal({ code: 'E-READ', what: 'What a clean-up would remove cannot be read', hint: HINT }, () => {
    const selected = selectRuns(tree, wish);
    const remove = selected
      .filter((run) => run.keep === undefined)
      .map((run) => ({ ...run, bytes: foldersOf(tree, run.runId).reduce((sum, path) => sum + sizeOf(tree, path), 0) }));
    const gone = new Set(remove.map((run) => run.runId));
    const blobs = listUnneededBlobs(tree, gone);
    const blobBytes = blobs.reduce(
      (sum, name) => sum + (tree.disk.status(statePath(tree, 'blobs', name))?.size ?? 0),
      0,
    );
    return {
      remove,
      keep: selected.filter((run) => run.keep !== undefined),
      blobs,
      bytes: remove.reduce((sum, run) => sum + run.bytes, blobBytes),
    };
  });
}

const HINT = 'Nothing that a remaining run needs was removed. Mend what the code says and run the command again.';

/**
 * Removes old runs with their backups, and stored contents that no other run needs. Takes the lock and recovers first. A clean-up that is cut
 * short leaves nothing that the next one would not remove: a run's journal goes first, and contents go only when no journal names them.
 */
export function cleanRuns(tree: Tree, wish: CleanWish): CleanOutcome {
  if (tree.disk.status(statePath(tree)) === undefined) return { kind: 'cleaned', plan: planClean(tree, wish) };
  return explainingRefusal({ code: 'E-WRITE', what: 'The clean-up did not come to its end', hint: HINT }, () => {
    const place = lockPlace(tree);
    const lock = takeLock(place, describeOwner(tree, 'moult clean'));
    if (lock.kind === 'held') return { kind: 'locked', owner: lock.owner, liveness: lock.liveness };
    try {
      const { conflicts } = recoverOpenTransactions(tree);
      if (conflicts.length > 0) return { kind: 'blocked', transactions: conflicts };
      sweepStateFolder(tree);
      const plan = planClean(tree, wish);
      removeAll(tree, plan);
      return { kind: 'cleaned', plan };
    } finally {
      releaseLock(place, lock.owner.token);
    }
  });
}

function removeAll(tree: Tree, { remove }: CleanPlan): void {
  const { disk } = tree;
  for (const { runId } of remove) {
    const [folder = '', backup = ''] = foldersOf(tree, runId);
    removeContent(disk, folder, ['journal.jsonl']);
    // From here on no journal speaks of the run, for good: only then may what it alone needs go.
    disk.syncFolder(statePath(tree, 'runs'));
    removeContent(disk, backup);
  }
  removeLeftovers(tree);
  for (const name of listUnneededBlobs(tree, new Set())) disk.removeFile(statePath(tree, 'blobs', name));
}

/** Folders of runs without a journal: an earlier clean-up, or the first moment of a run, was cut short. */
function removeLeftovers(tree: Tree): void {
  const known = new Set(listRuns(tree));
  for (const part of ['runs', 'backups']) {
    const folder = statePath(tree, part);
    if (tree.disk.status(folder) === undefined) continue;
    for (const name of tree.disk.readFolder(folder)) if (!known.has(name)) removeContent(tree.disk, join(folder, name));
  }
}

function foldersOf(tree: Tree, runId: string): readonly string[] {
  return [statePath(tree, 'runs', runId), statePath(tree, 'backups', runId)];
}

function sizeOf(tree: Tree, folder: string): number {
  return listContent(tree.disk, folder).reduce((sum, file) => sum + file.size, 0);
}

/** Contents that are named by no journal and by no list of kept files of a run that stays. */
function listUnneededBlobs(tree: Tree, gone: ReadonlySet<string>): readonly string[] {
  const folder = statePath(tree, 'blobs');
  if (tree.disk.status(folder) === undefined) return [];
  const needed = new Set(listRuns(tree).flatMap((runId) => (gone.has(runId) ? [] : namedHashes(tree, runId))));
  return tree.disk.readFolder(folder).filter((name) => !needed.has(name));
}

/** Every hash in the files that vouch for contents; one too many does no harm. */
function namedHashes(tree: Tree, runId: string): readonly string[] {
  const vouching = listContent(tree.disk, statePath(tree, 'runs', runId)).filter(({ path }) =>
    /[\\/](?:journal\.jsonl|kept\.json)$/.test(path),
  );
  return vouching.flatMap(({ path }) => {
    const bytes = unlessCode(['ENOENT'], () => tree.disk.readFile(path));
    return bytes === undefined
      ? []
      : (Buffer.from(bytes)
          .toString('latin1')
          .match(/[0-9a-f]{64}/g) ?? []);
  });
}
