import type { FileStatus } from '../disk/disk.ts';
import { unlessCode } from '../disk/disk-error.ts';
import type { DriftedFile } from './commit-outcome.ts';
import { readState } from './file-image.ts';
import { findDrift } from './find-drift.ts';
import type { IntentFile, TransactionIntent } from './intent.ts';
import { toNative } from './locate-target.ts';
import type { Tree } from './tree.ts';

/** How each target looked when it was last known to be as planned. */
export type Watch = ReadonlyMap<string, FileStatus | undefined>;

/** Hashes every target once more: the last look before the first rename. */
export function watchTargets(tree: Tree, intent: TransactionIntent) {
  const watch = new Map<string, FileStatus | undefined>();
  const drifted: DriftedFile[] = [];
  for (const file of intent.files) {
    // The status is taken before the content, so a write in between shows at the rename.
    watch.set(file.path, tree.disk.status(toNative(tree, file.target)));
    const reason = findDrift(readState(tree, file.target), file.before);
    if (reason !== undefined) drifted.push({ path: file.path, reason });
  }
  return { watch: watch as Watch, drifted };
}

/**
 * Renames each sibling over its target, then removes what is to be deleted, then the emptied folders. Stops before the first
 * target that was touched since `watch` and names it; `replaced` holds what was done by then.
 */
export function replaceTargets(tree: Tree, intent: TransactionIntent, watch: Watch, replaced: Set<IntentFile>) {
  for (const file of inOrder(intent.files)) {
    const path = toNative(tree, file.target);
    if (!isSame(tree.disk.status(path), watch.get(file.path))) return [{ path: file.path, reason: 'content' } as const];
    replaced.add(file);
    if (file.after === undefined) tree.disk.removeFile(path);
    else tree.disk.rename(toNative(tree, file.sibling), path);
  }
  for (const folder of intent.removes) {
    unlessCode(['ENOTEMPTY', 'EEXIST', 'ENOENT'], () => tree.disk.removeFolder(toNative(tree, folder.path)));
  }
  return [];
}

function inOrder(files: readonly IntentFile[]): readonly IntentFile[] {
  const isDeleted = (file: IntentFile) => file.after === undefined;
  return [...files.filter((file) => !isDeleted(file)), ...files.filter(isDeleted)];
}

function isSame(now: FileStatus | undefined, then: FileStatus | undefined): boolean {
  if (now === undefined || then === undefined) return now === then;
  const { identity, version, size, mode, kind } = now;
  return (
    identity === then.identity &&
    version === then.version &&
    size === then.size &&
    mode === then.mode &&
    kind === then.kind
  );
}
