import { makeDiskError, unlessCode } from '../disk/disk-error.ts';
import { removeBackup } from '../undo/write-backup.ts';
import { blobPath, readBlob } from './blob-store.ts';
import type { ConflictedFile } from './commit-outcome.ts';
import { type FileState, readState } from './file-image.ts';
import type { IntentFile, TransactionIntent } from './intent.ts';
import { toNative } from './locate-target.ts';
import { removeIfThere, stageSibling } from './stage-sibling.ts';
import { syncTouchedFolders } from './sync-folders.ts';
import type { Tree } from './tree.ts';

/** What to do with one file: `edited` by somebody else after we wrote it means that nothing may be done at all. */
type Verdict = 'leave' | 'restore' | 'edited' | 'blob-lost';

/**
 * Puts every file of an unfinished transaction back as it was, and removes what was made on the way. May be stopped at any
 * point and run again. Returns the files that stand in the way; then nothing was touched.
 *
 * `isOurs` tells the files that the transaction may have replaced; another one is left as it is, whatever is in it.
 */
export function rollBack(tree: Tree, intent: TransactionIntent, isOurs: (file: IntentFile) => boolean = () => true) {
  const judged = intent.files.map((file) => ({ file, verdict: judge(tree, file, isOurs(file)) }));
  const conflicts = judged.flatMap(({ file, verdict }): ConflictedFile[] =>
    verdict === 'edited' || verdict === 'blob-lost' ? [describeConflict(tree, file, verdict)] : [],
  );
  if (conflicts.length > 0) return conflicts;
  // Siblings go first: on a full disk their room may be what the old bytes need.
  for (const file of intent.files) removeIfThere(tree, file.sibling);
  for (const folder of [...intent.removes].reverse()) remakeFolder(tree, folder);
  for (const { file, verdict } of judged) if (verdict === 'restore') restore(tree, file);
  for (const path of [...intent.makes].reverse()) {
    unlessCode(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'], () => tree.disk.removeFolder(toNative(tree, path)));
  }
  syncTouchedFolders(tree, intent);
  if (intent.backup !== undefined) removeBackup(tree, intent.backup);
  return [];
}

function judge(tree: Tree, file: IntentFile, isOurs: boolean): Verdict {
  const state = readState(tree, file.target);
  if (hasContentOf(state, file.before?.hash)) {
    // Only where the transaction changes nothing but the mode can the content not tell.
    const isModeChange =
      file.before?.hash === file.after?.hash && state.kind === 'file' && state.image.mode === file.after?.mode;
    if (!isModeChange || file.after?.mode === file.before?.mode) return 'leave';
  } else if (!hasContentOf(state, file.after?.hash)) {
    return isOurs ? 'edited' : 'leave';
  }
  const isKept = file.before === undefined || readBlob(tree, file.before.hash) !== undefined;
  return isKept ? 'restore' : 'blob-lost';
}

function hasContentOf(state: FileState, hash: string | undefined): boolean {
  if (state.kind === 'absent') return hash === undefined;
  return state.kind === 'file' && state.image.hash === hash;
}

function restore(tree: Tree, file: IntentFile): void {
  const path = toNative(tree, file.target);
  if (file.before === undefined) {
    tree.disk.removeFile(path);
    return;
  }
  const bytes = readBlob(tree, file.before.hash);
  if (bytes === undefined) throw makeDiskError('EIO', 'read', blobPath(tree, file.before.hash));
  stageSibling(tree, file.sibling, bytes, file.before);
  tree.disk.rename(toNative(tree, file.sibling), path);
}

function remakeFolder(tree: Tree, folder: { readonly path: string; readonly mode: number }): void {
  const path = toNative(tree, folder.path);
  if (tree.disk.status(path) !== undefined) return;
  tree.disk.makeFolder(path, folder.mode);
  tree.disk.changeMode(path, folder.mode);
}

function describeConflict(tree: Tree, file: IntentFile, reason: ConflictedFile['reason']): ConflictedFile {
  const { path, before, after } = file;
  return {
    path,
    reason,
    beforeBlob: before === undefined ? undefined : blobPath(tree, before.hash),
    afterBlob: after === undefined ? undefined : blobPath(tree, after.hash),
  };
}
