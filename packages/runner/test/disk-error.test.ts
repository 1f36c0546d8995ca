import { isMoultError } from '@moult/errors';
import { diskErrorCode } from '../src/disk/disk-error.ts';
import { failingDisk } from '../src/disk/failing-disk.ts';
import type { CommitOutcome } from '../src/transaction/commit-outcome.ts';
import { planUndo } from '../src/undo/plan-undo.ts';
import {
  applySet,
  describeTree,
  enterTree,
  judgeTree,
  makeService,
  RUN_ID,
  recoverTree,
  SCALE,
} from './small-service.ts';

const CODES = ['ENOSPC', 'EIO', 'EACCES', 'EMFILE', 'EROFS', 'EDQUOT', 'EINTR', 'EPERM'] as const;

/** Applies with one fault; an error thrown before a run began counts as an outcome too. */
function applyWith(fault: Parameters<typeof failingDisk>[1], counted: 'mutating' | 'every') {
  const { disk, set } = makeService();
  const failing = failingDisk(disk, fault, counted);
  let outcome: CommitOutcome | undefined;
  let message = '';
  try {
    outcome = applySet(enterTree(failing), set);
  } catch (error) {
    if (!isMoultError(error)) throw error;
    message = `${error.message} ${error.where ?? ''}`;
  }
  return { disk, set, outcome, message, failing };
}

const before = describeTree(makeService().disk);
const whole = applyWith({ kind: 'none' }, 'mutating');
const after = describeTree(whole.disk);
const everyCall = applyWith({ kind: 'none' }, 'every').failing.calls.length;

/** What must hold whatever fails: the outcome tells the truth, recovery gives old or new, and applying again gives new. */
function check(label: string, { disk, set, outcome, message }: ReturnType<typeof applyWith>): string {
  const now = describeTree(disk);
  const expected = outcome?.kind === 'committed' ? after : before;
  const isOpen = outcome?.kind === 'failed' && !outcome.isRestored;
  if (!isOpen && now !== expected)
    throw new Error(`${label}: the outcome is ${outcome?.kind ?? message}, the files say otherwise`);
  if (outcome === undefined && message === '') throw new Error(`${label}: no reason was given`);
  if (outcome?.kind === 'failed' && outcome.path === undefined) throw new Error(`${label}: no file is named`);
  recoverTree(enterTree(disk));
  // What was reported may be nothing but new.
  judgeTree(`${label}, recovered`, disk, outcome?.kind === 'committed' ? after : before, after);
  applySet(enterTree(disk), set);
  if (describeTree(disk) !== after) throw new Error(`${label}: applying again does not give the new state`);
  return isOpen ? 'open' : (outcome?.kind ?? 'not started');
}

describe('the code of an error', () => {
  test('is found for a full quota, which Node does not know by name', () => {
    expect(diskErrorCode({ code: 'Unknown system error -122', errno: -122, syscall: 'open' })).toBe('EDQUOT');
    expect(diskErrorCode({ code: 'UNKNOWN', errno: -122, syscall: 'write' })).toBe('EDQUOT');
  });

  test('is not one for an error that comes from no system call', () => {
    expect(diskErrorCode({ code: 'ERR_INVALID_ARG_TYPE' })).toBeUndefined();
    expect(diskErrorCode(new Error('ENOSPC'))).toBeUndefined();
  });
});

describe('a disk that refuses one call', () => {
  test('never leaves a mixture, whatever the call and the error', () => {
    const seen = new Set<string>();
    let count = 0;
    const stride = SCALE > 1 ? 1 : 6;
    CODES.forEach((code, turn) => {
      for (let at = 1 + (turn % stride); at <= whole.failing.calls.length; at += stride) {
        seen.add(check(`${code} at ${at}`, applyWith({ kind: 'error', at, code }, 'mutating')));
        count += 1;
      }
    });
    expect(count).toBeGreaterThan(390);
    expect([...seen].sort()).toEqual(expect.arrayContaining(['committed', 'failed', 'not started']));
  }, 120_000);

  test('never leaves a mixture when it refuses to read', () => {
    for (let at = 1; at <= everyCall; at += SCALE > 1 ? 1 : 5)
      check(`EIO at ${at} of all`, applyWith({ kind: 'error', at, code: 'EIO' }, 'every'));
  }, 120_000);

  test('takes a short write for what it is and writes the rest', () => {
    for (let at = 1; at <= whole.failing.calls.length; at += 1) {
      const applied = applyWith({ kind: 'short-write', at }, 'mutating');
      expect(applied.outcome?.kind).toBe('committed');
      expect(describeTree(applied.disk)).toBe(after);
    }
  });
});

describe('a disk that refuses everything from some call on', () => {
  test('never leaves a mixture once it works again', () => {
    const seen = new Set<string>();
    for (let at = 1; at <= whole.failing.calls.length; at += 1) {
      const code = CODES[at % 6] ?? 'EIO';
      seen.add(check(`${code} from ${at} on`, applyWith({ kind: 'error', at, code, lasting: true }, 'mutating')));
    }
    expect(seen).toContain('open');
  }, 120_000);

  test('and only takes no more records never leaves files that the journal tells otherwise', () => {
    const last = whole.failing.calls.length;
    for (let at = last - 30; at <= last; at += 1) {
      const { disk } = applyWith({ kind: 'error', at, code: 'EIO', lasting: 'journal.jsonl' }, 'mutating');
      recoverTree(enterTree(disk));
      const now = describeTree(disk);
      expect([before, after]).toContain(now);
      expect(planUndo(enterTree(disk), RUN_ID)).toHaveLength(now === after ? 1 : 0);
    }
  });
});
