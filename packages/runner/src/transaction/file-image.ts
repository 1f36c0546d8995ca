import { unlessCode } from '../disk/disk-error.ts';
import { hashBytes } from '../disk/hash-bytes.ts';
import { locateTarget, toNative } from './locate-target.ts';
import type { Tree } from './tree.ts';

/** What a file is at one moment: its content by hash, its mode and who owns it. */
export interface FileImage {
  readonly hash: string;
  readonly mode: number;
  readonly owner: number;
  readonly group: number;
}

export type FileState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly image: FileImage; readonly bytes: Uint8Array }
  /** Something that is no plain file, or no longer lies where it lay. */
  | { readonly kind: 'other' };

/** What is at `target` (relative to the root, free of links) now. */
export function readState(tree: Tree, target: string): FileState {
  const location = locateTarget(tree, target);
  if (location.kind === 'refused' || location.target !== target) return { kind: 'other' };
  const found = tree.disk.status(toNative(tree, target));
  if (found === undefined) return { kind: 'absent' };
  if (found.kind !== 'file') return { kind: 'other' };
  const bytes = unlessCode(['ENOENT'], () => tree.disk.readFile(toNative(tree, target)));
  if (bytes === undefined) return { kind: 'absent' };
  const { mode, owner, group } = found;
  return { kind: 'file', image: { hash: hashBytes(bytes), mode, owner, group }, bytes };
}

/** Whether a file is as `image` says: the same bytes and the same mode, or both absent. */
export function isAt(state: FileState, image: FileImage | undefined): boolean {
  if (state.kind === 'other') return false;
  if (state.kind === 'absent' || image === undefined) return state.kind === 'absent' && image === undefined;
  return state.image.hash === image.hash && state.image.mode === image.mode;
}
