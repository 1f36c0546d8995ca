import { join } from 'node:path';
import { MoultError } from '@moult/errors';
import { unlessCode } from '../disk/disk-error.ts';
import { createWholeFile } from '../disk/write-whole-file.ts';
import type { LockPlace } from '../lock/take-lock.ts';
import type { Tree } from './tree.ts';

/** The folder at the root that holds journals, blobs, backups and the lock. No service file is ever in it. */
export const STATE_FOLDER = '.moult';

const PARTS = ['runs', 'blobs', 'backups'] as const;

export function statePath(tree: Pick<Tree, 'root'>, ...parts: readonly string[]): string {
  return join(tree.root, STATE_FOLDER, ...parts);
}

export function runFolder(tree: Pick<Tree, 'root'>, runId: string): string {
  return statePath(tree, 'runs', runId);
}

export function journalPath(tree: Pick<Tree, 'root'>, runId: string): string {
  return join(runFolder(tree, runId), 'journal.jsonl');
}

export function lockPlace(tree: Tree): LockPlace {
  return { disk: tree.disk, processes: tree.processes, path: statePath(tree, 'lock') };
}

/** Makes what is missing of the state folder, and syncs all of it: an earlier process may have died before it could. */
export function ensureStateFolder(tree: Tree): void {
  const { disk } = tree;
  ensureFolder(tree, statePath(tree));
  for (const part of PARTS) ensureFolder(tree, statePath(tree, part));
  ensureIgnoreFile(tree);
  disk.syncFolder(statePath(tree));
  disk.syncFolder(tree.root);
}

function ensureFolder(tree: Tree, path: string): void {
  unlessCode(['EEXIST'], () => tree.disk.makeFolder(path, 0o700));
  if (tree.disk.status(path)?.kind === 'folder') return;
  throw new MoultError('E-SYMLINK', `${path} is not a folder`, {
    hint: 'Moult keeps its state there and follows no link to another place. Move what is there away.',
    where: path,
  });
}

/** Git and every tool that reads ignore files then passes the state folder by, whatever the root's own file says. */
function ensureIgnoreFile(tree: Tree): void {
  const path = statePath(tree, '.gitignore');
  const bytes = Buffer.from('*\n');
  const found = tree.disk.status(path);
  if (found?.size === bytes.length) return;
  if (found !== undefined) unlessCode(['ENOENT'], () => tree.disk.removeFile(path));
  // Another command that starts at the same time may have written it just now.
  unlessCode(['EEXIST'], () => createWholeFile(tree.disk, path, { bytes, mode: 0o644 }));
}

/** Removes what killed processes left behind in the state folder. Only under the lock. */
export function sweepStateFolder(tree: Tree): void {
  const { disk } = tree;
  const blobs = statePath(tree, 'blobs');
  for (const name of disk.readFolder(blobs)) {
    if (name.endsWith('.new')) disk.removeFile(join(blobs, name));
  }
  for (const runId of disk.readFolder(statePath(tree, 'runs'))) {
    if (disk.status(journalPath(tree, runId)) === undefined) sweepUnbegunRun(tree, runFolder(tree, runId));
  }
}

/** A run without a journal changed nothing. What is not known to be of its making is left where it is. */
function sweepUnbegunRun({ disk }: Tree, folder: string): void {
  if (disk.status(folder)?.kind !== 'folder') return;
  for (const name of disk.readFolder(folder)) {
    if (/^(?:definition|plan)\.json(?:\.new)?$/.test(name)) disk.removeFile(join(folder, name));
  }
  unlessCode(['ENOTEMPTY', 'EEXIST'], () => disk.removeFolder(folder));
}
