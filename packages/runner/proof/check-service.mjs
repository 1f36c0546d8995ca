// What must hold after any fault: old or new, nothing else touched, and applying again gives the new state.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitChangeSet } from '../dist/transaction/commit-change-set.js';
import { startRun } from '../dist/transaction/run.js';
import { openTree } from '../dist/transaction/tree.js';
import { undoRun } from '../dist/undo/undo-run.js';
import { describeTree, makeService, makeSet, RUN_ID, SHAPES, withoutTimes } from './real-service.mjs';

let count = 0;
const base = mkdtempSync(join(tmpdir(), 'moult-proof-'));
process.on('exit', () => rmSync(base, { recursive: true, force: true }));

/** A path in a folder that goes when this process does. */
export function freshPath() {
  count += 1;
  return join(base, `${count}`);
}

/** A fresh copy of the service, with how it looks now and how it must look when applied. */
export function freshService(shapeName) {
  const root = freshPath();
  mkdirSync(root);
  makeService(root, SHAPES[shapeName]);
  return {
    root,
    shapeName,
    before: describeTree(root),
    after: describeApplied(shapeName),
    drop: () => rmSync(root, { recursive: true, force: true }),
  };
}

const appliedByShape = new Map();

function describeApplied(shapeName) {
  const known = appliedByShape.get(shapeName);
  if (known !== undefined) return known;
  const root = freshPath();
  mkdirSync(root);
  makeService(root, SHAPES[shapeName]);
  apply(root, shapeName);
  const after = withoutTimes(describeTree(root));
  rmSync(root, { recursive: true });
  appliedByShape.set(shapeName, after);
  return after;
}

/** Recovers in this process, the faulty one being dead. */
export function recover(root) {
  inRun(root, () => undefined);
}

export function apply(root, shapeName) {
  return inRun(root, (run) => commitChangeSet(run, makeSet(SHAPES[shapeName])));
}

export function undo(root) {
  return undoRun({ tree: openTree({ root }), runId: RUN_ID, command: 'undo' });
}

function inRun(root, act) {
  const started = startRun(openTree({ root }), { command: 'proof', runId: RUN_ID });
  if (started.kind !== 'started') throw new Error(`the run does not start: ${JSON.stringify(started)}`);
  const result = act(started.run);
  started.run.close();
  return result;
}

/** `old`, `new`, or an error that names the first line that is neither. Unplanned files are compared with their times. */
export function judge(service) {
  const now = describeTree(service.root);
  if (now === service.before) return 'old';
  const times = (text) =>
    text
      .split('\n')
      .filter((line) => !/,0\]$/.test(line))
      .join('\n');
  if (times(now) !== times(service.before)) throw new Error('an unplanned file was touched');
  if (withoutTimes(now) === service.after) return 'new';
  const known = new Set([...withoutTimes(service.before).split('\n'), ...service.after.split('\n')]);
  const odd = withoutTimes(now)
    .split('\n')
    .find((line) => !known.has(line));
  throw new Error(`a mixture of old and new${odd === undefined ? '' : `: ${odd}`}`);
}

/** After the fault: recover, judge, apply again. Returns what recovery left. */
export function settle(service) {
  recover(service.root);
  const found = judge(service);
  const outcome = apply(service.root, service.shapeName);
  if (judge(service) !== 'new') throw new Error(`applying again gives ${JSON.stringify(outcome)}`);
  return found;
}
