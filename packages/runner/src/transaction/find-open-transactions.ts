import { unlessCode } from '../disk/disk-error.ts';
import { readSoundJournal } from '../journal/journal.ts';
import { type RecordedTransaction, readTransactions } from './intent.ts';
import { journalPath, statePath } from './state-folder.ts';
import type { Tree } from './tree.ts';

export interface OpenTransaction extends RecordedTransaction {
  readonly runId: string;
}

/** The transactions that a crash left half done, over all runs, without changing anything. Throws `E-JOURNAL` on damage. */
export function findOpenTransactions(tree: Tree): readonly OpenTransaction[] {
  return listRuns(tree).flatMap((runId) =>
    readRunTransactions(tree, runId)
      .filter(({ state }) => state === 'open')
      .map((transaction) => ({ ...transaction, runId })),
  );
}

/** The ids of all runs that have a journal, oldest first. */
export function listRuns(tree: Tree): readonly string[] {
  const names = unlessCode(['ENOENT', 'ENOTDIR'], () => tree.disk.readFolder(statePath(tree, 'runs'))) ?? [];
  return names.filter((name) => tree.disk.status(journalPath(tree, name)) !== undefined);
}

/** The transactions of one run, in the order they began. */
export function readRunTransactions(tree: Tree, runId: string): readonly RecordedTransaction[] {
  return readTransactions(readSoundJournal(journalPlaceOf(tree, runId)).records);
}

/** Where the journal of a run lies. */
export function journalPlaceOf(tree: Tree, runId: string) {
  return {
    disk: tree.disk,
    path: journalPath(tree, runId),
    label: `.moult/runs/${runId}/journal.jsonl`,
    now: tree.now,
  };
}
