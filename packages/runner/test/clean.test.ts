import { cleanRuns, planClean } from '../src/clean/clean-runs.ts';
import type { CleanWish } from '../src/clean/select-runs.ts';
import type { Disk } from '../src/disk/disk.ts';
import { failingDisk } from '../src/disk/failing-disk.ts';
import { hashBytes } from '../src/disk/hash-bytes.ts';
import { commitChangeSet } from '../src/transaction/commit-change-set.ts';
import { listRuns } from '../src/transaction/find-open-transactions.ts';
import { startRun } from '../src/transaction/run.ts';
import { statePath } from '../src/transaction/state-folder.ts';
import { undoRun } from '../src/undo/undo-run.ts';
import { enterTree, makeService, ROOT, untilKilled } from './small-service.ts';

const WISH: CleanWish = { runs: [], keep: 0, olderThanMs: undefined, withUndoable: false, withOpen: false };
const PATH = 'svc/m0.py';

/** Writes one file in a run of its own. */
function apply(disk: Disk, runId: string, text: string): void {
  const started = startRun(enterTree(disk), { command: 'apply', runId });
  if (started.kind !== 'started') throw new Error(started.kind);
  const before = disk.readFile(`${ROOT}/${PATH}`);
  const file = { kind: 'modify' as const, path: PATH, beforeHash: hashBytes(before), after: Buffer.from(text) };
  expect(commitChangeSet(started.run, { service: 'svc', files: [file] }).kind).toBe('committed');
  started.run.close();
}

const undo = (disk: Disk, runId: string) => undoRun({ tree: enterTree(disk), runId, command: 'undo' });
const content = (disk: Disk) => Buffer.from(disk.readFile(`${ROOT}/${PATH}`)).toString();
const blobs = (disk: Disk) => disk.readFolder(statePath({ root: ROOT }, 'blobs'));

/** Three runs: the first was taken back, the second stands, the third was taken back. */
function threeRuns() {
  const { disk } = makeService();
  apply(disk, 'run-1', 'first\n');
  undo(disk, 'run-1');
  apply(disk, 'run-2', 'second\n');
  apply(disk, 'run-3', 'third\n');
  undo(disk, 'run-3');
  return disk;
}

describe('a clean-up', () => {
  test('removes runs that were taken back, their backups and what they alone needed, and says how much that is', () => {
    const disk = threeRuns();
    const plan = planClean(enterTree(disk), WISH);
    expect(plan.remove.map((run) => run.runId)).toEqual(['run-1', 'run-3']);
    expect(plan.keep).toEqual([expect.objectContaining({ runId: 'run-2', keep: 'undoable' })]);
    expect(plan.bytes).toBeGreaterThan(1000);
    expect(listRuns(enterTree(disk))).toHaveLength(3);
    expect(cleanRuns(enterTree(disk), WISH)).toEqual({ kind: 'cleaned', plan });
    expect(listRuns(enterTree(disk))).toEqual(['run-2']);
    expect(disk.readFolder(statePath({ root: ROOT }, 'backups'))).toEqual(['run-2']);
    expect(blobs(disk)).toHaveLength(2);
  });

  test('leaves a run that stands its way back', () => {
    const disk = threeRuns();
    const before = content(disk);
    cleanRuns(enterTree(disk), WISH);
    expect(before).toBe('second\n');
    expect(undo(disk, 'run-2')).toMatchObject({ services: [{ kind: 'undone' }] });
    expect(content(disk)).toContain('old 0');
  });

  test('removes a run that stands only when that is asked for', () => {
    const disk = threeRuns();
    cleanRuns(enterTree(disk), { ...WISH, runs: ['run-2'] });
    expect(listRuns(enterTree(disk))).toContain('run-2');
    cleanRuns(enterTree(disk), { ...WISH, withUndoable: true });
    expect([listRuns(enterTree(disk)), blobs(disk)]).toEqual([[], []]);
  });

  test('keeps the newest, and those that are young', () => {
    const disk = threeRuns();
    expect(planClean(enterTree(disk), { ...WISH, keep: 1 }).remove.map((run) => run.runId)).toEqual(['run-1']);
    expect(planClean(enterTree(disk), { ...WISH, olderThanMs: 1000 }).remove).toEqual([]);
  });

  test('does nothing while somebody holds the lock', () => {
    const { disk } = makeService();
    const tree = enterTree(disk);
    const started = startRun(tree, { command: 'apply', runId: 'run-1' });
    expect([started.kind, cleanRuns(tree, WISH).kind]).toEqual(['started', 'locked']);
  });

  test('that is killed anywhere leaves the way back of the run that stands, and the next one ends it', () => {
    let index = 1;
    for (let ended = false; !ended; index += 1) {
      const disk = threeRuns();
      ended = untilKilled(() => cleanRuns(enterTree(failingDisk(disk, { kind: 'kill', at: index })), WISH));
      expect(listRuns(enterTree(disk))).toContain('run-2');
      cleanRuns(enterTree(disk), WISH);
      expect([listRuns(enterTree(disk)), blobs(disk).length]).toEqual([['run-2'], 2]);
      expect(undo(disk, 'run-2')).toMatchObject({ services: [{ kind: 'undone' }] });
    }
    expect(index).toBeGreaterThan(20);
  });
});
