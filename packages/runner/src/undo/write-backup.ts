import { dirname, join } from 'node:path';
import type { Disk } from '../disk/disk.ts';
import { diskErrorCode, unlessCode } from '../disk/disk-error.ts';
import { hashBytes } from '../disk/hash-bytes.ts';
import { withoutSync } from '../disk/without-sync.ts';
import { createWholeFile, syncOpen } from '../disk/write-whole-file.ts';
import { parentsOf } from '../transaction/change-set.ts';
import type { Target } from '../transaction/inspect-change-set.ts';
import { toNative } from '../transaction/locate-target.ts';
import { STATE_FOLDER, statePath } from '../transaction/state-folder.ts';
import type { Tree } from '../transaction/tree.ts';
import { renderChecksums, renderRollbackScript } from './rollback-script.ts';

export interface BackupContent {
  readonly runId: string;
  readonly service: string;
  readonly targets: readonly Target[];
  /** Folders the transaction makes, outermost first. */
  readonly makes: readonly string[];
}

/**
 * Leaves the old bytes of a service, laid out by path, and a script that puts them back on a machine without Moult. Returns
 * the folder, relative to the root. The script comes last, so a folder that has one is complete. Nothing that Moult does rests on a backup,
 * so it is synced by `syncBackups`, many at a time.
 */
export function writeBackup(synced: Tree, content: BackupContent): string {
  const tree = { ...synced, disk: withoutSync(synced.disk) };
  const folder = makeBackupFolder(tree, content);
  const native = toNative(tree, folder);
  const made = new Set([native]);
  for (const { target, before, bytesBefore } of content.targets) {
    if (before === undefined || bytesBefore === undefined) continue;
    const path = `before/${target}`;
    for (const parent of parentsOf(path)) ensureFolder(tree, join(native, ...parent.split('/')), made);
    createWholeFile(tree.disk, join(native, ...path.split('/')), { bytes: bytesBefore, mode: 0o600 });
  }
  const { before, after } = renderChecksums(content.targets);
  createWholeFile(tree.disk, join(native, 'before.sha256'), { bytes: Buffer.from(before), mode: 0o600 });
  createWholeFile(tree.disk, join(native, 'after.sha256'), { bytes: Buffer.from(after), mode: 0o600 });
  const script = Buffer.from(renderRollbackScript({ ...content, folder }));
  createWholeFile(tree.disk, join(native, 'rollback.sh'), { bytes: script, mode: 0o700 });
  return folder;
}

/** Makes backups last, and the folders above them; those that were removed again are passed over. */
export function syncBackups(tree: Tree, folders: readonly string[]): void {
  if (folders.length === 0) return;
  for (const folder of folders) syncAll(tree.disk, toNative(tree, folder));
  for (const path of new Set(folders.map((folder) => dirname(toNative(tree, folder))))) tree.disk.syncFolder(path);
  tree.disk.syncFolder(statePath(tree, 'backups'));
}

function syncAll(disk: Disk, path: string): void {
  const kind = disk.status(path)?.kind;
  if (kind === 'folder') {
    for (const name of disk.readFolder(path)) syncAll(disk, join(path, name));
    disk.syncFolder(path);
  } else if (kind === 'file') {
    const file = disk.openForAppend(path);
    try {
      syncOpen(disk, file, path);
    } finally {
      disk.closeFile(file);
    }
  }
}

/** Removes a backup that nothing needs any more, the script first; what the disk refuses stays and does no harm. */
export function removeBackup(tree: Tree, folder: string): void {
  const native = toNative(tree, folder);
  try {
    unlessCode(['ENOENT', 'ENOTDIR'], () => tree.disk.removeFile(join(native, 'rollback.sh')));
    removeAll(tree, native);
  } catch (error) {
    if (diskErrorCode(error) === undefined) throw error;
  }
}

function removeAll(tree: Tree, folder: string): void {
  if (tree.disk.status(folder)?.kind !== 'folder') return;
  for (const name of tree.disk.readFolder(folder)) {
    const path = join(folder, name);
    if (tree.disk.status(path)?.kind === 'folder') removeAll(tree, path);
    else tree.disk.removeFile(path);
  }
  tree.disk.removeFolder(folder);
}

/** A run may apply a service more than once; each time gets its own folder. */
function makeBackupFolder(tree: Tree, { runId, service }: BackupContent): string {
  unlessCode(['EEXIST'], () => tree.disk.makeFolder(statePath(tree, 'backups', runId), 0o700));
  const name = toFolderName(service);
  for (let count = 1; ; count += 1) {
    const folder = [STATE_FOLDER, 'backups', runId, count === 1 ? name : `${name}~${count}`].join('/');
    const isMade = unlessCode(['EEXIST'], () => {
      tree.disk.makeFolder(toNative(tree, folder), 0o700);
      return true;
    });
    if (isMade === true) return folder;
  }
}

const LONGEST_NAME = 120;

/** One folder name for any service name, different for different ones. */
export function toFolderName(service: string): string {
  const name = service.replace(
    /[^A-Za-z0-9_.-]|^\./gu,
    (part) => `%${Buffer.from(part).toString('hex').toUpperCase()}`,
  );
  if (name.length <= LONGEST_NAME && name !== '') return name;
  return `${name.slice(0, LONGEST_NAME)}%${hashBytes(Buffer.from(service)).slice(0, 16)}`;
}

function ensureFolder(tree: Tree, path: string, made: Set<string>): void {
  if (made.has(path)) return;
  tree.disk.makeFolder(path, 0o700);
  made.add(path);
}
