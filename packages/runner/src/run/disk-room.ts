import { statfsSync } from 'node:fs';
import type { CheckResult } from '@moult/fleet';
import type { ChangeSet } from '../transaction/change-set.ts';

/** New bytes, their blobs, and the old ones. */
const COPIES = 3;

/** Whether the disk has room for what the change set writes, its stored contents and its backup. */
export function hasRoomFor(root: string, set: ChangeSet): CheckResult {
  const planned = set.files.reduce((sum, file) => sum + (file.kind === 'delete' ? 0 : file.after.byteLength), 0);
  const wanted = COPIES * planned;
  const { bavail, bsize } = statfsSync(root);
  const free = bavail * bsize;
  return free >= wanted
    ? { check: 'disk-space', verdict: 'pass', evidence: `There is room for three times the ${planned} planned bytes.` }
    : { check: 'disk-space', verdict: 'fail', evidence: `${free} bytes are free, and ${wanted} are wanted.` };
}
