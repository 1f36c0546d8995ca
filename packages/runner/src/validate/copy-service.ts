import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { unlessCode } from '../disk/disk-error.ts';
import { STATE_FOLDER } from '../transaction/state-folder.ts';

/** A copy of a service, and of the files around it that decide about its tests, at the same paths below a root of its own. */
export interface ServiceCopy {
  readonly root: string;
  /** Removes it without holding up what else goes on. */
  remove(): Promise<void>;
}

/** Folders that a copy goes without. */
const LEFT_OUT = new Set([
  '.git',
  '.hg',
  STATE_FOLDER,
  '.venv',
  'venv',
  'node_modules',
  '__pycache__',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  '.tox',
]);

/** Files above a service that its tests read. */
const AROUND =
  /^(?:conftest\.py|\.?pytest\.(?:ini|toml)|pyproject\.toml|setup\.cfg|tox\.ini|Makefile|[^/]*(?:requirements|constraints)[^/]*\.txt)$/;

/** Copies the service in `folder`, with `shared` paths (all relative to the root) that it uses. */
export function copyService(root: string, folder: string, shared: readonly string[]): ServiceCopy {
  const copy = mkdtempSync(join(tmpdir(), 'moult-copy-'));
  try {
    for (const path of [folder, ...shared]) copyInto(root, copy, path);
    copyAround(root, copy, folder);
  } catch (error) {
    rmSync(copy, { recursive: true, force: true });
    throw error;
  }
  return { root: copy, remove: () => rm(copy, { recursive: true, force: true, maxRetries: 3 }) };
}

function copyInto(root: string, copy: string, path: string): void {
  const from = join(root, path);
  if (!existsSync(from)) return;
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  cpSync(from, join(copy, path), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !LEFT_OUT.has(basename(source)) && isCopyable(source),
  });
}

/**
 * Links are copied as they are, wherever they lead. Pipes and sockets cannot be copied, and waiting for one would never end; a file whose name is no
 * UTF-8 cannot be named.
 */
function isCopyable(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && (found.isSymbolicLink() || found.isFile() || found.isDirectory());
}

function copyAround(root: string, copy: string, folder: string): void {
  let above = folder;
  while (above !== '.' && above !== '') {
    above = dirname(above);
    for (const name of readdirSync(join(root, above))) {
      const from = join(root, above, name);
      if (!AROUND.test(name) || unlessCode(['ENOENT', 'ELOOP'], () => statSync(from))?.isFile() !== true) continue;
      mkdirSync(join(copy, above), { recursive: true });
      cpSync(from, join(copy, above, name));
    }
  }
}
