import type { TransactionIntent } from './intent.ts';
import { toNative } from './locate-target.ts';
import type { Tree } from './tree.ts';

/** Syncs every folder whose entries the transaction may have changed, once. */
export function syncTouchedFolders(tree: Tree, intent: TransactionIntent): void {
  const changed = [
    ...intent.files.map(({ target }) => target),
    ...intent.makes,
    ...intent.removes.map(({ path }) => path),
  ];
  syncFolders(tree, changed.map(parentOf));
}

/** Syncs these folders, as far as they are there. */
export function syncFolders(tree: Tree, folders: readonly string[]): void {
  for (const folder of new Set(folders)) {
    const path = folder === '' ? tree.root : toNative(tree, folder);
    if (tree.disk.status(path)?.kind === 'folder') tree.disk.syncFolder(path);
  }
}

/** The folder of a relative path; the root is the empty string. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
