import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitChangeSet, hashBytes, openTree, startRun, undoRun } from '../src/index.ts';

test('a change set is committed and undone on the real disk', () => {
  const root = mkdtempSync(join(tmpdir(), 'moult-'));
  writeFileSync(join(root, 'a.py'), 'a = 1\n');
  const tree = openTree({ root });
  const started = startRun(tree, { command: 'apply' });
  if (started.kind !== 'started') throw new Error(started.kind);
  const outcome = commitChangeSet(started.run, {
    service: 'x',
    files: [
      { kind: 'modify', path: 'a.py', beforeHash: hashBytes(Buffer.from('a = 1\n')), after: Buffer.from('a = 2\n') },
      { kind: 'create', path: 'n/b.py', after: Buffer.from('b = 2\n') },
    ],
  });
  started.run.close();
  expect(outcome).toMatchObject({ kind: 'committed' });
  expect(readFileSync(join(root, 'a.py'), 'utf8')).toBe('a = 2\n');
  const undone = undoRun({ tree, runId: started.run.runId, command: 'undo' });
  expect(undone).toMatchObject({ kind: 'finished', services: [{ kind: 'undone' }] });
  expect(readFileSync(join(root, 'a.py'), 'utf8')).toBe('a = 1\n');
});
