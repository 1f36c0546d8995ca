import { applyOperation, type FileInode, type FolderInode, type Inode, type InodeTable, settleInode } from './inode.ts';

/** Something done but not synced: the content of a file, or one operation on the entries of a folder. */
export type UnsyncedEffect =
  | { readonly kind: 'content'; readonly inode: number }
  | { readonly kind: 'entry'; readonly inode: number; readonly operation: number };

/** `torn` content has its beginning only; `blank` content has its length but zeros for what was not written out. */
export type Fate = 'kept' | 'lost' | 'torn' | 'blank';

/** All that a power loss now could take, in a fixed order. */
export function listUnsynced(table: InodeTable): readonly UnsyncedEffect[] {
  return [...table].flatMap(([inode, found]): UnsyncedEffect[] => {
    if (found.kind === 'folder') return found.pending.map((_, operation) => ({ kind: 'entry', inode, operation }));
    return found.kind === 'file' && isUnsynced(found) ? [{ kind: 'content', inode }] : [];
  });
}

/** What is left when each unsynced effect meets its fate; the fates are in the order of `listUnsynced`. */
export function losePower(table: InodeTable, fates: readonly Fate[]): InodeTable {
  const effects = listUnsynced(table);
  const lost = new Map<number, Inode>();
  for (const [number, inode] of table) {
    const own = fates.filter((_, index) => effects[index]?.inode === number);
    lost.set(number, settleInode(loseInode(inode, own)));
  }
  return lost;
}

function loseInode(inode: Inode, fates: readonly Fate[]): Inode {
  switch (inode.kind) {
    case 'file':
      return loseContent(inode, fates[0] ?? 'kept');
    case 'folder':
      return loseEntries(inode, fates);
    case 'link':
      return inode;
  }
}

function loseEntries(folder: FolderInode, fates: readonly Fate[]): FolderInode {
  const kept = folder.pending.filter((_, index) => fates[index] !== 'lost');
  return { ...folder, entries: kept.reduce(applyOperation, folder.saved) };
}

function loseContent(file: FileInode, fate: Fate): FileInode {
  if (fate === 'kept') return file;
  if (fate === 'lost') return { ...file, ...file.saved };
  const common = Math.min(file.saved.bytes.length, file.bytes.length);
  const half = common + Math.floor((file.bytes.length - common) / 2);
  const bytes = file.bytes.slice(0, fate === 'torn' ? half : undefined);
  if (fate === 'blank') bytes.fill(0, half);
  return { ...file, bytes };
}

function isUnsynced({ bytes, mode, owner, group, saved }: FileInode): boolean {
  return bytes !== saved.bytes || mode !== saved.mode || owner !== saved.owner || group !== saved.group;
}
