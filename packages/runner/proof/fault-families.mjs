// The families of faults. A case is one text, such as `F2/twelve/rename/23/fsync/101`, that says all it takes to repeat it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { apply, freshPath, freshService, judge, recover, settle, undo } from './check-service.mjs';
import { checkGrowing, makeGrowingService } from './growing-service.mjs';
import { listCalls, runChild, runFaulty } from './trace-calls.mjs';

const KILL = 'signal=SIGKILL';

/** What each family does with the rest of a case's text. Throws when a promise is broken; returns what it saw. */
export const FAMILIES = {
  /** Killed while applying. */
  async F1([shape, call, when]) {
    const service = freshService(shape);
    await runFaulty(['apply', service.root, shape], { call, when }, KILL);
    return finish(service);
  },

  /** Killed while applying, and again while recovering. */
  async F2([shape, call, when, secondCall, secondWhen]) {
    const service = freshService(shape);
    await runFaulty(['apply', service.root, shape], { call, when }, KILL);
    await runFaulty(['recover', service.root, shape], { call: secondCall, when: secondWhen }, KILL);
    return finish(service);
  },

  /** And a third time, in the second recovery. */
  async F3([shape, call, when, ...rest]) {
    const service = freshService(shape);
    await runFaulty(['apply', service.root, shape], { call, when }, KILL);
    for (let turn = 0; turn < 2; turn += 1) {
      const [nextCall, nextWhen] = rest.slice(turn * 2);
      await runFaulty(['recover', service.root, shape], { call: nextCall, when: nextWhen }, KILL);
    }
    return finish(service);
  },

  /** The disk refuses one call. */
  async F4([shape, call, when, code]) {
    const service = freshService(shape);
    const { outcome, status } = await runFaulty(['apply', service.root, shape], { call, when }, `error=${code}`);
    checkOutcome(service, outcome, status);
    return finish(service);
  },

  /** A disk that is really full: a memory file system of 256 KiB and files that grow. */
  async F5([size]) {
    const root = freshPath();
    mkdirSync(root);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', root]).status !== 0) return 'skipped';
    try {
      return await fillDisk(root, Number(size));
    } finally {
      spawnSync('umount', [root]);
    }
  },

  /** Several processes want the lock of one tree, which a dead one has left. */
  async F11([, processes]) {
    const service = freshService('one');
    const { call, when } = LOCK_DEATH;
    await runFaulty(['apply', service.root, 'one'], { call, when }, KILL);
    await Promise.all(Array.from({ length: Number(processes) }, () => runChild(['hold', service.root])));
    checkTurns(readFileSync(`${service.root}/trace`, 'utf8'));
    service.drop();
    return 'one at a time';
  },

  /** Killed while undoing. */
  async F16([shape, call, when]) {
    const service = freshService(shape);
    apply(service.root, shape);
    await runFaulty(['undo', service.root, shape], { call, when }, KILL);
    recover(service.root);
    const found = judge(service);
    const again = undo(service.root);
    if (judge(service) !== 'old') throw new Error(`undoing again gives ${JSON.stringify(again)}`);
    service.drop();
    return found;
  },
};

/** After this many syncs of a file the process holds the lock for certain. */
const LOCK_DEATH = { call: 'fsync', when: 12 };

function finish(service) {
  const found = settle(service);
  service.drop();
  return found;
}

function checkOutcome(service, outcome, status) {
  // An error that Node itself cannot live with ends the process: then it counts as a kill.
  if (outcome === undefined) return;
  const isDone = outcome.kind === 'committed' || outcome.kind === 'unchanged';
  if (isDone !== (status === 0)) throw new Error(`exit code ${status} for ${outcome.kind}`);
  if (!isDone && outcome.path === undefined) throw new Error(`no file is named: ${JSON.stringify(outcome)}`);
  if (outcome.isRestored === false) return;
  const found = judge(service);
  if (found !== (isDone ? 'new' : 'old')) throw new Error(`the outcome is ${outcome.kind}, the files are ${found}`);
}

async function fillDisk(root, size) {
  makeGrowingService(root, size);
  const { outcome } = await runChild(['grow', root, String(size)]);
  return checkGrowing(root, size, outcome);
}

function checkTurns(trace) {
  const lines = trace.trim().split('\n');
  for (let index = 0; index < lines.length; index += 2) {
    const [one, other] = [lines[index], lines[index + 1]];
    if (one?.replace('in', 'out') !== other) throw new Error(`two owners at once: ${lines.join(', ')}`);
  }
}

/** How many cases each family has when it is not nightly: what is skipped where they cannot be listed. */
export const USUAL_COUNTS = { F1: 304, F2: 340, F3: 50, F4: 400, F5: 12, F11: 20, F16: 60 };

/** The cases of each family; many more of them every night. */
const CASES = {
  async F1(isNightly) {
    const twelve = nameCases('F1', 'twelve', await listCallsOf('apply', 'twelve'));
    if (!isNightly) return twelve;
    const one = nameCases('F1', 'one', await listCallsOf('apply', 'one'));
    return [...twelve, ...one, ...nameCases('F1', 'many', pick(await listCallsOf('apply', 'many'), 600))];
  },
  async F2(isNightly) {
    const calls = await listCallsOf('apply', 'twelve');
    return listPairs(isNightly ? calls : pick(calls, 34), isNightly ? Number.POSITIVE_INFINITY : 10);
  },
  F3: async (isNightly) => listTriples(pick(await listCallsOf('apply', 'twelve'), 10), isNightly ? 500 : 50),
  F4: async (isNightly) => listErrors(await listCallsOf('apply', 'twelve'), isNightly ? Number.POSITIVE_INFINITY : 400),
  F5: (isNightly) =>
    listNumbers(isNightly ? 64 : 12).map((index, _, all) => `F5/${4000 + Math.round((index * 120_000) / all.length)}`),
  F11: (isNightly) => listNumbers(isNightly ? 200 : 20).map((index) => `F11/${index}/4`),
  async F16(isNightly) {
    const calls = await listCallsOf('undo', 'twelve', (service) => apply(service.root, 'twelve'));
    return nameCases('F16', 'twelve', isNightly ? calls : pick(calls, 60));
  },
};

export function listCases(family, isNightly) {
  return CASES[family](isNightly);
}

function nameCases(family, shape, calls) {
  return calls.map(({ call, when }) => `${family}/${shape}/${call}/${when}`);
}

function listNumbers(count) {
  return Array.from({ length: count }, (_, index) => index);
}

const ERRORS = ['ENOSPC', 'EIO', 'EACCES', 'EMFILE', 'EROFS', 'EDQUOT', 'EPERM', 'EINTR'];

/** Every error meets every kind of call, because the errors turn with the calls. */
function listErrors(calls, count) {
  const turned = (index, turn) => ERRORS[(turn + index) % ERRORS.length];
  return pick(
    calls.flatMap(({ call, when }, index) =>
      ERRORS.map((_, turn) => `F4/twelve/${call}/${when}/${turned(index, turn)}`),
    ),
    count,
  );
}

/** `count` of a list, spread evenly. */
function pick(list, count) {
  if (count >= list.length) return list;
  const share = (index) => Math.floor((index * count) / list.length);
  return list.filter((_, index) => share(index) !== share(index - 1));
}

async function listCallsOf(command, shape, prepare = () => undefined) {
  const service = freshService(shape);
  prepare(service);
  const calls = await listCalls([command, service.root, shape], freshPath());
  service.drop();
  return calls;
}

/** For some points of the apply, some points of the recovery that follows. */
async function listPairs(points, each) {
  const cases = [];
  for (const { call, when } of points) {
    const recovery = await listRecoveryCalls({ call, when });
    cases.push(...pick(recovery, each).map((second) => `F2/twelve/${call}/${when}/${second.call}/${second.when}`));
  }
  return cases;
}

async function listTriples(points, count) {
  const cases = [];
  for (const { call, when } of points) {
    const recovery = await listRecoveryCalls({ call, when });
    for (let turn = 0; turn < count / points.length; turn += 1) {
      const [second, third] = [recovery[(turn * 7) % recovery.length], recovery[(turn * 11 + 3) % recovery.length]];
      cases.push(`F3/twelve/${call}/${when}/${second.call}/${second.when}/${third.call}/${third.when}`);
    }
  }
  return cases;
}

async function listRecoveryCalls(point) {
  const service = freshService('twelve');
  await runFaulty(['apply', service.root, 'twelve'], point, KILL);
  const calls = await listCalls(['recover', service.root, 'twelve'], freshPath());
  service.drop();
  return calls;
}
