import { failingDisk } from '../src/disk/failing-disk.ts';
import { LossyDisk } from '../src/disk/lossy-disk.ts';
import type { LockOwner } from '../src/lock/lock-owner.ts';
import type { ProcessIdentity, ProcessTable } from '../src/lock/process-table.ts';
import { breakLock, type LockPlace, readLock, releaseLock, takeLock } from '../src/lock/take-lock.ts';
import { commitChangeSet } from '../src/transaction/commit-change-set.ts';
import { readRunTransactions } from '../src/transaction/find-open-transactions.ts';
import { startRun } from '../src/transaction/run.ts';
import { lockPlace } from '../src/transaction/state-folder.ts';
import { describeOwner } from '../src/transaction/tree.ts';
import { applySet, enterTree, makeService, RUN_ID, untilKilled } from './small-service.ts';

const HERE: ProcessIdentity = {
  host: 'here',
  boot: 'boot-1',
  namespace: 'pid:[1]',
  pid: 10,
  started: '100',
  user: 'me',
};

/** A machine on which processes with these ids and start times run. */
function machine(running: { readonly [pid: number]: string }, self: Partial<ProcessIdentity> = {}): ProcessTable {
  return {
    self: () => ({ ...HERE, ...self }),
    find: (pid) => (running[pid] === undefined ? undefined : { started: running[pid] }),
  };
}

function owner(token: string, identity: Partial<ProcessIdentity> = {}): LockOwner {
  return { ...HERE, ...identity, token, command: 'apply', taken: '2026-01-01T00:00:00.000Z' };
}

function place(disk: LossyDisk, processes: ProcessTable): LockPlace {
  return { disk, path: '/lock', processes };
}

describe('a lock that is held', () => {
  const cases: readonly (readonly [string, 'alive' | 'unknown', Partial<ProcessIdentity>, ProcessTable])[] = [
    ['by a running process', 'alive', {}, machine({ 10: '100' }, { pid: 11 })],
    ['by a process on another host', 'unknown', { host: 'there' }, machine({}, { pid: 11 })],
    ['by a process in another container', 'unknown', { namespace: 'pid:[2]' }, machine({}, { pid: 11 })],
    [
      'on a machine that does not tell its boot',
      'unknown',
      {},
      { ...machine({}), self: () => ({ ...HERE, boot: undefined }) },
    ],
  ];

  test.each(cases)('is respected: %s', (_, liveness, identity, processes) => {
    const disk = new LossyDisk();
    takeLock(place(disk, processes), owner('aa', identity));
    expect(takeLock(place(disk, processes), owner('bb'))).toMatchObject({
      kind: 'held',
      liveness,
      owner: { token: 'aa' },
    });
    expect(readLock({ disk, path: '/lock' })?.token).toBe('aa');
  });

  test('is respected whatever its age', () => {
    const disk = new LossyDisk();
    const processes = machine({ 10: '100' }, { pid: 11 });
    takeLock(place(disk, processes), { ...owner('aa'), taken: '1999-01-01T00:00:00.000Z' });
    expect(takeLock(place(disk, processes), owner('bb')).kind).toBe('held');
  });

  test('is respected when its file cannot be read as a lock', () => {
    const disk = new LossyDisk();
    disk.closeFile(disk.createFile('/lock', 0o600));
    const held = takeLock(place(disk, machine({})), owner('bb'));
    expect(held).toMatchObject({
      kind: 'held',
      liveness: 'unknown',
      owner: { token: expect.stringMatching(/^[0-9a-f]{16}$/) },
    });
  });
});

describe('a lock of a dead process is taken over', () => {
  const cases: readonly (readonly [string, Partial<ProcessIdentity>, ProcessTable])[] = [
    ['when no process has its id', {}, machine({}, { pid: 11 })],
    ['when another process got its id', {}, machine({ 10: '999' }, { pid: 11 })],
    ['when the machine was started anew', { boot: 'boot-0' }, machine({ 10: '100' }, { pid: 11 })],
  ];

  test.each(cases)('%s', (_, identity, processes) => {
    const disk = new LossyDisk();
    takeLock(place(disk, processes), owner('aa', identity));
    expect(takeLock(place(disk, processes), owner('bb'))).toMatchObject({
      kind: 'taken',
      deadOwners: [{ token: 'aa' }],
    });
    expect(readLock({ disk, path: '/lock' })?.token).toBe('bb');
    expect(disk.readFolder('/')).toEqual(['lock']);
  });

  test('by one process only, however two of them are interleaved', () => {
    const start = new LossyDisk();
    takeLock(place(start, machine({})), owner('dead', { pid: 9 }));
    const processes = machine({ 10: '100', 11: '110' });
    const second = owner('bb', { pid: 11, started: '110' });
    for (let at = 1; at <= 8; at += 1) {
      const disk = start.fork();
      let other: ReturnType<typeof takeLock> | undefined;
      const act = () => {
        other = takeLock(place(disk, processes), second);
      };
      const first = takeLock(
        { ...place(disk, processes), disk: failingDisk(disk, { kind: 'meanwhile', at, act }) },
        owner('aa'),
      );
      if (other === undefined) continue;
      expect([first.kind, other.kind].sort()).toEqual(['held', 'taken']);
      const winner = first.kind === 'taken' ? 'aa' : 'bb';
      expect(readLock({ disk, path: '/lock' })?.token).toBe(winner);
    }
  });

  test('after processes died while taking it over', () => {
    const start = new LossyDisk();
    takeLock(place(start, machine({})), owner('dead', { pid: 9 }));
    const dieTaking = (disk: LossyDisk, token: string, at: number) => {
      const dying = { ...place(disk, machine({})), disk: failingDisk(disk, { kind: 'kill', at }) };
      untilKilled(() => takeLock(dying, owner(token, { pid: 8 })));
    };
    for (let at = 1; at <= 8; at += 1) {
      for (let second = 1; second <= 12; second += 1) {
        const disk = start.fork();
        dieTaking(disk, 'aa', at);
        dieTaking(disk, 'bb', second);
        expect(takeLock(place(disk, machine({ 10: '100' })), owner('cc')).kind).toBe('taken');
        expect(readLock({ disk, path: '/lock' })?.token).toBe('cc');
      }
    }
  });
});

describe('breaking a lock', () => {
  test('needs its token', () => {
    const disk = new LossyDisk();
    const processes = machine({ 10: '100' });
    takeLock(place(disk, processes), owner('aa'));
    expect(breakLock(place(disk, processes), 'zz', owner('bb'))).toMatchObject({
      kind: 'held',
      owner: { token: 'aa' },
    });
    expect(breakLock(place(disk, processes), 'aa', owner('bb'))).toMatchObject({
      kind: 'broken',
      owner: { token: 'aa' },
    });
    expect(breakLock(place(disk, processes), 'aa', owner('bb'))).toEqual({ kind: 'free' });
    expect(takeLock(place(disk, processes), owner('cc')).kind).toBe('taken');
  });

  test('is written into the journal of the next run, and the run that lost it writes no more', () => {
    const { disk, set } = makeService();
    const tree = enterTree(disk);
    const first = startRun(tree, { command: 'apply', runId: RUN_ID });
    if (first.kind !== 'started') throw new Error(first.kind);
    const held = startRun(tree, { command: 'undo' });
    if (held.kind !== 'locked') throw new Error(held.kind);
    expect(breakLock(lockPlace(tree), held.owner.token, describeOwner(tree, 'unlock')).kind).toBe('broken');
    expect(commitChangeSet(first.run, set)).toEqual({ kind: 'locked', owner: undefined });
    const second = startRun(tree, { command: 'apply' });
    if (second.kind !== 'started') throw new Error(second.kind);
    expect(second.run.journal.records.map(({ ev }) => ev)).toEqual(['run.created', 'lock.taken', 'lock.broken']);
    expect(commitChangeSet(first.run, set)).toMatchObject({ kind: 'locked', owner: { command: 'apply' } });
    expect(readRunTransactions(tree, RUN_ID)).toEqual([]);
  });
});

test('a lock is given back by its owner only', () => {
  const disk = new LossyDisk();
  takeLock(place(disk, machine({ 10: '100' })), owner('aa'));
  releaseLock({ disk, path: '/lock' }, 'bb');
  expect(readLock({ disk, path: '/lock' })?.token).toBe('aa');
  releaseLock({ disk, path: '/lock' }, 'aa');
  expect(readLock({ disk, path: '/lock' })).toBeUndefined();
});

test('a run leaves no lock behind', () => {
  const { disk, set } = makeService();
  const tree = enterTree(disk);
  applySet(tree, set);
  expect(readLock(lockPlace(tree))).toBeUndefined();
});
