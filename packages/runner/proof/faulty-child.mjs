// The process that gets killed: node faulty-child.mjs apply|recover|undo|hold|grow ROOT SHAPE-OR-SIZE. Prints its outcome as JSON.
// It imports single files of the built package, so that a start costs what Node costs.
import { accessSync, appendFileSync } from 'node:fs';
import { commitChangeSet } from '../dist/transaction/commit-change-set.js';
import { startRun } from '../dist/transaction/run.js';
import { openTree } from '../dist/transaction/tree.js';
import { undoRun } from '../dist/undo/undo-run.js';
import { applyGrowing } from './growing-service.mjs';
import { makeSet, RUN_ID, SHAPES } from './real-service.mjs';

const [command, root = '', shape = 'twelve'] = process.argv.slice(2);

mark('begin');
try {
  const outcome = act();
  mark('end');
  console.log(JSON.stringify(outcome));
  if (!['committed', 'unchanged', 'started', 'finished', 'locked'].includes(outcome.kind)) process.exitCode = 3;
} catch (error) {
  mark('end');
  console.log(JSON.stringify({ kind: 'thrown', code: error.code, message: error.message, path: error.where }));
  process.exitCode = 3;
}

function act() {
  const tree = openTree({ root });
  if (command === 'undo') return undoRun({ tree, runId: RUN_ID, command });
  if (command === 'grow') return applyGrowing(root, Number(shape));
  const started = startRun(tree, command === 'hold' ? { command } : { command, runId: RUN_ID });
  if (started.kind !== 'started') return started;
  if (command === 'hold') hold();
  const outcome = command === 'apply' ? commitChangeSet(started.run, makeSet(SHAPES[shape])) : { kind: 'started' };
  started.run.close();
  return outcome;
}

/** Stays in the lock for a moment, and leaves a trace of both ends. */
function hold() {
  appendFileSync(`${root}/trace`, `in ${process.pid}\n`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 15);
  appendFileSync(`${root}/trace`, `out ${process.pid}\n`);
}

/** A call that a trace shows, so that the calls of the start of Node can be told from ours. */
function mark(name) {
  try {
    accessSync(`/moult-${name}`);
  } catch {
    // It is not there, and that is the point.
  }
}
