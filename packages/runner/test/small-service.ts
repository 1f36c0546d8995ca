import type { Disk } from '../src/disk/disk.ts';
import { isKill } from '../src/disk/failing-disk.ts';
import { hashBytes } from '../src/disk/hash-bytes.ts';
import { LossyDisk } from '../src/disk/lossy-disk.ts';
import { createWholeFile } from '../src/disk/write-whole-file.ts';
import type { ProcessTable } from '../src/lock/process-table.ts';
import type { ChangeSet, FileChange } from '../src/transaction/change-set.ts';
import { commitChangeSet } from '../src/transaction/commit-change-set.ts';
import type { CommitOutcome } from '../src/transaction/commit-outcome.ts';
import { startRun } from '../src/transaction/run.ts';
import { openTree, type Tree } from '../src/transaction/tree.ts';

export const ROOT = '/fleet';
export const RUN_ID = '20260101-000000-aaaaaaaa';

/** How much more than in an ordinary test run to try: 1, or more for the nightly proof. */
export const SCALE = Number(process.env['MOULT_FAULT_SCALE'] ?? '1');

export interface Shape {
  readonly modified: number;
  readonly created: number;
  readonly deleted: number;
}

export const TWELVE: Shape = { modified: 10, created: 1, deleted: 1 };

/** A disk with one service of this shape, some neighbours that no plan names, and the change set. */
export function makeService(shape: Shape = TWELVE): { readonly disk: LossyDisk; readonly set: ChangeSet } {
  const disk = new LossyDisk();
  for (const folder of ['', '/svc', '/svc/src', '/svc/tests', '/other']) disk.makeFolder(ROOT + folder, 0o755);
  const files: FileChange[] = [];
  const put = (path: string, bytes: Uint8Array, mode = 0o644) =>
    createWholeFile(disk, `${ROOT}/${path}`, { bytes, mode });
  for (const path of ['svc/README.md', 'svc/src/untouched.py', 'other/a.py'])
    put(path, Buffer.from(`neighbour ${path}\n`));
  for (let index = 0; index < shape.modified; index += 1) {
    const path = `svc/${['', 'src/', 'tests/'][index % 3]}m${index}.py`;
    const before = makeBytes(`old ${index}`, 40 + index * 7);
    put(path, before, [0o644, 0o755, 0o600][index % 3]);
    files.push({
      kind: 'modify',
      path,
      beforeHash: hashBytes(before),
      after: makeBytes(`new ${index}`, 60 + index * 9),
    });
  }
  for (let index = 0; index < shape.created; index += 1) {
    files.push({ kind: 'create', path: `svc/made/deep/c${index}.py`, after: makeBytes(`made ${index}`, 30) });
  }
  for (let index = 0; index < shape.deleted; index += 1) {
    const before = makeBytes(`gone ${index}`, 50);
    put(`svc/src/d${index}.py`, before, 0o640);
    files.push({ kind: 'delete', path: `svc/src/d${index}.py`, beforeHash: hashBytes(before) });
  }
  disk.settle();
  return { disk, set: { service: 'svc', files } };
}

function makeBytes(label: string, length: number): Uint8Array {
  return Buffer.from(`# ${label}\n`.repeat(Math.ceil(length / 8)));
}

/** Everything below the root but the state folder, as one comparable text; unplanned files with their write count. */
export function describeTree(disk: Disk, root: string = ROOT): string {
  return listPaths(disk, root)
    .filter((path) => !path.startsWith(`${root}/.moult`))
    .map((path) => describePath(disk, path))
    .join('\n');
}

function listPaths(disk: Disk, folder: string): readonly string[] {
  const paths = disk.readFolder(folder).map((name) => `${folder}/${name}`);
  return paths.flatMap((path) => (disk.status(path)?.kind === 'folder' ? [path, ...listPaths(disk, path)] : [path]));
}

function describePath(disk: Disk, path: string): string {
  const status = disk.status(path);
  const isFile = status?.kind === 'file';
  const content = isFile ? Buffer.from(disk.readFile(path)).toString('latin1') : '';
  const isPlanned = /\/[mcd]\d+\.py$/.test(path);
  const version = isFile && !isPlanned ? status.version : '';
  return JSON.stringify([path, status?.kind, status?.mode.toString(8), content, version]);
}

/** Runs `act`, and goes on when a failing disk killed it; says whether it came to its end. */
export function untilKilled(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (!isKill(error)) throw error;
    return false;
  }
}

/** Whether the tree is all old or all new; throws, with the label, when it is neither. */
export function judgeTree(label: string, disk: Disk, before: string, after: string): 'old' | 'new' {
  const found = describeTree(disk);
  if (found !== before && found !== after) throw new Error(`${label}: a mixture\n${found}`);
  return found === before ? 'old' : 'new';
}

let lastPid = 100;

/** A tree as a fresh process sees it; every other process of the same machine is dead. */
export function enterTree(disk: Disk, boot = 'boot-1', root: string = ROOT): Tree {
  lastPid += 1;
  const pid = lastPid;
  let tokens = 0;
  const makeToken = () => {
    tokens += 1;
    return `${pid.toString(16)}x${tokens}`.padStart(8, '0');
  };
  return openTree({ root, disk, now: () => Date.UTC(2026, 0, 1), makeToken, processes: onlyProcess(pid, boot) });
}

export function onlyProcess(pid: number, boot = 'boot-1'): ProcessTable {
  const self = { host: 'here', boot, namespace: 'pid:[1]', pid, started: `${pid}0`, user: 'me' };
  return { self: () => self, find: (wanted) => (wanted === pid ? { started: self.started } : undefined) };
}

/** Applies the set in a run of its own; the outcome is reported as soon as it is known. */
export function applySet(tree: Tree, set: ChangeSet, report?: (outcome: CommitOutcome) => void): CommitOutcome {
  const started = startRun(tree, { command: 'apply', runId: RUN_ID });
  if (started.kind !== 'started') throw new Error(`not started: ${JSON.stringify(started)}`);
  const outcome = commitChangeSet(started.run, set);
  report?.(outcome);
  started.run.close();
  return outcome;
}

/** What every command that writes does first. */
export function recoverTree(tree: Tree): void {
  const started = startRun(tree, { command: 'recover', runId: RUN_ID });
  if (started.kind !== 'started') throw new Error(`not started: ${JSON.stringify(started)}`);
  started.run.close();
}

/** A repeatable source of numbers below `limit`. */
export function makeDice(seed: number): (limit: number) => number {
  let state = seed + 0x9e3779b9;
  return (limit) => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) ^ Math.imul(state ^ (state >>> 12), 0x297a2d39);
    state += 0x6d2b79f5;
    return (state >>> 0) % limit;
  };
}
