import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMoultError } from '@moult/errors';
import { failingDisk } from '../src/disk/failing-disk.ts';
import { hashBytes } from '../src/disk/hash-bytes.ts';
import { realDisk } from '../src/disk/real-disk.ts';
import { withoutSync } from '../src/disk/without-sync.ts';
import { realProcessTable } from '../src/lock/process-table.ts';
import type { FileChange } from '../src/transaction/change-set.ts';
import { type CommitOptions, commitChangeSet } from '../src/transaction/commit-change-set.ts';
import { startRun } from '../src/transaction/run.ts';
import { openTree, type TreeOptions } from '../src/transaction/tree.ts';
import { undoRun } from '../src/undo/undo-run.ts';
import { untilKilled } from './small-service.ts';

const OLD = Buffer.from('old\n');
const NEW = Buffer.from('new\n');

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

function makeRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'moult-'));
  roots.push(root);
  return root;
}

function modify(path: string): FileChange {
  return { kind: 'modify', path, beforeHash: hashBytes(OLD), after: NEW };
}

function apply(options: TreeOptions, files: readonly FileChange[], commitOptions: CommitOptions = {}) {
  const started = startRun(openTree(options), { command: 'apply' });
  if (started.kind !== 'started') throw new Error(started.kind);
  const outcome = commitChangeSet(started.run, { service: 'x', files }, commitOptions);
  started.run.close();
  return { outcome, runId: started.run.runId };
}

describe('on the real disk', () => {
  test('modes are kept on modification and restored by undo, also that of a deleted file', () => {
    const root = makeRoot();
    const modes = { a: 0o600, b: 0o755, c: 0o2664, d: 0o444 };
    for (const [name, mode] of Object.entries(modes)) {
      writeFileSync(join(root, name), OLD);
      chmodSync(join(root, name), mode);
    }
    const { outcome, runId } = apply({ root }, [
      modify('a'),
      modify('b'),
      modify('c'),
      { kind: 'delete', path: 'd', beforeHash: hashBytes(OLD) },
    ]);
    expect(outcome.kind).toBe('committed');
    expect(statSync(join(root, 'c')).mode & 0o7777).toBe(0o2664);
    undoRun({ tree: openTree({ root }), runId, command: 'undo' });
    for (const [name, mode] of Object.entries(modes)) expect(statSync(join(root, name)).mode & 0o7777).toBe(mode);
  });

  test('a planned mode is set, and taken back by undo', () => {
    const root = makeRoot();
    writeFileSync(join(root, 'a'), OLD, { mode: 0o644 });
    const { runId } = apply({ root }, [
      { kind: 'modify', path: 'a', beforeHash: hashBytes(OLD), after: OLD, mode: 0o755 },
    ]);
    expect(statSync(join(root, 'a')).mode & 0o777).toBe(0o755);
    undoRun({ tree: openTree({ root }), runId, command: 'undo' });
    expect(statSync(join(root, 'a')).mode & 0o777).toBe(0o644);
  });

  test('a link that leads out of the root is refused, as a file and as a folder on the way', () => {
    const root = makeRoot();
    const outside = makeRoot();
    writeFileSync(join(outside, 'a'), OLD);
    symlinkSync(join(outside, 'a'), join(root, 'file'));
    symlinkSync(outside, join(root, 'folder'));
    symlinkSync('nowhere', join(root, 'broken'));
    expect(apply({ root }, [modify('file'), modify('folder/a'), modify('broken')]).outcome).toEqual({
      kind: 'refused',
      files: [
        { path: 'file', reason: 'outside-root' },
        { path: 'folder/a', reason: 'outside-root' },
        { path: 'broken', reason: 'broken-link' },
      ],
    });
    expect(readFileSync(join(outside, 'a'), 'utf8')).toBe('old\n');
  });

  test('a link inside the root stays a link and the file behind it is written', () => {
    const root = makeRoot();
    mkdirSync(join(root, 'real'));
    writeFileSync(join(root, 'real', 'a'), OLD);
    symlinkSync('real', join(root, 'folder'));
    symlinkSync('../real/a', join(root, 'real', 'link'));
    const { outcome, runId } = apply({ root }, [modify('folder/link')]);
    expect(outcome).toMatchObject({ kind: 'committed', files: ['folder/link'] });
    expect(readlinkSync(join(root, 'real', 'link'))).toBe('../real/a');
    expect(readFileSync(join(root, 'real', 'a'), 'utf8')).toBe('new\n');
    expect(undoRun({ tree: openTree({ root }), runId, command: 'undo' })).toMatchObject({
      services: [{ kind: 'undone', files: ['folder/link'] }],
    });
    expect(readFileSync(join(root, 'real', 'a'), 'utf8')).toBe('old\n');
  });

  test('one file under two planned paths is refused', () => {
    const root = makeRoot();
    writeFileSync(join(root, 'a'), OLD);
    symlinkSync('a', join(root, 'b'));
    expect(apply({ root }, [modify('a'), modify('b')]).outcome).toEqual({
      kind: 'refused',
      files: [{ path: 'b', reason: 'same-file' }],
    });
  });

  test('a file with two names is refused unless that is allowed, and then parts from the other', () => {
    const root = makeRoot();
    writeFileSync(join(root, 'a'), OLD);
    linkSync(join(root, 'a'), join(root, 'b'));
    expect(apply({ root }, [modify('a')]).outcome).toEqual({
      kind: 'refused',
      files: [{ path: 'a', reason: 'hard-link' }],
    });
    expect(apply({ root }, [modify('a')], { allowHardLinks: true }).outcome.kind).toBe('committed');
    expect(readFileSync(join(root, 'b'), 'utf8')).toBe('old\n');
  });

  test('a folder and a pipe are refused without being opened', () => {
    const root = makeRoot();
    mkdirSync(join(root, 'folder'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(apply({ root }, [modify('folder'), modify('pipe')]).outcome).toMatchObject({
      kind: 'refused',
      files: [{ reason: 'not-a-file' }, { reason: 'not-a-file' }],
    });
  });

  test('the state folder is private, ignores itself, and no sibling stays', () => {
    const root = makeRoot();
    writeFileSync(join(root, 'a'), OLD);
    apply({ root }, [modify('a')]);
    expect(statSync(join(root, '.moult')).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(root, '.moult', '.gitignore'), 'utf8')).toBe('*\n');
    expect(readdirSync(root).sort()).toEqual(['.moult', 'a']);
    expect(readdirSync(join(root, '.moult')).sort()).toEqual(['.gitignore', 'backups', 'blobs', 'runs']);
  });

  test('a state folder that is a link is not followed', () => {
    const root = makeRoot();
    const outside = makeRoot();
    symlinkSync(outside, join(root, '.moult'));
    expect(() => startRun(openTree({ root }), { command: 'apply' })).toThrow(/is not a folder/);
    expect(readdirSync(outside)).toEqual([]);
  });

  test('a kill at every call leaves a small service old or new', () => {
    const fresh = () => {
      const root = makeRoot();
      writeFileSync(join(root, 'a'), OLD);
      return root;
    };
    const files: readonly FileChange[] = [modify('a'), { kind: 'create', path: 'n/b', after: NEW }];
    const disk = withoutSync(realDisk());
    const counting = failingDisk(disk, { kind: 'none' });
    apply({ root: fresh(), disk: counting }, files);
    for (let at = 1; at <= counting.calls.length; at += 1) {
      const root = fresh();
      // The one that dies has an id that no process can have.
      const dying = { ...realProcessTable(), self: () => ({ ...realProcessTable().self(), pid: 2 ** 30 }) };
      untilKilled(() => apply({ root, disk: failingDisk(disk, { kind: 'kill', at }), processes: dying }, files));
      const started = startRun(openTree({ root, disk }), { command: 'recover' });
      if (started.kind !== 'started') throw new Error(started.kind);
      started.run.close();
      const found = [readFileSync(join(root, 'a'), 'utf8'), existsSync(join(root, 'n'))];
      expect([
        ['old\n', false],
        ['new\n', true],
      ]).toContainEqual(found);
      expect(readdirSync(root).filter((name) => name.startsWith('.moult-'))).toEqual([]);
    }
  });

  test('a link is not deleted', () => {
    const root = makeRoot();
    writeFileSync(join(root, 'a'), OLD);
    symlinkSync('a', join(root, 'b'));
    const outcome = apply({ root }, [{ kind: 'delete', path: 'b', beforeHash: hashBytes(OLD) }]).outcome;
    expect(outcome).toEqual({ kind: 'refused', files: [{ path: 'b', reason: 'link' }] });
    expect(lstatSync(join(root, 'b')).isSymbolicLink()).toBe(true);
  });
});

describe('a change set that contradicts itself is not begun', () => {
  const bad: readonly (readonly [string, readonly FileChange[]])[] = [
    ['a path that leaves the root', [modify('../a')]],
    ['an absolute path', [modify('/etc/hosts')]],
    ['a path into the state folder', [modify('.moult/lock')]],
    ['a name with a NUL', [modify('a\0b')]],
    ['a file listed twice', [modify('a'), modify('a')]],
    ['a file that is also a folder', [modify('a'), { kind: 'create', path: 'a/b', after: NEW }]],
    ['bytes that do not have the planned hash', [{ ...modify('a'), afterHash: hashBytes(OLD) } as FileChange]],
  ];

  test.each(bad)('%s', (_, files) => {
    const root = makeRoot();
    writeFileSync(join(root, 'a'), OLD);
    let caught: unknown;
    try {
      apply({ root }, files);
    } catch (error) {
      caught = error;
    }
    expect(isMoultError(caught, 'E-PLAN')).toBe(true);
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('old\n');
  });
});
