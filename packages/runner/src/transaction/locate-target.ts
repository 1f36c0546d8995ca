import { isAbsolute, join, relative, sep } from 'node:path';
import { unlessCode } from '../disk/disk-error.ts';
import { STATE_FOLDER } from './state-folder.ts';
import type { Tree } from './tree.ts';

/** Why a path cannot be written, whatever its content. */
export type RefusalReason =
  | 'outside-root'
  | 'broken-link'
  | 'not-a-file'
  | 'hard-link'
  | 'same-file'
  | 'state-folder'
  | 'link';

export type Location =
  /** `target` is relative to the root, with `/`, and no part of it is a link. */
  { readonly kind: 'inside'; readonly target: string } | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** Follows the links in `path`, step by step, and says where its bytes really are or will be. */
export function locateTarget(tree: Tree, path: string): Location {
  let target = '';
  const parts = path.split('/');
  for (const [index, part] of parts.entries()) {
    const next = target === '' ? part : `${target}/${part}`;
    const isLast = index === parts.length - 1;
    const found = tree.disk.status(toNative(tree, next));
    if (found?.kind === 'link') {
      const followed = followLink(tree, next);
      if (followed.kind === 'refused') return followed;
      target = followed.target;
      continue;
    }
    if (found === undefined) return inside([next, ...parts.slice(index + 1)].join('/'));
    if (found.kind !== (isLast ? 'file' : 'folder')) return { kind: 'refused', reason: 'not-a-file' };
    target = next;
  }
  return inside(target);
}

/** The native path of a path relative to the root. */
export function toNative(tree: Pick<Tree, 'root'>, path: string): string {
  return join(tree.root, ...path.split('/'));
}

function followLink(tree: Tree, path: string): Location {
  const real = unlessCode(['ENOENT', 'ELOOP', 'ENOTDIR'], () => tree.disk.realPath(toNative(tree, path)));
  if (real === undefined) return { kind: 'refused', reason: 'broken-link' };
  const target = relative(tree.root, real);
  if (target === '..' || target.startsWith(`..${sep}`) || isAbsolute(target))
    return { kind: 'refused', reason: 'outside-root' };
  return { kind: 'inside', target: target.split(sep).join('/') };
}

function inside(target: string): Location {
  const isState = target === STATE_FOLDER || target.startsWith(`${STATE_FOLDER}/`);
  return isState ? { kind: 'refused', reason: 'state-folder' } : { kind: 'inside', target };
}
