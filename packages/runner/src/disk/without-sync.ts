import type { Disk } from './disk.ts';

/** The same disk without syncs: for contents that a power loss may take. A kill of the process takes nothing. */
export function withoutSync(disk: Disk): Disk {
  return {
    readFile: (path) => disk.readFile(path),
    readFolder: (path) => disk.readFolder(path),
    status: (path) => disk.status(path),
    realPath: (path) => disk.realPath(path),
    createFile: (path, mode) => disk.createFile(path, mode),
    openForAppend: (path) => disk.openForAppend(path),
    write: (file, bytes) => disk.write(file, bytes),
    syncFile: () => undefined,
    closeFile: (file) => disk.closeFile(file),
    truncate: (path, length) => disk.truncate(path, length),
    rename: (from, to) => disk.rename(from, to),
    link: (existing, added) => disk.link(existing, added),
    removeFile: (path) => disk.removeFile(path),
    makeFolder: (path, mode) => disk.makeFolder(path, mode),
    removeFolder: (path) => disk.removeFolder(path),
    syncFolder: () => undefined,
    changeMode: (path, mode) => disk.changeMode(path, mode),
    changeOwner: (path, owner, group) => disk.changeOwner(path, owner, group),
  };
}
