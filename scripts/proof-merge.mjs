// Merges generated sets of changes and compares the result with a plain model: accepted changes are whole, edits disjoint, the answer the same
// twice, text outside the edits untouched. Ends with the line `N passed, N failed, N skipped`.
// usage, after a build: node scripts/proof-merge.mjs [--nightly] [count] [seed]
import { mergeChanges } from '../packages/engine/dist/index.js';

const TEXT = 'abcdefghijklmnopqrstuvwxyz0123456789';
const PATHS = ['a.py', 'b.py', 'req.txt'];

const numbers = process.argv.slice(2).filter((argument) => /^\d+$/.test(argument));
const count = Number(numbers[0] ?? (process.argv.includes('--nightly') ? 1_000_000 : 100_000));
const seed = Number(numbers[1] ?? 1);
const next = createRandom(seed);
let passed = 0;
let failed = 0;

for (let run = 0; run < count; run++) {
  const changes = generateChanges();
  const problem = check(changes);
  if (problem === undefined) passed++;
  else {
    failed++;
    if (failed <= 5) process.stderr.write(`run ${run} (seed ${seed}): ${problem}\n${JSON.stringify(changes)}\n`);
  }
}
process.stdout.write(`${passed} passed, ${failed} failed, 0 skipped\n`);
process.exitCode = failed === 0 ? 0 : 1;

function check(changes) {
  const result = mergeChanges(changes);
  if (JSON.stringify(result) !== JSON.stringify(mergeChanges(changes))) return 'two merges of the same changes differ';
  const accepted = result.accepted.map(({ key }) => key);
  const expected = acceptByModel(changes);
  if (JSON.stringify(accepted) !== JSON.stringify(expected))
    return `accepted ${accepted}, the model accepts ${expected}`;
  if (accepted.length + result.deferred.length !== changes.length) return 'a change is neither accepted nor deferred';
  for (const change of result.accepted) {
    const isWhole = change.edits.every((edit) =>
      result.edits.some((made) => isSame(made, edit) && made.owners.includes(change.key)),
    );
    if (!isWhole) return `${change.key} is not whole`;
  }
  const wanted = result.accepted.flatMap(({ edits }) => edits);
  if (!result.edits.every((made) => wanted.some((edit) => isSame(made, edit))))
    return 'an edit was made that nobody asked for';
  if (
    new Set(result.edits.map((edit) => JSON.stringify([edit.path, edit.start, edit.end, edit.newText]))).size !==
    result.edits.length
  ) {
    return 'an edit is made twice';
  }
  return PATHS.map((path) => checkText(result.edits.filter((edit) => edit.path === path))).find(
    (problem) => problem !== undefined,
  );
}

/** Writes the edits in the plainest way and looks that each unit of the old text is either replaced once or still there, in order. */
function checkText(edits) {
  const replaced = new Array(TEXT.length).fill(0);
  for (const { start, end } of edits) for (let at = start; at < end; at++) replaced[at]++;
  if (replaced.some((times) => times > 1)) return 'text is replaced twice';
  for (const { start, end } of edits) {
    if (
      start === end &&
      start > 0 &&
      start < TEXT.length &&
      edits.some((other) => other.start < start && start < other.end)
    ) {
      return 'an insertion stands inside replaced text';
    }
  }
  let text = TEXT;
  for (const edit of [...edits].reverse()) text = text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
  const kept = [...TEXT].filter((_, at) => replaced[at] === 0).join('');
  return text.replace(/[A-Z]/g, '') === kept ? undefined : 'text outside the edits changed';
}

function acceptByModel(changes) {
  const taken = [];
  const keys = [];
  for (const { key, edits } of changes) {
    const isFree = edits.every((one) =>
      taken.every((other) => isSame(one, other) || !doMeet(one, other) || isBesideOwn(one, other, edits)),
    );
    if (!isFree) continue;
    keys.push(key);
    taken.push(...edits);
  }
  return keys;
}

function isBesideOwn(one, other, own) {
  return one.start === one.end && other.start === other.end && own.some((sibling) => isSame(sibling, other));
}

function doMeet(a, b) {
  if (a.path !== b.path) return false;
  const isInsertion = ({ start, end }) => start === end;
  if (isInsertion(a) && isInsertion(b)) return a.start === b.start;
  if (isInsertion(a)) return b.start < a.start && a.start < b.end;
  if (isInsertion(b)) return a.start < b.start && b.start < a.end;
  return a.start < b.end && b.start < a.end;
}

function isSame(a, b) {
  return a.path === b.path && a.start === b.start && a.end === b.end && a.newText === b.newText;
}

function generateChanges() {
  return Array.from({ length: 1 + below(9) }, (_, index) => ({ key: `change-${index}`, edits: generateEdits() }));
}

function generateEdits() {
  const edits = [];
  for (let wanted = 1 + below(3); wanted > 0; wanted--) {
    const start = below(TEXT.length + 1);
    const end = Math.min(TEXT.length, start + below(6));
    const newText = ['', 'X', 'YY', 'ZZZ'][below(4)];
    const edit = { path: PATHS[below(PATHS.length)], start, end, newText };
    if ((end > start || newText !== '') && !edits.some((other) => doMeet(other, edit))) edits.push(edit);
  }
  return edits.length > 0 ? edits : [{ path: PATHS[0], start: 0, end: 1, newText: 'X' }];
}

function below(limit) {
  return Math.floor(next() * limit);
}

/** A small generator with a seed (mulberry32), so that a failure can be shown again. */
function createRandom(start) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}
