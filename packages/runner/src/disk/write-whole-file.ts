import type { Disk, OpenFile } from './disk.ts';
import { makeDiskError, namingPath, unlessCode } from './disk-error.ts';

export interface WholeFile {
  readonly bytes: Uint8Array;
  readonly mode: number;
  /** Who should own it; left as the system gives it where we may not choose. */
  readonly owner?: { readonly owner: number; readonly group: number };
}

/** Creates `path`, which must not exist, with all of its bytes, mode and owner, and syncs it. */
export function createWholeFile(disk: Disk, path: string, file: WholeFile): void {
  const open = disk.createFile(path, file.mode);
  try {
    writeAll(disk, open, file.bytes, path);
    setOwner(disk, path, file.owner);
    // The mode given at creation is cut by the umask, and a change of owner drops some of its bits.
    disk.changeMode(path, file.mode);
    syncOpen(disk, open, path);
  } finally {
    disk.closeFile(open);
  }
}

/** Writes until every byte is taken: a single write may take fewer, as on a disk that is nearly full. */
export function writeAll(disk: Disk, file: OpenFile, bytes: Uint8Array, path: string): void {
  let start = 0;
  while (start < bytes.length) {
    const written = unlessCode(['EINTR'], () =>
      namingPath(path, 'write', () => disk.write(file, bytes.subarray(start))),
    );
    if (written === 0) throw makeDiskError('ENOSPC', 'write', path);
    start += written ?? 0;
  }
}

/** Syncs an open file; a failure names its path. */
export function syncOpen(disk: Disk, file: OpenFile, path: string): void {
  namingPath(path, 'fsync', () => disk.syncFile(file));
}

function setOwner(disk: Disk, path: string, wanted: WholeFile['owner']): void {
  if (wanted === undefined) return;
  const now = disk.status(path);
  if (now === undefined || (now.owner === wanted.owner && now.group === wanted.group)) return;
  unlessCode(['EPERM', 'EACCES', 'ENOTSUP', 'ENOSYS', 'EINVAL'], () =>
    disk.changeOwner(path, wanted.owner, wanted.group),
  );
}
