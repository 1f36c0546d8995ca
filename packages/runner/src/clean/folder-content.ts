import { join } from 'node:path';
import type { Disk } from '../disk/disk.ts';
import { unlessCode } from '../disk/disk-error.ts';

/** The files below a folder with their sizes in bytes; links are listed, never followed. */
export function listContent(disk: Disk, folder: string): readonly { readonly path: string; readonly size: number }[] {
  if (disk.status(folder)?.kind !== 'folder') return [];
  return disk.readFolder(folder).flatMap((name) => {
    const path = join(folder, name);
    const found = disk.status(path);
    if (found === undefined) return [];
    return found.kind === 'folder' ? listContent(disk, path) : [{ path, size: found.size }];
  });
}

/** Removes a folder and all that is in it. `first` are names in it that go before everything else. */
export function removeContent(disk: Disk, folder: string, first: readonly string[] = []): void {
  if (disk.status(folder)?.kind !== 'folder') return;
  for (const name of first) unlessCode(['ENOENT'], () => disk.removeFile(join(folder, name)));
  for (const name of disk.readFolder(folder)) {
    const path = join(folder, name);
    if (disk.status(path)?.kind === 'folder') removeContent(disk, path);
    else disk.removeFile(path);
  }
  disk.removeFolder(folder);
}
