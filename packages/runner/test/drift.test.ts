import type { Disk } from '../src/disk/disk.ts';
import { failingDisk } from '../src/disk/failing-disk.ts';
import type { LossyDisk } from '../src/disk/lossy-disk.ts';
import { createWholeFile } from '../src/disk/write-whole-file.ts';
import type { CommitOutcome } from '../src/transaction/commit-outcome.ts';
import { findOpenTransactions } from '../src/transaction/find-open-transactions.ts';
import { startRun } from '../src/transaction/run.ts';
import { applySet, describeTree, enterTree, makeService, ROOT, RUN_ID, SCALE, untilKilled } from './small-service.ts';

const EDITS: readonly (readonly [string, (disk: LossyDisk, path: string) => void])[] = [
  ['edited', (disk, path) => rewrite(disk, path, 'a person was here\n')],
  ['edited in place', (disk, path) => append(disk, path, 'a person was here\n')],
  ['deleted', (disk, path) => disk.removeFile(path)],
  ['given another mode', (disk, path) => disk.changeMode(path, 0o777)],
  [
    'replaced by a link',
    (disk, path) => {
      disk.removeFile(path);
      disk.makeLink('/other/secret', path);
    },
  ],
];

function rewrite(disk: Disk, path: string, text: string): void {
  disk.removeFile(path);
  createWholeFile(disk, path, { bytes: Buffer.from(text), mode: 0o644 });
}

function append(disk: Disk, path: string, text: string): void {
  const file = disk.openForAppend(path);
  disk.write(file, Buffer.from(text));
  disk.closeFile(file);
}

/** All lines of a description but those of one file. */
function without(description: string, path: string): string {
  return description
    .split('\n')
    .filter((line) => !line.startsWith(`["${path}"`))
    .join('\n');
}

/** The line of one file, if it is there. */
function only(description: string, path: string): string {
  return description.split('\n').find((line) => line.startsWith(`["${path}"`)) ?? '';
}

describe('a file that is changed by somebody else at any moment of an apply', () => {
  const { disk, set } = makeService();
  const before = describeTree(disk);
  const counting = failingDisk(disk.fork(), { kind: 'none' });
  applySet(enterTree(counting), set);
  const path = `${ROOT}/svc/src/m4.py`;
  const ownRename =
    counting.calls.findIndex(
      (call) => call.startsWith('rename') && call.includes('/src/.moult-') && call.includes('-4'),
    ) + 1;

  test.each(EDITS)('is kept as it is, and the others are all old or all new: %s', (_, edit) => {
    const whole = disk.fork();
    applySet(enterTree(whole), set);
    const after = describeTree(whole);
    const edited = [disk.fork(), whole].map((start) => {
      edit(start, path);
      return only(describeTree(start), path);
    });
    const seen = new Set<CommitOutcome['kind']>();
    for (let at = 1; at <= counting.calls.length; at += SCALE > 1 ? 1 : 2) {
      // Between the last look at a file and its rename there is nothing that any program could do.
      if (at === ownRename) continue;
      const left = disk.fork();
      const failing = failingDisk(left, { kind: 'meanwhile', at, act: () => edit(left, path) });
      const outcome = applySet(enterTree(failing), set);
      seen.add(outcome.kind);
      const expected = outcome.kind === 'committed' ? after : before;
      const now = describeTree(left);
      expect([at, without(now, path)]).toEqual([at, without(expected, path)]);
      expect(edited).toContain(only(now, path));
    }
    expect(seen).toContain('drifted');
    expect(seen).toContain('committed');
    expect(seen).not.toContain('blocked');
  });
});

test('a file edited after it was replaced keeps the transaction open when another one has drifted', () => {
  const { disk, set } = makeService();
  const counting = failingDisk(disk.fork(), { kind: 'none' });
  applySet(enterTree(counting), set);
  const at = counting.calls.findIndex((call) => /^rename .*\/\.moult-.*-5$/.test(call)) + 1;
  const act = () => {
    rewrite(disk, `${ROOT}/svc/m0.py`, 'edited after its turn\n');
    rewrite(disk, `${ROOT}/svc/m9.py`, 'edited before its turn\n');
  };
  const outcome = applySet(enterTree(failingDisk(disk, { kind: 'meanwhile', at, act })), set);
  expect(outcome).toMatchObject({
    kind: 'blocked',
    transactions: [{ files: [{ path: 'svc/m0.py', reason: 'edited' }] }],
  });
  expect(findOpenTransactions(enterTree(disk))).toHaveLength(1);
});

test('a plan made for other content is refused with the names of the files and nothing is written', () => {
  const { disk, set } = makeService();
  rewrite(disk, `${ROOT}/svc/m0.py`, 'other\n');
  disk.removeFile(`${ROOT}/svc/src/m1.py`);
  createWholeFileWithFolders(disk);
  const now = describeTree(disk);
  expect(applySet(enterTree(disk), set)).toEqual({
    kind: 'drifted',
    files: [
      { path: 'svc/m0.py', reason: 'content' },
      { path: 'svc/src/m1.py', reason: 'missing' },
      { path: 'svc/made/deep/c0.py', reason: 'exists' },
    ],
  });
  expect(describeTree(disk)).toBe(now);
});

function createWholeFileWithFolders(disk: Disk): void {
  disk.makeFolder(`${ROOT}/svc/made`, 0o755);
  disk.makeFolder(`${ROOT}/svc/made/deep`, 0o755);
  createWholeFile(disk, `${ROOT}/svc/made/deep/c0.py`, { bytes: Buffer.from('mine\n'), mode: 0o644 });
}

test('a set that is applied already is unchanged', () => {
  const { disk, set } = makeService();
  applySet(enterTree(disk), set);
  const after = describeTree(disk);
  expect(applySet(enterTree(disk), set).kind).toBe('unchanged');
  expect(describeTree(disk)).toBe(after);
});

describe('a file edited between a crash and the recovery', () => {
  const { disk, set } = makeService();
  const counting = failingDisk(disk.fork(), { kind: 'none' });
  applySet(enterTree(counting), set);
  const renames = counting.calls.flatMap((call, index) => (/^rename .*\/\.moult-/.test(call) ? [index + 1] : []));

  function crash(): LossyDisk {
    const left = disk.fork();
    untilKilled(() => applySet(enterTree(failingDisk(left, { kind: 'kill', at: renames[6] ?? 0 })), set));
    rewrite(left, `${ROOT}/svc/m0.py`, 'a person was here\n');
    return left;
  }

  test('stops the recovery before its first write, with the file and where its bytes are', () => {
    const left = crash();
    const now = describeTree(left);
    expect(findOpenTransactions(enterTree(left))).toMatchObject([{ runId: RUN_ID, intent: { service: 'svc' } }]);
    expect(startRun(enterTree(left), { command: 'apply' })).toMatchObject({
      kind: 'blocked',
      transactions: [
        {
          service: 'svc',
          files: [{ path: 'svc/m0.py', reason: 'edited', beforeBlob: expect.stringContaining('/blobs/') }],
        },
      ],
    });
    expect(describeTree(left)).toBe(now);
  });

  test('lets the recovery pass once the file is as before or after', () => {
    const left = crash();
    left.removeFile(`${ROOT}/svc/m0.py`);
    createWholeFile(left, `${ROOT}/svc/m0.py`, { bytes: disk.readFile(`${ROOT}/svc/m0.py`), mode: 0o644 });
    const started = startRun(enterTree(left), { command: 'apply' });
    expect(started).toMatchObject({ kind: 'started', recovered: [{ intent: { service: 'svc' } }] });
    expect(describeTree(left)).toBe(describeTree(disk));
  });

  test('is kept with all the rest when a person says so', () => {
    const left = crash();
    const now = describeTree(left);
    expect(startRun(enterTree(left), { command: 'recover', keepConflicts: true }).kind).toBe('started');
    expect(findOpenTransactions(enterTree(left))).toEqual([]);
    expect(describeTree(left)).toBe(now);
  });
});
