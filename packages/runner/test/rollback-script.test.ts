import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashBytes } from '../src/disk/hash-bytes.ts';
import { realDisk } from '../src/disk/real-disk.ts';
import { withoutSync } from '../src/disk/without-sync.ts';
import type { FileChange } from '../src/transaction/change-set.ts';
import { commitChangeSet } from '../src/transaction/commit-change-set.ts';
import { startRun } from '../src/transaction/run.ts';
import { openTree } from '../src/transaction/tree.ts';
import { planUndo } from '../src/undo/plan-undo.ts';

const ODD_NAMES = [
  'plain.py',
  'two words.py',
  "it's.py",
  'a "quoted" name.py',
  'line\nbreak.py',
  'back\\slash.py',
  '-n.py',
  '--help',
  '$HOME `id` $(id).py',
  '*.py',
  'ünï🐍.py',
  ' leading and trailing ',
  'carriage\rreturn.py',
  'tab\there;&|<>.py',
  '#hash.py',
  '%s%n.py',
];

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** Applies one change to a file of every odd name in two folders, on the real disk. */
function applyOdd(service = "services/odd 'one'\n") {
  const root = mkdtempSync(join(tmpdir(), 'moult odd '));
  roots.push(root);
  const files: FileChange[] = [];
  for (const folder of ['', 'a folder/-x\n/']) {
    for (const [index, name] of ODD_NAMES.entries()) {
      const path = `${folder}${name}`;
      mkdirSync(dirname(join(root, path)), { recursive: true });
      const old = Buffer.from(`old ${path}\n`);
      writeFileSync(join(root, path), old);
      chmodSync(join(root, path), [0o644, 0o755, 0o600][index % 3] ?? 0o644);
      if (index % 4 === 3) files.push({ kind: 'delete', path, beforeHash: hashBytes(old) });
      else files.push({ kind: 'modify', path, beforeHash: hashBytes(old), after: Buffer.from(`new ${path}\n`) });
    }
    for (const name of ODD_NAMES)
      files.push({ kind: 'create', path: `${folder}made ${name}/${name}`, after: Buffer.from('made\n') });
  }
  const before = describe(root);
  const tree = openTree({ root, disk: withoutSync(realDisk()) });
  const started = startRun(tree, { command: 'apply' });
  if (started.kind !== 'started') throw new Error(started.kind);
  const outcome = commitChangeSet(started.run, { service, files });
  started.run.close();
  if (outcome.kind !== 'committed' || outcome.backup === undefined) throw new Error(JSON.stringify(outcome));
  return {
    root,
    tree,
    runId: started.run.runId,
    before,
    after: describe(root),
    script: join(root, outcome.backup, 'rollback.sh'),
  };
}

function describe(root: string, folder = ''): string {
  const lines: string[] = [];
  for (const name of readdirSync(join(root, folder)).sort()) {
    if (name === '.moult') continue;
    const path = join(folder, name);
    const found = statSync(join(root, path));
    if (found.isDirectory()) lines.push(JSON.stringify([path, 'folder']), describe(root, path));
    else lines.push(JSON.stringify([path, found.mode & 0o7777, readFileSync(join(root, path), 'utf8')]));
  }
  return lines.join('\n');
}

function run(script: string, cwd = '/') {
  const { status, stdout, stderr } = spawnSync('/bin/sh', [script], {
    cwd,
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', CDPATH: '/tmp' },
  });
  return { status, stdout, stderr };
}

test('the script of a backup restores every file with its mode, whatever its name, and undo then knows', () => {
  const { root, tree, runId, before, after, script } = applyOdd();
  expect(after).not.toBe(before);
  expect(run(script)).toMatchObject({ status: 0, stderr: '' });
  expect(describe(root)).toBe(before);
  expect(planUndo(tree, runId)).toMatchObject([{ kind: 'unchanged' }]);
});

test('the script can be run twice, and from its own folder', () => {
  const { root, before, script } = applyOdd();
  expect(run(script).status).toBe(0);
  const again = spawnSync('/bin/sh', ['rollback.sh'], { cwd: dirname(script), encoding: 'utf8' });
  expect(again.status).toBe(0);
  expect(describe(root)).toBe(before);
});

test('the script writes nothing when files were edited since, and names each of them', () => {
  const { root, script } = applyOdd();
  for (const name of ODD_NAMES) writeFileSync(join(root, 'a folder/-x\n', name), 'a person was here\n');
  const now = describe(root);
  const { status, stderr } = run(script);
  expect(status).toBe(1);
  for (const name of ODD_NAMES) expect(stderr).toContain(`edited since: ./a folder/-x\n/${name}\n`);
  expect(describe(root)).toBe(now);
});

test('the script goes on after it was interrupted half way', () => {
  const { root, before, script } = applyOdd();
  writeFileSync(join(root, 'plain.py'), 'old plain.py\n');
  writeFileSync(join(root, '*.py'), 'old *.py\n');
  rmSync(join(root, 'made plain.py/plain.py'));
  expect(run(script).status).toBe(0);
  expect(describe(root)).toBe(before);
});

test('the script refuses a backup that was damaged itself', () => {
  const { root, after, script } = applyOdd();
  writeFileSync(join(dirname(script), 'before', 'plain.py'), 'rotten\n');
  expect(run(script)).toMatchObject({ status: 2, stderr: expect.stringContaining('the backup itself is damaged') });
  expect(describe(root)).toBe(after);
});

test('the script refuses to run from another place', () => {
  const { root, after, script } = applyOdd();
  const elsewhere = join(root, '.moult', 'rollback.sh');
  writeFileSync(elsewhere, readFileSync(script));
  expect(run(elsewhere)).toMatchObject({ status: 2, stderr: expect.stringContaining('run this script where it is') });
  expect(describe(root)).toBe(after);
});

test('the script is one that a POSIX shell reads without a word', () => {
  const { script } = applyOdd();
  expect(execFileSync('/bin/sh', ['-n', script], { encoding: 'utf8' })).toBe('');
  expect(existsSync(script) && (statSync(script).mode & 0o777) === 0o700).toBe(true);
});

test('a set that only creates files has a script that only removes them', () => {
  const root = mkdtempSync(join(tmpdir(), 'moult-'));
  roots.push(root);
  const started = startRun(openTree({ root }), { command: 'apply' });
  if (started.kind !== 'started') throw new Error(started.kind);
  const outcome = commitChangeSet(started.run, {
    service: '.',
    files: [{ kind: 'create', path: 'x/y.py', after: Buffer.from('y\n') }],
  });
  started.run.close();
  if (outcome.kind !== 'committed') throw new Error(outcome.kind);
  expect(run(join(root, outcome.backup ?? '', 'rollback.sh'))).toMatchObject({ status: 0 });
  expect(readdirSync(root)).toEqual(['.moult']);
});
