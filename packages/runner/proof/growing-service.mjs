// Three files that grow until a small disk cannot hold the old and the new bytes together.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashBytes } from '../dist/disk/hash-bytes.js';
import { commitChangeSet } from '../dist/transaction/commit-change-set.js';
import { startRun } from '../dist/transaction/run.js';
import { openTree } from '../dist/transaction/tree.js';

const NAMES = ['a.py', 'b.py', 'c.py'];

/** The files before: together a fifth of `size` bytes. */
export function makeGrowingService(root, size) {
  for (const name of NAMES) writeFileSync(join(root, name), oldBytes(name, size));
}

/** After: together `size` bytes. */
export function makeGrowingSet(size) {
  const files = NAMES.map((path) => ({
    kind: 'modify',
    path,
    beforeHash: hashBytes(oldBytes(path, size)),
    after: newBytes(path, size),
  }));
  return { service: 'growing', files };
}

/** All old or all new, as the outcome says, also after the next command tried to recover. */
export function checkGrowing(root, size, outcome) {
  const found = judge(root, size);
  const expected = outcome?.kind === 'committed' ? 'new' : 'old';
  if (outcome?.isRestored !== false && found !== expected)
    throw new Error(`the outcome is ${outcome?.kind}, the files are ${found}`);
  try {
    const started = startRun(openTree({ root }), { command: 'recover' });
    if (started.kind === 'started') started.run.close();
  } catch (error) {
    if (!String(error.message).includes('ENOSPC')) throw error;
  }
  const after = judge(root, size);
  if (after !== expected) throw new Error(`after recovery the files are ${after}`);
  return after;
}

export function applyGrowing(root, size) {
  const started = startRun(openTree({ root }), { command: 'apply' });
  if (started.kind !== 'started') return started;
  const outcome = commitChangeSet(started.run, makeGrowingSet(size));
  started.run.close();
  return outcome;
}

function judge(root, size) {
  const states = NAMES.map((name) => {
    const bytes = readFileSync(join(root, name));
    if (bytes.equals(oldBytes(name, size))) return 'old';
    return bytes.equals(newBytes(name, size)) ? 'new' : 'neither';
  });
  if (states.some((state) => state !== states[0]) || states[0] === 'neither')
    throw new Error(`a mixture: ${states.join()}`);
  return states[0];
}

function oldBytes(name, size) {
  return Buffer.from(`# old ${name}\n`.repeat(Math.ceil(size / NAMES.length / 5 / 11)));
}

function newBytes(name, size) {
  return Buffer.from(`# new ${name}\n`.repeat(Math.ceil(size / NAMES.length / 11)));
}
