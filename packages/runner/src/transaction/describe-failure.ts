import { relative, sep } from 'node:path';
import { diskErrorCode, diskErrorPath } from '../disk/disk-error.ts';
import type { CommitFailure } from './commit-outcome.ts';
import type { Run } from './run.ts';

/** A failed system call as an outcome; `isRestored` says whether the files are all as before. */
export function describeFailure(run: Run, error: unknown, isRestored: boolean): CommitFailure {
  const path = diskErrorPath(error);
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', code: diskErrorCode(error) ?? 'EIO', message, path: path && shorten(run, path), isRestored };
}

function shorten(run: Run, path: string): string {
  const inside = relative(run.tree.root, path);
  return inside.startsWith(`..${sep}`) ? path : inside.split(sep).join('/');
}
