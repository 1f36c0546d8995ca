import { type Fault, failingDisk } from '../src/disk/failing-disk.ts';
import type { LossyDisk } from '../src/disk/lossy-disk.ts';
import type { ChangeSet } from '../src/transaction/change-set.ts';
import {
  applySet,
  describeTree,
  enterTree,
  judgeTree,
  makeDice,
  makeService,
  recoverTree,
  SCALE,
  type Shape,
  TWELVE,
  untilKilled,
} from './small-service.ts';

/** Runs `act` on a copy of the disk until the fault kills it. */
function dieDuring(disk: LossyDisk, fault: Fault, act: (disk: ReturnType<typeof failingDisk>) => void) {
  const after = disk.fork();
  const failing = failingDisk(after, fault);
  untilKilled(() => act(failing));
  return { after, calls: failing.calls.length };
}

function dieApplying(disk: LossyDisk, set: ChangeSet, at: number, kind: 'kill' | 'kill-torn' = 'kill') {
  return dieDuring(disk, { kind, at }, (failing) => applySet(enterTree(failing), set));
}

function dieRecovering(disk: LossyDisk, at: number) {
  return dieDuring(disk, { kind: 'kill', at }, (failing) => recoverTree(enterTree(failing)));
}

function countCalls(disk: LossyDisk, set: ChangeSet): number {
  return dieApplying(disk, set, Number.POSITIVE_INFINITY).calls;
}

function sweep(shape: Shape, stride = 1) {
  const { disk, set } = makeService(shape);
  const before = describeTree(disk);
  const done = dieApplying(disk, set, Number.POSITIVE_INFINITY);
  const after = describeTree(done.after);
  expect(after).not.toBe(before);
  let olds = 0;
  for (const kind of ['kill', 'kill-torn'] as const) {
    for (let at = 1; at <= done.calls; at += stride) {
      const { after: left } = dieApplying(disk, set, at, kind);
      recoverTree(enterTree(left));
      if (judgeTree(`${kind} at ${at}`, left, before, after) === 'old') olds += 1;
      const again = applySet(enterTree(left), set);
      if (describeTree(left) !== after) throw new Error(`${kind} at ${at}: applying again gives ${again.kind}`);
    }
  }
  return { olds, points: 2 * done.calls };
}

describe('a process that is killed while it applies', () => {
  test('leaves twelve files all old or all new after recovery, whatever the call', () => {
    const { olds, points } = sweep(TWELVE);
    expect(points).toBeGreaterThan(300);
    expect(olds).toBeGreaterThan(200);
    expect(olds).toBeLessThan(points);
  });

  test('leaves a single file old or new', () => {
    sweep({ modified: 1, created: 0, deleted: 0 });
  });

  (SCALE > 1 ? test : test.skip)(
    'leaves two hundred files all old or all new (nightly only: it takes minutes)',
    () => {
      sweep({ modified: 190, created: 5, deleted: 5 }, 23);
    },
    600_000,
  );
});

describe('a process that is killed while it recovers', () => {
  test('leaves all old or all new after the second recovery', () => {
    const { disk, set } = makeService();
    const before = describeTree(disk);
    const whole = dieApplying(disk, set, Number.POSITIVE_INFINITY);
    const after = describeTree(whole.after);
    const stride = SCALE > 1 ? 1 : 17;
    let pairs = 0;
    for (let at = 1; at <= whole.calls; at += stride) {
      const { after: left } = dieApplying(disk, set, at);
      const { calls } = dieRecovering(left, Number.POSITIVE_INFINITY);
      for (let second = 1 + (at % 3); second <= calls; second += SCALE > 1 ? 1 : 3) {
        const { after: twice } = dieRecovering(left, second);
        recoverTree(enterTree(twice));
        judgeTree(`killed at ${at}, then at ${second} of the recovery`, twice, before, after);
        pairs += 1;
      }
    }
    expect(pairs).toBeGreaterThan(200);
  }, 600_000);

  test('may be killed again in the second recovery', () => {
    const { disk, set } = makeService();
    const before = describeTree(disk);
    const whole = dieApplying(disk, set, Number.POSITIVE_INFINITY);
    const after = describeTree(whole.after);
    const dice = makeDice(3);
    for (let round = 0; round < 50 * SCALE; round += 1) {
      const points = [1 + dice(countCalls(disk, set)), 1 + dice(60), 1 + dice(60)] as const;
      const once = dieApplying(disk, set, points[0]).after;
      const twice = dieRecovering(once, points[1]).after;
      const thrice = dieRecovering(twice, points[2]).after;
      recoverTree(enterTree(thrice));
      judgeTree(`killed at ${points.join(', then ')}`, thrice, before, after);
    }
  }, 600_000);
});
