import type { Disk, FileStatus, OpenFile } from './disk.ts';
import { makeDiskError } from './disk-error.ts';
import {
  applyOperation,
  type EntryOperation,
  type FileInode,
  type FolderInode,
  type Inode,
  type InodeTable,
  ROOT_INODE,
  settleInode,
} from './inode.ts';
import { type Fate, listUnsynced, losePower, type UnsyncedEffect } from './power-loss.ts';
import { type Place, walkInodes } from './walk-inodes.ts';

const OWN = { owner: 1000, group: 1000 };

/**
 * A file system in memory that keeps apart what is visible now and what power loss would leave. The rules are the weakest a
 * disk may have: content survives once its file was synced, a name once its folder was; until then any part may be lost
 * without any other. A rename inside one folder is one step. Paths are POSIX.
 */
export class LossyDisk implements Disk {
  readonly #inodes: Map<number, Inode>;
  /** How many names each inode has. */
  readonly #names = new Map<number, number>();
  readonly #open = new Map<OpenFile, number>();
  #next: number;

  constructor(inodes?: InodeTable) {
    const entries = new Map<string, number>();
    const root: FolderInode = { kind: 'folder', mode: 0o755, ...OWN, entries, saved: entries, pending: [] };
    this.#inodes = new Map(inodes ?? [[ROOT_INODE, root]]);
    this.#next = Math.max(...this.#inodes.keys()) + 1;
    for (const inode of this.#inodes.values()) {
      if (inode.kind === 'folder') for (const entry of inode.entries.values()) this.#count(entry, 1);
    }
  }

  /** An independent copy of the disk as it is now. */
  fork(): LossyDisk {
    return new LossyDisk(this.#inodes);
  }

  /** What a power loss now could take. */
  listUnsynced(): readonly UnsyncedEffect[] {
    return listUnsynced(this.#inodes);
  }

  /** The disk after a power loss in which each unsynced effect has its fate. */
  losePower(fates: readonly Fate[]): LossyDisk {
    return new LossyDisk(losePower(this.#inodes, fates));
  }

  /** Makes everything durable, as if the machine had been idle for long. */
  settle(): void {
    for (const [number, inode] of this.#inodes) this.#inodes.set(number, settleInode(inode));
  }

  makeLink(to: string, path: string): void {
    this.#add('symlink', path, { kind: 'link', mode: 0o777, ...OWN, to });
  }

  readFile(path: string): Uint8Array {
    return this.#file('read', path).file.bytes;
  }

  readFolder(path: string): readonly string[] {
    return [...this.#folder('readdir', path).folder.entries.keys()].sort();
  }

  status(path: string): FileStatus | undefined {
    const place = walkInodes(this.#inodes, path, false);
    const inode = place?.inode === undefined ? undefined : this.#inodes.get(place.inode);
    if (inode === undefined) return undefined;
    const { kind, mode, owner, group } = inode;
    const size = inode.kind === 'file' ? inode.bytes.length : 0;
    const version = inode.kind === 'file' ? `${inode.version}` : '0';
    return {
      kind,
      mode,
      owner,
      group,
      size,
      version,
      links: this.#names.get(place?.inode ?? 0) ?? 0,
      identity: `${place?.inode}`,
    };
  }

  realPath(path: string): string {
    const place = walkInodes(this.#inodes, path, true);
    if (place?.inode === undefined) throw makeDiskError('ENOENT', 'realpath', path);
    return place.path === '' ? '/' : place.path;
  }

  createFile(path: string, mode: number): OpenFile {
    const bytes = new Uint8Array();
    const saved = { bytes, mode, ...OWN };
    return this.#openInode(this.#add('open', path, { kind: 'file', ...saved, version: 0, saved }));
  }

  openForAppend(path: string): OpenFile {
    return this.#openInode(this.#file('open', path).number);
  }

  write(file: OpenFile, bytes: Uint8Array): number {
    const number = this.#open.get(file) ?? 0;
    const found = this.#inodes.get(number);
    if (found?.kind !== 'file') throw makeDiskError('EBADF', 'write', '');
    this.#inodes.set(number, { ...found, bytes: Buffer.concat([found.bytes, bytes]), version: this.#next++ });
    return bytes.length;
  }

  syncFile(file: OpenFile): void {
    const found = this.#inodes.get(this.#open.get(file) ?? 0);
    if (found?.kind !== 'file') throw makeDiskError('EBADF', 'fsync', '');
    this.#inodes.set(this.#open.get(file) ?? 0, settleInode(found));
  }

  closeFile(file: OpenFile): void {
    this.#open.delete(file);
  }

  truncate(path: string, length: number): void {
    const { number, file } = this.#file('truncate', path);
    this.#inodes.set(number, { ...file, bytes: file.bytes.slice(0, length), version: this.#next++ });
  }

  rename(from: string, to: string): void {
    const source = this.#existing('rename', from);
    const target = walkInodes(this.#inodes, to, false);
    if (target === undefined) throw makeDiskError('ENOENT', 'rename', to);
    if (source.inode === target.inode) return;
    const added = { name: target.name, inode: source.inode };
    const removed = { name: source.name, inode: undefined };
    if (source.folder === target.folder) {
      this.#change(source.folder, [added, removed]);
      return;
    }
    this.#change(target.folder, [added]);
    this.#change(source.folder, [removed]);
  }

  link(existing: string, added: string): void {
    const { inode } = this.#existing('link', existing);
    this.#enter('link', added, inode);
  }

  removeFile(path: string): void {
    const { folder, name, inode } = this.#existing('unlink', path);
    if (this.#inodes.get(inode)?.kind === 'folder') throw makeDiskError('EISDIR', 'unlink', path);
    this.#change(folder, [{ name, inode: undefined }]);
  }

  makeFolder(path: string, mode: number): void {
    const entries = new Map<string, number>();
    this.#add('mkdir', path, { kind: 'folder', mode, ...OWN, entries, saved: entries, pending: [] });
  }

  removeFolder(path: string): void {
    const { folder } = this.#folder('rmdir', path);
    if (folder.entries.size > 0) throw makeDiskError('ENOTEMPTY', 'rmdir', path);
    const place = this.#existing('rmdir', path);
    this.#change(place.folder, [{ name: place.name, inode: undefined }]);
  }

  syncFolder(path: string): void {
    const { number, folder } = this.#folder('fsync', path);
    this.#inodes.set(number, settleInode(folder));
  }

  changeMode(path: string, mode: number): void {
    const { inode, found } = this.#attributes('chmod', path);
    this.#inodes.set(inode, { ...found, mode });
  }

  changeOwner(path: string, owner: number, group: number): void {
    const { inode, found } = this.#attributes('chown', path);
    this.#inodes.set(inode, { ...found, owner, group });
  }

  #attributes(call: string, path: string): { readonly inode: number; readonly found: Inode } {
    const { inode } = this.#existing(call, path);
    const found = this.#inodes.get(inode);
    if (found === undefined) throw makeDiskError('ENOENT', call, path);
    return { inode, found };
  }

  #openInode(inode: number): OpenFile {
    const file = this.#next++;
    this.#open.set(file, inode);
    return file;
  }

  #add(call: string, path: string, inode: Inode): number {
    const number = this.#next++;
    this.#enter(call, path, number);
    this.#inodes.set(number, inode);
    return number;
  }

  #enter(call: string, path: string, inode: number): void {
    const place = walkInodes(this.#inodes, path, false);
    if (place === undefined) throw makeDiskError('ENOENT', call, path);
    if (place.inode !== undefined) throw makeDiskError('EEXIST', call, path);
    this.#change(place.folder, [{ name: place.name, inode }]);
  }

  #change(number: number, operation: EntryOperation): void {
    const folder = this.#inodes.get(number);
    if (folder?.kind !== 'folder') return;
    for (const { name, inode } of operation) {
      this.#count(folder.entries.get(name), -1);
      this.#count(inode, 1);
    }
    const entries = applyOperation(folder.entries, operation);
    this.#inodes.set(number, { ...folder, entries, pending: [...folder.pending, operation] });
  }

  #count(inode: number | undefined, names: number): void {
    if (inode !== undefined) this.#names.set(inode, (this.#names.get(inode) ?? 0) + names);
  }

  #file(call: string, path: string): { readonly number: number; readonly file: FileInode } {
    const number = walkInodes(this.#inodes, path, true)?.inode;
    const file = number === undefined ? undefined : this.#inodes.get(number);
    if (number === undefined || file === undefined) throw makeDiskError('ENOENT', call, path);
    if (file.kind !== 'file') throw makeDiskError('EISDIR', call, path);
    return { number, file };
  }

  #folder(call: string, path: string): { readonly number: number; readonly folder: FolderInode } {
    const number = walkInodes(this.#inodes, path, true)?.inode;
    const folder = number === undefined ? undefined : this.#inodes.get(number);
    if (number === undefined || folder === undefined) throw makeDiskError('ENOENT', call, path);
    if (folder.kind !== 'folder') throw makeDiskError('ENOTDIR', call, path);
    return { number, folder };
  }

  #existing(call: string, path: string): Place & { readonly inode: number } {
    const place = walkInodes(this.#inodes, path, false);
    if (place?.inode === undefined) throw makeDiskError('ENOENT', call, path);
    return { ...place, inode: place.inode };
  }
}
