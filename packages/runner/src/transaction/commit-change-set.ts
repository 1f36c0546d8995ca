import { diskErrorCode, unlessCode } from '../disk/disk-error.ts';
import { removeBackup, writeBackup } from '../undo/write-backup.ts';
import { storeBlobs } from './blob-store.ts';
import { type ChangeSet, checkChangeSet, parentsOf } from './change-set.ts';
import type { CommitFailure, CommitOutcome, DriftedFile } from './commit-outcome.ts';
import { describeFailure } from './describe-failure.ts';
import { type InspectOptions, inspectChangeSet, type Target } from './inspect-change-set.ts';
import type { IntentFile, TransactionIntent } from './intent.ts';
import { toNative } from './locate-target.ts';
import { replaceTargets, watchTargets } from './replace-targets.ts';
import { rollBack } from './roll-back.ts';
import type { Run } from './run.ts';
import { stageSibling } from './stage-sibling.ts';
import { parentOf, syncFolders, syncTouchedFolders } from './sync-folders.ts';

export interface CommitOptions extends InspectOptions {
  /** Whether to leave a backup folder with a rollback script; yes when left out. */
  readonly backup?: boolean;
  /** For an undo: the transactions this one takes back, and the folders to remove when empty, innermost first. */
  readonly undoes?: readonly string[];
  readonly removes?: TransactionIntent['removes'];
}

/**
 * Writes the change set of one service, all of it or nothing. After a crash at any point the next run takes it back. Throws
 * only when the set contradicts itself or a journal is damaged.
 */
export function commitChangeSet(run: Run, set: ChangeSet, options: CommitOptions = {}): CommitOutcome {
  checkChangeSet(set);
  try {
    const obstacle = findObstacle(run);
    if (obstacle !== undefined) return obstacle;
    const inspection = inspectChangeSet(run.tree, set, options);
    if (inspection.kind !== 'ready') return inspection;
    const intent = announce(run, set, inspection.targets, options);
    return carryOut(run, intent, inspection.targets);
  } catch (error) {
    // Up to the intent nothing but the state folder was written.
    if (diskErrorCode(error) === undefined) throw error;
    return describeFailure(run, error, run.isSettled);
  }
}

/** The lock must still be ours, and nothing may be open. */
function findObstacle(run: Run): CommitOutcome | undefined {
  const usurper = run.findUsurper();
  if (usurper !== undefined) return { kind: 'locked', owner: usurper.owner };
  if (run.isSettled) return undefined;
  const { conflicts } = run.recover();
  return conflicts.length === 0 ? undefined : { kind: 'blocked', transactions: conflicts };
}

/** Keeps all bytes safe and journals what is about to happen. */
function announce(run: Run, set: ChangeSet, targets: readonly Target[], options: CommitOptions): TransactionIntent {
  const { tree } = run;
  storeBlobs(tree, targets.flatMap(({ bytesBefore, bytesAfter }) => [bytesBefore, bytesAfter]).filter(isPresent));
  const tx = `${run.runId}-${run.journal.records.length + 1}`;
  const { service } = set;
  const makes = listMissingFolders(run, targets);
  const backup =
    options.backup === false ? undefined : writeBackup(tree, { runId: run.runId, service, targets, makes });
  if (backup !== undefined) run.noteBackup(backup);
  const intent: TransactionIntent = {
    tx,
    service,
    files: targets.map((target, index) => describeFile(target, `.moult-${tx}-${index}`)),
    makes,
    removes: options.removes ?? [],
    undoes: options.undoes ?? [],
    backup,
  };
  try {
    run.journal.append('tx.intent', intent);
  } catch (error) {
    if (!run.journal.isCertain) run.isSettled = false;
    else if (backup !== undefined && diskErrorCode(error) !== undefined) removeBackup(tree, backup);
    throw error;
  }
  return intent;
}

function describeFile({ path, target, before, after }: Target, siblingName: string): IntentFile {
  const folder = parentOf(target);
  return { path, target, before, after, sibling: folder === '' ? siblingName : `${folder}/${siblingName}` };
}

function listMissingFolders(run: Run, targets: readonly Target[]): readonly string[] {
  const folders = new Set(
    targets.filter(({ after }) => after !== undefined).flatMap(({ target }) => parentsOf(target)),
  );
  return [...folders].filter((folder) => run.tree.disk.status(toNative(run.tree, folder)) === undefined);
}

function carryOut(run: Run, intent: TransactionIntent, targets: readonly Target[]): CommitOutcome {
  const { tree } = run;
  const { tx, service, undoes, backup } = intent;
  const replaced = new Set<IntentFile>();
  run.isSettled = false;
  try {
    stageAll(run, intent, targets);
    const { watch, drifted } = watchTargets(tree, intent);
    const moved = drifted.length > 0 ? drifted : replaceTargets(tree, intent, watch, replaced);
    if (moved.length > 0) return giveUp(run, intent, replaced, moved);
    syncTouchedFolders(tree, intent);
    run.journal.append('tx.committed', { tx, service, undoes });
  } catch (error) {
    if (diskErrorCode(error) === undefined) throw error;
    return takeBack(run, intent, replaced, error);
  }
  run.isSettled = true;
  return { kind: 'committed', tx, files: intent.files.map(({ path }) => path), backup };
}

function stageAll(run: Run, intent: TransactionIntent, targets: readonly Target[]): void {
  const { tree } = run;
  for (const folder of intent.makes) unlessCode(['EEXIST'], () => tree.disk.makeFolder(toNative(tree, folder), 0o777));
  for (const [index, file] of intent.files.entries()) {
    const bytes = targets[index]?.bytesAfter;
    if (bytes !== undefined && file.after !== undefined) stageSibling(tree, file.sibling, bytes, file.after);
  }
  syncFolders(tree, [...intent.makes, ...intent.makes.map(parentOf)]);
}

/** Somebody else changed a target in the meantime: what was done is taken back, their file stays as it is. */
function giveUp(
  run: Run,
  intent: TransactionIntent,
  replaced: ReadonlySet<IntentFile>,
  files: readonly DriftedFile[],
): CommitOutcome {
  const conflicts = rollBack(run.tree, intent, (file) => replaced.has(file));
  const { tx, service } = intent;
  if (conflicts.length > 0)
    return { kind: 'blocked', transactions: [{ runId: run.runId, tx, service, files: conflicts }] };
  run.journal.append('tx.conflict', { tx, service, files });
  run.isSettled = true;
  return { kind: 'drifted', files };
}

/** The disk failed half way. If that cannot be mended now, the transaction stays open for the next command. */
function takeBack(
  run: Run,
  intent: TransactionIntent,
  replaced: ReadonlySet<IntentFile>,
  cause: unknown,
): CommitFailure {
  // When the commit may be on disk after all, only reading the journal anew can tell which way to go.
  if (!run.journal.isCertain) return describeFailure(run, cause, false);
  try {
    const conflicts = rollBack(run.tree, intent, (file) => replaced.has(file));
    if (conflicts.length === 0) {
      run.journal.append('tx.undone', { tx: intent.tx, service: intent.service, by: 'failure' });
      run.isSettled = true;
    }
  } catch (error) {
    // The cause is reported, not what came after it.
    if (diskErrorCode(error) === undefined) throw error;
  }
  return describeFailure(run, cause, run.isSettled);
}

function isPresent(bytes: Uint8Array | undefined): bytes is Uint8Array {
  return bytes !== undefined;
}
