import { makeDiskError, unlessCode } from '../disk/disk-error.ts';
import { hashBytes } from '../disk/hash-bytes.ts';
import { createWholeFile } from '../disk/write-whole-file.ts';
import type { FileImage } from './file-image.ts';
import { toNative } from './locate-target.ts';
import type { Tree } from './tree.ts';

/** Writes the hidden file that will replace a target, and reads it back: what was written must be what is there. */
export function stageSibling(tree: Tree, sibling: string, bytes: Uint8Array, image: FileImage): void {
  const path = toNative(tree, sibling);
  removeIfThere(tree, sibling);
  createWholeFile(tree.disk, path, { bytes, mode: image.mode, owner: image });
  if (hashBytes(tree.disk.readFile(path)) !== image.hash) throw makeDiskError('EIO', 'read back', path);
}

/** Removes a file that may be gone already, its folder included. */
export function removeIfThere(tree: Tree, path: string): void {
  const native = toNative(tree, path);
  if (tree.disk.status(native) === undefined) return;
  unlessCode(['ENOENT'], () => tree.disk.removeFile(native));
}
