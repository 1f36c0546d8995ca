import { Journal } from '../journal/journal.ts';
import type { ConflictedTransaction } from './commit-outcome.ts';
import { findOpenTransactions, journalPlaceOf, listRuns, type OpenTransaction } from './find-open-transactions.ts';
import { rollBack } from './roll-back.ts';
import type { Tree } from './tree.ts';

export interface Recovery {
  /** What was taken back. */
  readonly undone: readonly OpenTransaction[];
  /** What was left alone because somebody has edited its files since. */
  readonly conflicts: readonly ConflictedTransaction[];
}

export interface RecoverOptions {
  /** Close a transaction with edited files by leaving all its files as they are now. A person's decision. */
  readonly keepConflicts?: boolean;
}

/** Takes back every open transaction, the newest first. The caller holds the lock. */
export function recoverOpenTransactions(tree: Tree, options: RecoverOptions = {}): Recovery {
  const undone: OpenTransaction[] = [];
  const conflicts: ConflictedTransaction[] = [];
  const open = findOpenTransactions(tree);
  // Every journal is synced: a commit that a killed process wrote but did not sync has been seen now, and must not be lost.
  const journals = new Map(listRuns(tree).map((runId) => [runId, Journal.open(journalPlaceOf(tree, runId))]));
  for (const transaction of [...open].reverse()) {
    const { runId, intent } = transaction;
    const journal = journals.get(runId) ?? Journal.open(journalPlaceOf(tree, runId));
    const files = intent.adopts === true ? [] : rollBack(tree, intent);
    const { tx, service } = intent;
    if (files.length === 0) {
      journal.append('tx.undone', { tx, service, by: 'recovery' });
      undone.push(transaction);
      continue;
    }
    if (options.keepConflicts === true) journal.append('tx.conflict', { tx, service, files, kept: true });
    conflicts.push({ runId, tx, service, files });
  }
  return { undone, conflicts };
}
