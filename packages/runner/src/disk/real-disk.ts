import * as fs from 'node:fs';
import type { Disk, FileStatus } from './disk.ts';
import { diskErrorCode, namingPath, unlessCode } from './disk-error.ts';

/** The file system of this machine. */
export function realDisk(): Disk {
  return {
    readFile: (path) => fs.readFileSync(path),
    readFolder: (path) => fs.readdirSync(path).sort(),
    status: readStatus,
    realPath: (path) => fs.realpathSync.native(path),
    createFile: (path, mode) => fs.openSync(path, 'wx', mode),
    openForAppend: (path) => fs.openSync(path, fs.constants.O_WRONLY | fs.constants.O_APPEND),
    write: (file, bytes) => fs.writeSync(file, bytes, 0, bytes.length),
    syncFile: (file) => fs.fsyncSync(file),
    closeFile: (file) => fs.closeSync(file),
    truncate: (path, length) => fs.truncateSync(path, length),
    rename: process.platform === 'win32' ? renameWithPatience : (from, to) => fs.renameSync(from, to),
    link: (existing, added) => fs.linkSync(existing, added),
    removeFile: (path) => fs.unlinkSync(path),
    makeFolder: (path, mode) => fs.mkdirSync(path, { mode }),
    removeFolder: (path) => fs.rmdirSync(path),
    syncFolder,
    changeMode: (path, mode) => fs.chmodSync(path, mode),
    changeOwner: (path, owner, group) => fs.chownSync(path, owner, group),
  };
}

function readStatus(path: string): FileStatus | undefined {
  const found = unlessCode(['ENOENT', 'ENOTDIR'], () => fs.lstatSync(path, { bigint: true }));
  if (found === undefined) return undefined;
  return {
    kind: kindOf(found),
    mode: Number(found.mode & 0o7777n),
    size: Number(found.size),
    links: Number(found.nlink),
    owner: Number(found.uid),
    group: Number(found.gid),
    identity: `${found.dev}:${found.ino}`,
    version: `${found.mtimeNs}`,
  };
}

function kindOf(found: fs.BigIntStats): FileStatus['kind'] {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'folder';
  return found.isSymbolicLink() ? 'link' : 'other';
}

/** Windows has no way to sync a folder, and some network file systems answer that they cannot. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const file = fs.openSync(path, 'r');
  try {
    unlessCode(['EINVAL', 'ENOTSUP'], () => namingPath(path, 'fsync', () => fs.fsyncSync(file)));
  } finally {
    fs.closeSync(file);
  }
}

const PATIENCE_MS = 10_000;
const PAUSE_MS = 50;

/** On Windows a virus scanner or an editor may hold the target for a moment. */
function renameWithPatience(from: string, to: string): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      fs.renameSync(from, to);
      return;
    } catch (error) {
      const isPassing = ['EPERM', 'EACCES', 'EBUSY'].includes(diskErrorCode(error) ?? '');
      if (!isPassing || waited >= PATIENCE_MS) throw error;
      Atomics.wait(pause, 0, 0, PAUSE_MS);
    }
  }
}
