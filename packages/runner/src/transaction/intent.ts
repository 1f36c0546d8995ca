import type { JournalRecord } from '../journal/journal-record.ts';
import type { FileImage } from './file-image.ts';

/** One file of a transaction, as journalled. Paths are relative to the root. */
export interface IntentFile {
  readonly path: string;
  /** Where the bytes really are: `path` with its links followed. */
  readonly target: string;
  /** `undefined` where the file did not exist. */
  readonly before: FileImage | undefined;
  /** `undefined` where the file is deleted. */
  readonly after: FileImage | undefined;
  /** The hidden file beside the target that the new bytes, or in a recovery the old ones, go to first. */
  readonly sibling: string;
}

/** All that is needed to finish or take back a transaction after a crash; the body of `tx.intent`. */
export interface TransactionIntent {
  readonly tx: string;
  readonly service: string;
  readonly files: readonly IntentFile[];
  /** Folders that have to be made, outermost first. */
  readonly makes: readonly string[];
  /** Folders to remove when they are empty in the end, innermost first. */
  readonly removes: readonly { readonly path: string; readonly mode: number }[];
  /** The transactions this one takes back; empty for an ordinary one. */
  readonly undoes: readonly string[];
  /** The backup folder made for it. */
  readonly backup: string | undefined;
  /** It takes over what somebody else wrote: nothing of it is ours to put back when it was cut short. */
  readonly adopts?: boolean;
}

export type TransactionState = 'open' | 'committed' | 'undone' | 'conflict' | 'reverted';

/** A transaction and what became of it, by the journal. */
export interface RecordedTransaction {
  readonly intent: TransactionIntent;
  readonly state: TransactionState;
  /** When the intent was written, as an ISO 8601 instant. */
  readonly began: string;
}

/** The transactions of a run in the order they began. One that a later undo took back is `reverted`. */
export function readTransactions(records: readonly JournalRecord[]): readonly RecordedTransaction[] {
  const found = new Map<string, RecordedTransaction>();
  for (const { ev, data, ts } of records) {
    if (ev === 'tx.intent') {
      // The checksum vouches for what `commitChangeSet` wrote.
      const intent = data as TransactionIntent;
      found.set(intent.tx, { intent, state: 'open', began: ts });
      continue;
    }
    const state = STATE_AFTER[ev];
    if (state === undefined) continue;
    // The same: every closing record names its transaction.
    const { tx } = data as { readonly tx: string };
    const closed = found.get(tx);
    if (closed === undefined) continue;
    found.set(tx, { ...closed, state });
    if (state === 'committed') markReverted(found, closed.intent.undoes);
  }
  return [...found.values()];
}

const STATE_AFTER: { readonly [event: string]: TransactionState } = {
  'tx.committed': 'committed',
  'tx.undone': 'undone',
  'tx.conflict': 'conflict',
};

function markReverted(found: Map<string, RecordedTransaction>, undone: readonly string[]): void {
  for (const tx of undone) {
    const transaction = found.get(tx);
    if (transaction !== undefined) found.set(tx, { ...transaction, state: 'reverted' });
  }
}
