import { unlessCode } from '../disk/disk-error.ts';
import { hashBytes } from '../disk/hash-bytes.ts';
import { createWholeFile } from '../disk/write-whole-file.ts';
import { statePath } from './state-folder.ts';
import type { Tree } from './tree.ts';

/**
 * Keeps each image under its hash, on disk for good when this returns. One flat folder, not a fan-out: the entries of a whole
 * transaction then take one sync.
 */
export function storeBlobs(tree: Tree, images: readonly Uint8Array[]): void {
  for (const bytes of images) storeBlob(tree, bytes);
  tree.disk.syncFolder(statePath(tree, 'blobs'));
}

function storeBlob(tree: Tree, bytes: Uint8Array): void {
  const hash = hashBytes(bytes);
  // A blob that was damaged since is written again.
  if (readBlob(tree, hash) !== undefined) return;
  const draft = `${blobPath(tree, hash)}.new`;
  unlessCode(['ENOENT'], () => tree.disk.removeFile(draft));
  createWholeFile(tree.disk, draft, { bytes, mode: 0o600 });
  tree.disk.rename(draft, blobPath(tree, hash));
}

/** The bytes with this hash, or `undefined` when they are not kept or no longer whole. */
export function readBlob(tree: Tree, hash: string): Uint8Array | undefined {
  const bytes = unlessCode(['ENOENT'], () => tree.disk.readFile(blobPath(tree, hash)));
  return bytes !== undefined && hashBytes(bytes) === hash ? bytes : undefined;
}

/** Where the bytes with this hash are kept. */
export function blobPath(tree: Pick<Tree, 'root'>, hash: string): string {
  return statePath(tree, 'blobs', hash);
}
