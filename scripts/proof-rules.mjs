// Proves through the real command that rules of a third-party plugin that go wrong are confined, named and told apart, and that the changes
// beside them stand: one that crashes, one that never ends, ones that write broken Python, one that takes out commented code, two that fight over
// one span, one that keeps finding what it wrote.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPython } from './fleet-tests/find-python.mjs';
import { format } from './proof.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MOULT = join(ROOT, 'packages/cli/dist/moult.cjs');
const counts = { passed: 0, failed: 0, skipped: 0 };
const root = makeProject();
try {
  proveRules();
} finally {
  rmSync(root, { recursive: true, force: true });
}
process.stdout.write(`${format(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** A project with a plugin in a folder of its own, and the contract in its `node_modules` as npm would put it. */
function makeProject() {
  const folder = mkdtempSync(join(tmpdir(), 'moult-rules-'));
  cpSync(join(ROOT, 'scripts/rules/misbehaving'), join(folder, 'plugins/misbehaving'), { recursive: true });
  cpSync(join(ROOT, 'scripts/rules/app.py'), join(folder, 'app.py'));
  mkdirSync(join(folder, 'node_modules/@moult'), { recursive: true });
  symlinkSync(join(ROOT, 'packages/plugin-api'), join(folder, 'node_modules/@moult/plugin-api'), 'junction');
  writeFileSync(join(folder, 'moult.config.json'), '{ "plugins": ["./plugins/misbehaving"] }\n');
  return folder;
}

function proveRules() {
  const original = readFileSync(join(root, 'app.py'), 'utf8');
  const planned = moult('plan', '--format', 'json', '-q');
  check('the plan ends with 3, since rules failed', planned.status === 3, `${planned.status} ${planned.stderr}`);
  const plan = JSON.parse(planned.stdout);
  proveFailures(plan);
  proveRefusals(plan);
  proveConflicts(plan);
  const applied = moult('apply', '-q');
  check('apply ends with 3 and writes the rest', applied.status === 3, `${applied.status} ${applied.stderr}`);
  const text = readFileSync(join(root, 'app.py'), 'utf8');
  check('the sound rule has its change', text.includes('oldlib.connect(new=1)'), text);
  check(
    'no comment is lost where a rule takes out what it stands in',
    text.includes('# why one') && text.includes('# and nothing else') && text.includes('oldlib.done()'),
    text,
  );
  check('the first of the rivals stands alone', text.includes('oldlib.first()') && !text.includes('second'), text);
  const kept = ['oldlib.crash()', 'oldlib.loop()', '\nbreak_it()', '\noldlib.rest()'];
  check(
    'the sites of the other rules are as they were',
    kept.every((line) => text.includes(line)),
    text,
  );
  const undone = moult('undo');
  check('undo gives every byte back', undone.status === 0 && readFileSync(join(root, 'app.py'), 'utf8') === original);
}

function proveFailures({ failures }) {
  const kinds = failures.map(({ rule, kind, line }) => `${rule} ${kind} ${line}`);
  check('a crash is named with rule and line', kinds.includes('crashes crashed 5'), kinds.join(', '));
  check('an endless rule is stopped and told from a crash', kinds.includes('loops timed-out 6'), kinds.join(', '));
  check('nothing else counts as a failure of a rule', kinds.length === 2, kinds.join(', '));
}

function proveRefusals({ changes }) {
  const refused = new Map(
    changes.filter(({ status }) => status === 'refused').map((change) => [change.rule, change.reason]),
  );
  check(
    'broken Python is refused with the name of its rule',
    refused.get('breaks')?.includes('syntax error') === true,
    [...refused].join(' | '),
  );
  if (findPython() === undefined) {
    counts.skipped += 1;
    process.stdout.write('  skipped: without a Python the compiler cannot refuse what the grammar takes\n');
    return;
  }
  check(
    'what only the compiler refuses is refused with the name of its rule',
    refused.get('breaks-more')?.includes('compiler refuses') === true,
    [...refused].join(' | '),
  );
}

function proveConflicts({ conflicts }) {
  const said = conflicts.map(({ kind, refused, kept }) => `${kind}: ${refused.rule} against ${kept?.rule ?? 'itself'}`);
  check(
    'two rules that fight over one span are both named',
    said.includes('lost: fights-second against fights-first'),
    said.join(', '),
  );
  check(
    'a rule that never comes to rest is named',
    said.some((one) => one.startsWith('cycle: never-rests')),
    said.join(', '),
  );
}

function moult(...args) {
  return spawnSync(process.execPath, [MOULT, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 27 });
}

function check(name, holds, detail = '') {
  counts[holds ? 'passed' : 'failed'] += 1;
  process.stdout.write(`  ${holds ? 'passed' : 'FAILED'} ${name}${holds || detail === '' ? '' : `\n    ${detail}`}\n`);
}
