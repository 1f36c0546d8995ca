import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIgnore, type IgnoreRules } from './ignore-rules.ts';

/** Something the walk passed over, and why. */
export interface PassedOver {
  /** Path relative to the root, with `/`. */
  readonly path: string;
  readonly reason: 'symbolic-link' | 'unreadable-folder' | 'special-file';
  readonly detail?: string;
}

/** What a walk over a tree found; paths are relative to the root, with `/`, sorted by UTF-16 units. */
export interface TreeListing {
  readonly files: readonly string[];
  readonly passedOver: readonly PassedOver[];
  /** Files and folders left out by ignore rules. */
  readonly ignored: readonly string[];
}

export interface WalkOptions {
  /** Honour `.gitignore` and `.ignore` files; true by default. */
  readonly honourIgnores?: boolean;
  /** Folder to start in, relative to the root; ignore files above it count. */
  readonly below?: string;
  /** Whether a file of this path is looked for at all; asked before the ignore rules, which cost more. All by default. */
  readonly isWanted?: (path: string) => boolean;
}

/** Folders that are never part of a service: version control, caches, environments and our own state. */
const NEVER = new Set([
  '.git',
  '.hg',
  '.svn',
  '.moult',
  'node_modules',
  '__pycache__',
  '.venv',
  'venv',
  '.tox',
  '.nox',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  'site-packages',
  '.eggs',
]);

/** Files a crash left beside their targets; the next command that writes clears them away. */
const UNFINISHED = '.moult-';

interface Walk {
  readonly root: string;
  readonly honourIgnores: boolean;
  readonly isWanted: (path: string) => boolean;
  readonly files: string[];
  readonly passedOver: PassedOver[];
  readonly ignored: string[];
}

/** Lists the files of a tree. Symbolic links are never followed; folders that cannot be read are recorded. */
export function walkTree(
  root: string,
  { honourIgnores = true, below = '', isWanted = () => true }: WalkOptions = {},
): TreeListing {
  const walk: Walk = { root, honourIgnores, isWanted, files: [], passedOver: [], ignored: [] };
  const pending: PendingFolder[] = [{ folder: below, rules: rulesAbove(walk, below) }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const folder of listFolder(walk, next.folder, next.rules)) pending.push(folder);
  }
  return { files: walk.files.sort(), passedOver: walk.passedOver.sort(byPath), ignored: walk.ignored.sort() };
}

function byPath(a: PassedOver, b: PassedOver): number {
  return a.path < b.path ? -1 : 1;
}

interface PendingFolder {
  readonly folder: string;
  readonly rules: readonly IgnoreRules[];
}

function listFolder(walk: Walk, folder: string, inherited: readonly IgnoreRules[]): readonly PendingFolder[] {
  const entries = readEntries(walk, folder);
  const names = entries.map((entry) => entry.name);
  const own = walk.honourIgnores ? readRules(walk, folder, names) : [];
  const rules = own.length === 0 ? inherited : [...inherited, ...own];
  const folders: PendingFolder[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith(UNFINISHED)) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) listFile(walk, path, entry, rules);
    else if (!NEVER.has(entry.name)) listSubfolder(walk, path, rules, folders);
  }
  return folders;
}

function listSubfolder(walk: Walk, path: string, rules: readonly IgnoreRules[], folders: PendingFolder[]): void {
  if (isIgnored(rules, path, true)) walk.ignored.push(`${path}/`);
  else folders.push({ folder: path, rules });
}

function listFile(walk: Walk, path: string, entry: Dirent, rules: readonly IgnoreRules[]): void {
  if (!walk.isWanted(path)) return;
  if (isIgnored(rules, path, false)) walk.ignored.push(path);
  else if (entry.isFile()) walk.files.push(path);
  else walk.passedOver.push({ path, reason: entry.isSymbolicLink() ? 'symbolic-link' : 'special-file' });
}

function readEntries(walk: Walk, folder: string) {
  try {
    return readdirSync(join(walk.root, folder), { withFileTypes: true });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    walk.passedOver.push({ path: folder === '' ? '.' : folder, reason: 'unreadable-folder', detail });
    return [];
  }
}

function readRules(walk: Walk, folder: string, names: readonly string[]): readonly IgnoreRules[] {
  return ['.gitignore', '.ignore'].flatMap((name) => {
    if (!names.includes(name)) return [];
    try {
      return [createIgnore(folder, readFileSync(join(walk.root, folder, name), 'utf8'))];
    } catch {
      return [];
    }
  });
}

function rulesAbove(walk: Walk, below: string): readonly IgnoreRules[] {
  if (!walk.honourIgnores || below === '') return [];
  const parts = below.split('/');
  return parts.flatMap((_, index) => {
    const folder = parts.slice(0, index).join('/');
    return readRules(
      walk,
      folder,
      readEntries(walk, folder).map((entry) => entry.name),
    );
  });
}

/** The innermost rule file that says anything about a path decides. */
function isIgnored(rules: readonly IgnoreRules[], path: string, isFolder: boolean): boolean {
  for (let index = rules.length - 1; index >= 0; index -= 1) {
    const verdict = rules[index]?.test(path, isFolder) ?? 'silent';
    if (verdict !== 'silent') return verdict === 'ignored';
  }
  return false;
}
