import { dirname, join } from 'node:path';
import { MoultError } from '@moult/errors';
import { diskErrorCode, unlessCode } from '../disk/disk-error.ts';
import { explainingRefusal } from '../disk/explaining-refusal.ts';
import { Journal } from '../journal/journal.ts';
import type { JournalEvent, JournalRecord } from '../journal/journal-record.ts';
import { judgeLiveness, type Liveness, type LockOwner, parseLockOwner } from '../lock/lock-owner.ts';
import { type LockOutcome, readLock, releaseLock, takeLock } from '../lock/take-lock.ts';
import { syncBackups } from '../undo/write-backup.ts';
import type { ConflictedTransaction } from './commit-outcome.ts';
import { journalPlaceOf, type OpenTransaction } from './find-open-transactions.ts';
import { isRunId, makeRunId } from './make-run-id.ts';
import { type RecoverOptions, type Recovery, recoverOpenTransactions } from './recover-open-transactions.ts';
import { ensureStateFolder, lockPlace, runFolder, statePath, sweepStateFolder } from './state-folder.ts';
import { describeOwner, type Tree } from './tree.ts';

export interface RunOptions extends RecoverOptions {
  /** The words of the command, for the lock and the journal. */
  readonly command: string;
  /** The id of a run to go on with; a new run begins when it is left out or has no journal yet. */
  readonly runId?: string;
  /** The body of the journal's first record. */
  readonly header?: unknown;
  /** Writes what a new run needs besides its journal, before the journal begins: a run that is listed can be gone on with. */
  readonly prepare?: () => void;
  /** Whether the command goes on with the work of the run, or only decides or undoes something in it; yes when left out. */
  readonly resumes?: boolean;
}

export type StartOutcome =
  | { readonly kind: 'started'; readonly run: Run; readonly recovered: readonly OpenTransaction[] }
  | { readonly kind: 'locked'; readonly owner: LockOwner; readonly liveness: Exclude<Liveness, 'dead'> }
  | { readonly kind: 'blocked'; readonly transactions: readonly ConflictedTransaction[] };

/** A run that holds the lock of its tree, from `startRun` to `close`. */
export class Run {
  readonly tree: Tree;
  readonly runId: string;
  readonly #owner: LockOwner;
  #journal: Journal;
  #backups: string[] = [];
  /** False after a failure that left a transaction open. */
  isSettled = true;

  constructor(tree: Tree, runId: string, owner: LockOwner, journal: Journal) {
    this.tree = tree;
    this.runId = runId;
    this.#owner = owner;
    this.#journal = journal;
  }

  get journal(): Journal {
    return this.#journal;
  }

  /** The other owner, or `undefined` when nobody has it, if this run lost its lock. */
  findUsurper(): { readonly owner: LockOwner | undefined } | undefined {
    const owner = readLock(lockPlace(this.tree));
    return owner?.token === this.#owner.token ? undefined : { owner };
  }

  /** Writes a record for good; throws `E-WRITE` when the disk refuses. */
  append(ev: JournalEvent, data: unknown): JournalRecord {
    return explainingRefusal(
      { code: 'E-WRITE', what: `The journal of run ${this.runId} cannot be written`, hint: HINT },
      () => this.#journal.append(ev, data),
    );
  }

  /** Takes back what a failure in this run left open. */
  recover(): Recovery {
    const recovery = recoverOpenTransactions(this.tree);
    this.#journal = Journal.open(journalPlaceOf(this.tree, this.runId));
    this.isSettled = recovery.conflicts.length === 0;
    return recovery;
  }

  /** Remembers a backup that is not synced yet, by its folder below the root. */
  noteBackup(folder: string): void {
    this.#backups.push(folder);
  }

  /** Makes the backups since the last time last. They are a second way back, so a disk that refuses is no failure of the run. */
  keepBackups(): void {
    const folders = this.#backups;
    this.#backups = [];
    try {
      syncBackups(this.tree, folders);
    } catch (error) {
      if (diskErrorCode(error) === undefined) throw error;
    }
  }

  /** Makes what is not synced yet last, and gives the lock back. A lock that the disk will not let go of is dead as soon as this process is. */
  close(): void {
    this.keepBackups();
    try {
      releaseLock(lockPlace(this.tree), this.#owner.token);
    } catch (error) {
      if (diskErrorCode(error) === undefined) throw error;
    }
  }
}

/**
 * Takes the lock of the tree, recovers what a crash left open, and begins a run or goes on with one. Throws `E-JOURNAL` when a
 * journal is damaged and `E-WRITE` when the disk refuses.
 */
export function startRun(tree: Tree, options: RunOptions): StartOutcome {
  if (options.runId !== undefined && !isRunId(options.runId)) throw makeIdError(options.runId);
  return explainingRefusal({ code: 'E-WRITE', what: 'A run cannot be started', hint: HINT }, () => {
    ensureStateFolder(tree);
    const owner = describeOwner(tree, options.command);
    const lock = takeLock(lockPlace(tree), owner);
    if (lock.kind === 'held') return { kind: 'locked', owner: lock.owner, liveness: lock.liveness };
    return startLocked(tree, options, lock);
  });
}

const HINT =
  'No service file is half written: what was left unfinished can still be recovered. Mend what the code says and run the command again.';

function startLocked(tree: Tree, options: RunOptions, lock: LockOutcome & { kind: 'taken' }): StartOutcome {
  const { owner, deadOwners } = lock;
  let isStarted = false;
  try {
    const recovery = recoverOpenTransactions(tree, options);
    if (recovery.conflicts.length > 0 && options.keepConflicts !== true) {
      return { kind: 'blocked', transactions: recovery.conflicts };
    }
    sweepStateFolder(tree);
    const run = openRun(tree, options, owner);
    run.append('lock.taken', { owner, after: deadOwners });
    recordBrokenLocks(tree, run);
    isStarted = true;
    return { kind: 'started', run, recovered: recovery.undone };
  } finally {
    if (!isStarted) releaseLock(lockPlace(tree), owner.token);
  }
}

function openRun(tree: Tree, options: RunOptions, owner: LockOwner): Run {
  const runId = options.runId ?? makeRunId(tree.now(), tree.makeToken());
  const folder = runFolder(tree, runId);
  const place = journalPlaceOf(tree, runId);
  if (tree.disk.status(place.path) === undefined) {
    unlessCode(['EEXIST'], () => tree.disk.makeFolder(folder, 0o700));
    options.prepare?.();
    const journal = Journal.create(place);
    journal.append('run.created', { runId, command: options.command, header: options.header });
    syncRunFolder(tree, folder);
    return new Run(tree, runId, owner, journal);
  }
  const journal = Journal.open(place);
  syncRunFolder(tree, folder);
  if (journal.records.length === 0)
    journal.append('run.created', { runId, command: options.command, header: options.header });
  else if (options.resumes !== false) journal.append('run.resumed', { command: options.command });
  return new Run(tree, runId, owner, journal);
}

function syncRunFolder(tree: Tree, folder: string): void {
  tree.disk.syncFolder(folder);
  tree.disk.syncFolder(dirname(folder));
}

/** Puts into the journal which locks people broke since the last run, and clears away the files that dead processes left. */
function recordBrokenLocks(tree: Tree, run: Run): void {
  const { disk } = tree;
  for (const name of disk.readFolder(statePath(tree))) {
    if (!name.startsWith('lock.')) continue;
    const path = join(statePath(tree), name);
    const bytes = unlessCode(['ENOENT'], () => disk.readFile(path));
    if (bytes === undefined) continue;
    const owner = parseLockOwner(bytes);
    const isBroken = name.startsWith('lock.broken-');
    if (isBroken) run.append('lock.broken', { owner });
    if (isBroken || judgeLiveness(owner, tree.processes) === 'dead')
      unlessCode(['ENOENT'], () => disk.removeFile(path));
  }
}

function makeIdError(runId: string): MoultError {
  return new MoultError('E-USAGE', `${JSON.stringify(runId)} is not the id of a run`, {
    hint: 'Ids hold letters, digits and dashes; `moult status` lists them.',
  });
}
