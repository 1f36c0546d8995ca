/** What a file, folder or link of a lossy disk is; never changed in place, so that a copy of the disk costs nothing. */
export type Inode = FileInode | FolderInode | LinkInode;

interface Attributes {
  readonly mode: number;
  readonly owner: number;
  readonly group: number;
}

export interface FileInode extends Attributes {
  readonly kind: 'file';
  readonly bytes: Uint8Array;
  readonly version: number;
  /** What power loss cannot take. */
  readonly saved: Attributes & { readonly bytes: Uint8Array };
}

export interface FolderInode extends Attributes {
  readonly kind: 'folder';
  readonly entries: Entries;
  readonly saved: Entries;
  /** The operations on its entries since the last sync, each of which power loss may take or leave. */
  readonly pending: readonly EntryOperation[];
}

export interface LinkInode extends Attributes {
  readonly kind: 'link';
  readonly to: string;
}

export type Entries = ReadonlyMap<string, number>;

/** Names that got another inode, or none, in one step. */
export type EntryOperation = readonly { readonly name: string; readonly inode: number | undefined }[];

/** All inodes by number; the root is 1. */
export type InodeTable = ReadonlyMap<number, Inode>;

export const ROOT_INODE = 1;

/** The entries after an operation. */
export function applyOperation(entries: Entries, operation: EntryOperation): Entries {
  const next = new Map(entries);
  for (const { name, inode } of operation) {
    if (inode === undefined) next.delete(name);
    else next.set(name, inode);
  }
  return next;
}

/** The same inode with nothing left to lose. */
export function settleInode(inode: Inode): Inode {
  switch (inode.kind) {
    case 'file':
      return { ...inode, saved: inode };
    case 'folder':
      return { ...inode, saved: inode.entries, pending: [] };
    case 'link':
      return inode;
  }
}
