import { isMoultError } from '@moult/errors';
import type { Disk } from '../src/disk/disk.ts';
import { failingDisk } from '../src/disk/failing-disk.ts';
import { hashBytes } from '../src/disk/hash-bytes.ts';
import { createWholeFile } from '../src/disk/write-whole-file.ts';
import { commitChangeSet } from '../src/transaction/commit-change-set.ts';
import { startRun } from '../src/transaction/run.ts';
import { statePath } from '../src/transaction/state-folder.ts';
import { planUndo } from '../src/undo/plan-undo.ts';
import { undoRun } from '../src/undo/undo-run.ts';
import {
  applySet,
  describeTree,
  enterTree,
  judgeTree,
  makeService,
  ROOT,
  RUN_ID,
  recoverTree,
  SCALE,
  type Shape,
  TWELVE,
  untilKilled,
} from './small-service.ts';

function rewrite(disk: Disk, path: string, text: string, mode = 0o644): void {
  disk.removeFile(path);
  createWholeFile(disk, path, { bytes: Buffer.from(text), mode });
}

function applied(shape: Shape = TWELVE) {
  const { disk, set } = makeService(shape);
  const before = describeTree(disk);
  applySet(enterTree(disk), set);
  return { disk, set, before, after: describeTree(disk) };
}

function undo(disk: Disk, services?: readonly string[]) {
  const outcome = undoRun({
    tree: enterTree(disk),
    runId: RUN_ID,
    command: 'undo',
    ...(services === undefined ? {} : { services }),
  });
  if (outcome.kind !== 'finished') throw new Error(outcome.kind);
  return outcome.services;
}

describe('an undo', () => {
  test('restores content and modes, removes created files and the folders made for them', () => {
    const { disk, before } = applied();
    expect(undo(disk)).toMatchObject([{ kind: 'undone', service: 'svc', files: { length: 12 } }]);
    expect(describeTree(disk)).toBe(before);
  });

  test('keeps a folder made for a file when something else is in it by now', () => {
    const { disk } = applied();
    createWholeFile(disk, `${ROOT}/svc/made/notes.txt`, { bytes: Buffer.from('mine\n'), mode: 0o644 });
    undo(disk);
    expect(disk.status(`${ROOT}/svc/made/deep`)).toBeUndefined();
    expect(Buffer.from(disk.readFile(`${ROOT}/svc/made/notes.txt`)).toString()).toBe('mine\n');
  });

  test('finds nothing to do the second time', () => {
    const { disk, before } = applied();
    undo(disk);
    expect(undo(disk)).toEqual([]);
    expect(describeTree(disk)).toBe(before);
  });

  test('says so when the rollback script was there first', () => {
    const { disk, set } = makeService();
    const untouched = disk.fork();
    applySet(enterTree(disk), set);
    for (const file of set.files) {
      const path = `${ROOT}/${file.path}`;
      if (disk.status(path) !== undefined) disk.removeFile(path);
      const mode = untouched.status(path)?.mode;
      if (mode !== undefined) createWholeFile(disk, path, { bytes: untouched.readFile(path), mode });
    }
    expect(undo(disk)).toMatchObject([{ kind: 'unchanged', service: 'svc' }]);
  });

  test('leaves other services of the run alone when one is named', () => {
    const { disk, set } = makeService();
    const started = startRun(enterTree(disk), { command: 'apply', runId: RUN_ID });
    if (started.kind !== 'started') throw new Error(started.kind);
    commitChangeSet(started.run, set);
    commitChangeSet(started.run, {
      service: 'other',
      files: [{ kind: 'create', path: 'other/b.py', after: Buffer.from('b\n') }],
    });
    started.run.close();
    expect(undo(disk, ['other'])).toMatchObject([{ kind: 'undone', service: 'other' }]);
    expect(disk.status(`${ROOT}/other/b.py`)).toBeUndefined();
    expect(planUndo(enterTree(disk), RUN_ID)).toMatchObject([{ kind: 'ready', service: 'svc' }]);
  });

  test('takes several transactions of a service back as one', () => {
    const { disk, set, before } = applied();
    const first = set.files[0];
    if (first?.kind !== 'modify') throw new Error('the first file is modified');
    const again = {
      kind: 'modify',
      path: first.path,
      beforeHash: hashBytes(first.after),
      after: Buffer.from('once more\n'),
    } as const;
    expect(applySet(enterTree(disk), { service: 'svc', files: [again] }).kind).toBe('committed');
    expect(undo(disk)).toMatchObject([{ kind: 'undone' }]);
    expect(describeTree(disk)).toBe(before);
  });

  test('is refused when somebody edited a file between two transactions of the service', () => {
    const { disk, set } = applied();
    const path = set.files[0]?.path ?? '';
    rewrite(disk, `${ROOT}/${path}`, 'between\n');
    const again = {
      kind: 'modify',
      path,
      beforeHash: hashBytes(Buffer.from('between\n')),
      after: Buffer.from('once more\n'),
    } as const;
    applySet(enterTree(disk), { service: 'svc', files: [again] });
    const now = describeTree(disk);
    expect(undo(disk)).toEqual([{ kind: 'edited', service: 'svc', files: [{ path, reason: 'content' }] }]);
    expect(describeTree(disk)).toBe(now);
  });

  test('names the old bytes that are no longer kept, and writes nothing', () => {
    const { disk, set, after } = applied();
    const file = set.files[3];
    if (file?.kind !== 'modify') throw new Error('the fourth file is modified');
    rewrite(disk, statePath({ root: ROOT }, 'blobs', file.beforeHash), 'rotten\n');
    expect(undo(disk)).toMatchObject([{ kind: 'lost', files: [{ path: file.path }] }]);
    expect(describeTree(disk)).toBe(after);
  });
});

describe('an undo of a service with a file that was edited since', () => {
  const edits: readonly (readonly [string, (disk: Disk, path: string) => void])[] = [
    ['content', (disk, path) => rewrite(disk, path, 'edited\n', disk.status(path)?.mode)],
    ['missing', (disk, path) => disk.removeFile(path)],
    ['mode', (disk, path) => disk.changeMode(path, 0o777)],
    [
      'replaced',
      (disk, path) => {
        disk.removeFile(path);
        disk.makeFolder(path, 0o755);
      },
    ],
  ];

  test.each(edits)('writes nothing and names it: %s', (reason, edit) => {
    const { set } = makeService();
    for (const [index, file] of set.files.entries()) {
      const { disk } = applied();
      const path = `${ROOT}/${file.path}`;
      if (file.kind === 'delete') continue;
      edit(disk, path);
      const now = describeTree(disk);
      const outcome = undo(disk);
      expect(outcome).toEqual([{ kind: 'edited', service: 'svc', files: [{ path: set.files[index]?.path, reason }] }]);
      expect(describeTree(disk)).toBe(now);
    }
  });

  test('writes nothing when a deleted file is there again', () => {
    const { disk, set } = applied();
    const path = set.files.find(({ kind }) => kind === 'delete')?.path ?? '';
    createWholeFile(disk, `${ROOT}/${path}`, { bytes: Buffer.from('new\n'), mode: 0o644 });
    expect(undo(disk)).toEqual([{ kind: 'edited', service: 'svc', files: [{ path, reason: 'exists' }] }]);
  });
});

test('an undo that is killed at any call leaves all new or all old, and can be repeated', () => {
  const { disk, before, after } = applied();
  const counting = failingDisk(disk.fork(), { kind: 'none' });
  undo(counting);
  const found = { old: 0, new: 0 };
  for (const kind of ['kill', 'kill-torn'] as const) {
    for (let at = 1; at <= counting.calls.length; at += 1) {
      const left = disk.fork();
      untilKilled(() => undo(failingDisk(left, { kind, at })));
      recoverTree(enterTree(left));
      found[judgeTree(`${kind} at ${at} of an undo`, left, before, after)] += 1;
      undo(left);
      expect(describeTree(left)).toBe(before);
    }
  }
  expect(found.old + found.new).toBeGreaterThan(150);
  expect(Math.min(found.old, found.new)).toBeGreaterThan(0);
}, 120_000);

test('an undo on a disk that refuses a call says so or does all of it, and gives the lock back', () => {
  const { disk, before, after } = applied();
  const counting = failingDisk(disk.fork(), { kind: 'none' }, 'every');
  undo(counting);
  for (let at = 2; at <= counting.calls.length; at += SCALE > 1 ? 1 : 4) {
    const left = disk.fork();
    const failing = failingDisk(left, { kind: 'error', at, code: 'EIO' }, 'every');
    let kinds: readonly string[] = [];
    try {
      kinds = undo(failing).map(({ kind }) => kind);
    } catch (error) {
      if (!isMoultError(error)) throw error;
    }
    recoverTree(enterTree(left));
    judgeTree(`EIO at ${at}, ${kinds.join()}`, left, before, kinds.includes('undone') ? before : after);
  }
});

test('after a kill anywhere in an apply an undo gives the old state, or refuses when the service was edited', () => {
  const { disk, set } = makeService();
  const before = describeTree(disk);
  const counting = failingDisk(disk.fork(), { kind: 'none' });
  applySet(enterTree(counting), set);
  for (let at = 1; at <= counting.calls.length; at += SCALE > 1 ? 1 : 2) {
    const left = disk.fork();
    untilKilled(() => applySet(enterTree(failingDisk(left, { kind: 'kill', at })), set));
    recoverTree(enterTree(left));
    const isNew = describeTree(left) !== before;
    const edited = left.fork();
    rewrite(edited, `${ROOT}/svc/m0.py`, 'edited\n');
    const description = describeTree(edited);
    expect(undo(edited).map(({ kind }) => kind)).toEqual(isNew ? ['edited'] : []);
    expect(describeTree(edited)).toBe(description);
    expect(undo(left).map(({ kind }) => kind)).toEqual(isNew ? ['undone'] : []);
    expect(describeTree(left)).toBe(before);
  }
}, 120_000);
