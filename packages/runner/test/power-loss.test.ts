import { failingDisk } from '../src/disk/failing-disk.ts';
import type { LossyDisk } from '../src/disk/lossy-disk.ts';
import type { Fate } from '../src/disk/power-loss.ts';
import { planUndo } from '../src/undo/plan-undo.ts';
import { undoRun } from '../src/undo/undo-run.ts';
import {
  applySet,
  describeTree,
  enterTree,
  judgeTree,
  makeDice,
  makeService,
  RUN_ID,
  recoverTree,
  SCALE,
  untilKilled,
} from './small-service.ts';

const CONTENT_FATES: readonly Fate[] = ['kept', 'lost', 'torn', 'blank'];
const ALL_SUBSETS_UP_TO = 6;

/** The fates to try for what is unsynced now: every subset when there is little, else `sample` random ones. */
function* listFates(disk: LossyDisk, sample: number, dice: (limit: number) => number): Generator<readonly Fate[]> {
  const effects = disk.listUnsynced();
  const draw = () =>
    effects.map(
      ({ kind }): Fate => (kind === 'entry' ? (dice(2) === 0 ? 'kept' : 'lost') : (CONTENT_FATES[dice(4)] ?? 'lost')),
    );
  if (2 ** effects.length > sample || effects.length > ALL_SUBSETS_UP_TO) {
    yield effects.map(() => 'lost');
    yield effects.map(() => 'kept');
    for (let count = 2; count < sample; count += 1) yield draw();
    return;
  }
  for (let mask = 0; mask < 2 ** effects.length; mask += 1) {
    yield effects.map(({ kind }, index): Fate => {
      const isKept = (mask >> index) % 2 === 1;
      if (isKept) return 'kept';
      return kind === 'entry' ? 'lost' : (CONTENT_FATES[1 + dice(3)] ?? 'lost');
    });
  }
}

/** Lets `act` run until call `at`; says whether it came far enough to `report`. */
function stopAt(disk: LossyDisk, at: number, act: (disk: ReturnType<typeof failingDisk>, report: () => void) => void) {
  const left = disk.fork();
  const failing = failingDisk(left, { kind: at % 2 === 0 ? 'kill' : 'kill-torn', at });
  let isReported = false;
  untilKilled(() =>
    act(failing, () => {
      isReported = true;
    }),
  );
  return { left, isReported, calls: failing.calls.length };
}

describe('power loss', () => {
  const { disk, set } = makeService();
  const old = describeTree(disk);
  const applied = stopAt(disk, Number.POSITIVE_INFINITY, (failing) => applySet(enterTree(failing), set));
  const after = describeTree(applied.left);

  test('while applying leaves all old or all new, and all new once the commit was reported', () => {
    const dice = makeDice(6);
    const found = { old: 0, new: 0, reported: 0 };
    for (let at = 1; at <= applied.calls + 1; at += 1) {
      const { left, isReported } = stopAt(disk, at, (failing, report) => applySet(enterTree(failing), set, report));
      for (const fates of listFates(left, 8 * SCALE, dice)) {
        const dark = left.losePower(fates);
        recoverTree(enterTree(dark, 'boot-2'));
        const label = `power lost at ${at} with ${fates.join()}`;
        // What was reported may be nothing but new.
        const now = judgeTree(label, dark, isReported ? after : old, after);
        found[isReported ? 'reported' : now] += 1;
      }
    }
    expect(found.old + found.new).toBeGreaterThan(1_500);
    expect(Math.min(found.old, found.new, found.reported)).toBeGreaterThan(0);
  }, 600_000);

  test('after a kill and while recovering leaves all old or all new', () => {
    const dice = makeDice(7);
    const [stride, secondStride] = SCALE > 1 ? [1, 1] : [7, 5];
    for (let at = 1; at <= applied.calls; at += stride) {
      const killed = stopAt(disk, at, (failing) => applySet(enterTree(failing), set)).left;
      const steps = stopAt(killed, Number.POSITIVE_INFINITY, (failing) => recoverTree(enterTree(failing))).calls;
      for (let second = 1; second <= steps + 1; second += secondStride) {
        const { left } = stopAt(killed, second, (failing) => recoverTree(enterTree(failing)));
        for (const fates of listFates(left, 4, dice)) {
          const dark = left.losePower(fates);
          recoverTree(enterTree(dark, 'boot-2'));
          judgeTree(`killed at ${at}, power lost at ${second} with ${fates.join()}`, dark, old, after);
        }
      }
    }
  }, 600_000);

  test('after a recovery takes nothing back that the recovery left', () => {
    for (let at = 1; at <= applied.calls; at += 1) {
      const { left } = stopAt(disk, at, (failing) => applySet(enterTree(failing), set));
      recoverTree(enterTree(left));
      const dark = left.losePower(left.listUnsynced().map(() => 'lost'));
      recoverTree(enterTree(dark, 'boot-2'));
      expect(describeTree(dark)).toBe(describeTree(left));
    }
  });

  test('while undoing leaves all new or all old, and all old once the undo was reported', () => {
    const dice = makeDice(8);
    const undo = (failing: ReturnType<typeof failingDisk>, report?: () => void) => {
      undoRun({ tree: enterTree(failing), runId: RUN_ID, command: 'undo' });
      report?.();
    };
    const steps = stopAt(applied.left, Number.POSITIVE_INFINITY, undo).calls;
    for (let at = 1; at <= steps + 1; at += 1) {
      const { left, isReported } = stopAt(applied.left, at, undo);
      for (const fates of listFates(left, 2 + SCALE, dice)) {
        const dark = left.losePower(fates);
        const tree = enterTree(dark, 'boot-2');
        recoverTree(tree);
        const now = judgeTree(
          `power lost at ${at} of an undo with ${fates.join()}`,
          dark,
          old,
          isReported ? old : after,
        );
        expect(planUndo(tree, RUN_ID)).toHaveLength(now === 'old' ? 0 : 1);
      }
    }
  }, 600_000);
});
