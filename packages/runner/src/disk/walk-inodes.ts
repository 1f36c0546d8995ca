import { makeDiskError } from './disk-error.ts';
import { type InodeTable, ROOT_INODE } from './inode.ts';

/** Where a path ends: its folder, its name there, and the inode, if there is one. */
export interface Place {
  /** With every link that was followed resolved. */
  readonly path: string;
  readonly folder: number;
  readonly name: string;
  readonly inode: number | undefined;
}

const LINKS_FOLLOWED_AT_MOST = 40;
const ROOT: Place = { path: '', folder: ROOT_INODE, name: '', inode: ROOT_INODE };

/** Walks a path, following links on the way, and at its end if asked; `undefined` when a folder on the way is not there. */
export function walkInodes(table: InodeTable, path: string, followsLast: boolean): Place | undefined {
  let walk: Walk | undefined = { above: [ROOT], todo: split(path), followed: 0 };
  while (walk !== undefined && walk.todo.length > 0) walk = step(table, walk, followsLast);
  return walk?.above.at(-1);
}

interface Walk {
  readonly above: readonly Place[];
  readonly todo: readonly string[];
  readonly followed: number;
}

function step(table: InodeTable, { above, todo, followed }: Walk, followsLast: boolean): Walk | undefined {
  const [name = '', ...rest] = todo;
  if (name === '..') return { above: above.slice(0, Math.max(1, above.length - 1)), todo: rest, followed };
  const place = enter(table, above.at(-1) ?? ROOT, name);
  if (place === undefined) return undefined;
  const to = rest.length > 0 || followsLast ? readLink(table, place) : undefined;
  if (to === undefined) return { above: [...above, place], todo: rest, followed };
  if (followed === LINKS_FOLLOWED_AT_MOST) throw makeDiskError('ELOOP', 'open', place.path);
  return { above: to.startsWith('/') ? [ROOT] : above, todo: [...split(to), ...rest], followed: followed + 1 };
}

function enter(table: InodeTable, above: Place, name: string): Place | undefined {
  const folder = above.inode === undefined ? undefined : table.get(above.inode);
  if (folder?.kind !== 'folder' || above.inode === undefined) return undefined;
  return { path: `${above.path}/${name}`, folder: above.inode, name, inode: folder.entries.get(name) };
}

function readLink(table: InodeTable, { inode }: Place): string | undefined {
  const found = inode === undefined ? undefined : table.get(inode);
  return found?.kind === 'link' ? found.to : undefined;
}

function split(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}
