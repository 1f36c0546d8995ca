import type { LockOwner } from '../lock/lock-owner.ts';
import type { RefusalReason } from './locate-target.ts';

/** How a file is not what the plan, or the journal, says it was. */
export type DriftReason = 'content' | 'mode' | 'missing' | 'exists' | 'replaced';

export interface DriftedFile {
  readonly path: string;
  readonly reason: DriftReason;
}

export interface RefusedFile {
  readonly path: string;
  readonly reason: RefusalReason;
}

/** A transaction that cannot be taken back by itself, because somebody changed `files` after the crash. */
export interface ConflictedTransaction {
  readonly runId: string;
  readonly tx: string;
  readonly service: string;
  readonly files: readonly ConflictedFile[];
}

export interface ConflictedFile {
  readonly path: string;
  readonly reason: 'edited' | 'blob-lost';
  /** Where the bytes from before and after the transaction are kept. */
  readonly beforeBlob: string | undefined;
  readonly afterBlob: string | undefined;
}

/** What became of a service's change set. `files` are paths relative to the root, in the order of the set. */
export type CommitOutcome =
  | {
      readonly kind: 'committed';
      readonly tx: string;
      readonly files: readonly string[];
      readonly backup: string | undefined;
    }
  /** Every file already is as the set wants it. */
  | { readonly kind: 'unchanged'; readonly files: readonly string[] }
  /** These files are not what was planned for; nothing was written, or all of it taken back. */
  | { readonly kind: 'drifted'; readonly files: readonly DriftedFile[] }
  | { readonly kind: 'refused'; readonly files: readonly RefusedFile[] }
  | CommitFailure
  | { readonly kind: 'blocked'; readonly transactions: readonly ConflictedTransaction[] }
  /** The lock of this run is gone; `owner` holds it now, if anybody does. */
  | { readonly kind: 'locked'; readonly owner: LockOwner | undefined };

/** The disk refused. */
export interface CommitFailure {
  readonly kind: 'failed';
  /** The code of the system call, such as `ENOSPC`. */
  readonly code: string;
  readonly message: string;
  /** The path of the call, relative to the root where it lies in it. */
  readonly path: string | undefined;
  /** Whether the files are all as before. If not, the transaction is open, and the next command that writes recovers it. */
  readonly isRestored: boolean;
}
