// Asks pyright what the edits broke: plans and applies all five migrations on a copy, compares the errors about imports, names, attributes
// and arguments on the old libraries before with those on the new ones after, and lists the new ones outside of reported lines. A value whose
// declared type became wider in the new library (`payload` of an MQTT message) is listed and does not count.
// Usage: node scripts/check-types.mjs FOLDER … [--plugin NAME …] [--cache DIR]
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findPython } from './fleet-tests/find-python.mjs';
import { openEnvironments } from './fleet-tests/make-environments.mjs';
import { format } from './proof.mjs';
import { isWiderType, newErrors } from './types/new-errors.mjs';
import { reportedLines } from './types/reported-lines.mjs';
import { runPyright } from './types/run-pyright.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MOULT = join(ROOT, 'packages/cli/dist/moult.cjs');
const PLUGINS = ['pytest-asyncio', 'tenacity', 'aiomqtt', 'influxdb3', 'python-dotenv'];
const OLD = [
  'tenacity==8.2.3',
  'pytest==8.3.5',
  'pytest-asyncio==0.23.8',
  'asyncio-mqtt==0.16.1',
  'python-dotenv==1.0.0',
];
const NEW = ['tenacity==9.1.2', 'pytest==9.0.2', 'pytest-asyncio==1.3.0', 'aiomqtt==2.4.0', 'python-dotenv==1.2.1'];
/** In both: a client that cannot be converted keeps the old library, and code that uses what only the new one brings along must not look new. */
const BOTH = ['influxdb-client==1.49.0', 'pyarrow'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { plugin: { type: 'string', multiple: true }, cache: { type: 'string' } },
});
const selection = [...(values.plugin ?? PLUGINS).flatMap((name) => ['--plugin', name]), '--grade', 'review'];
const counts = { passed: 0, failed: 0, skipped: 0 };
const pyright = createRequire(import.meta.url).resolve('pyright/index.js');
const environments = await makeEnvironments(values.cache ?? join(ROOT, '.cache', 'types'));
for (const folder of positionals.length > 0 ? positionals : ['.']) checkFolder(resolve(folder));
process.stdout.write(`${format(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** The interpreters with the old and the new libraries; undefined where they cannot be made. */
async function makeEnvironments(cache) {
  const python = findPython();
  if (python === undefined) return undefined;
  mkdirSync(cache, { recursive: true });
  const shop = openEnvironments({ cache: resolve(cache), python, log: (line) => process.stdout.write(`  ${line}\n`) });
  const sets = [
    [...OLD, ...BOTH],
    [...NEW, ...BOTH, 'influxdb3-python==0.17.0'],
  ];
  const made = [];
  for (const requirements of sets) made.push(await shop.environmentFor({ requirements, constraints: [] }));
  const missing = made.find(({ kind }) => kind === 'missing');
  if (missing === undefined) return { old: made[0].python, new: made[1].python };
  process.stdout.write(`  ${missing.reason}\n`);
  return undefined;
}

function checkFolder(original) {
  const name = basename(original);
  if (environments === undefined || !existsSync(original)) {
    counts.skipped += 1;
    const why = environments === undefined ? 'there is no Python with the libraries' : 'there is no such folder';
    process.stdout.write(`  skipped ${name}: ${why}\n`);
    return;
  }
  const work = mkdtempSync(join(tmpdir(), 'moult-types-'));
  try {
    const root = join(work, name);
    cpSync(original, root, {
      recursive: true,
      filter: (path) => !/\/(?:\.git|\.moult|node_modules)(?:\/|$)/.test(path),
    });
    report(name, checkTree(root, original));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Applies the plan to the copy at `root`; `original` stays as it is. */
function checkTree(root, original) {
  const plan = moultPlan(root);
  const files = plan.files.filter(isLookedAt).map(({ path }) => path);
  if (files.length === 0) return { files, before: [], after: [], fresh: [], reported: 0, changed: 0 };
  const before = runPyright({ pyright, root, files, python: environments.old });
  const applied = moult(root, ['apply', ...selection, '-q']);
  if (applied.status !== 0 && applied.status !== 3)
    throw new Error(`moult apply ended with ${applied.status}: ${applied.stderr}`);
  const after = runPyright({ pyright, root, files, python: environments.new });
  const isReported = reportedLines(plan, moultPlan(root), original);
  const fresh = newErrors(before, after);
  const changed = plan.files.filter(({ status, kind }) => status === 'changed' && kind === 'python').length;
  const wrong = fresh.filter((diagnostic) => !isReported(diagnostic));
  return { files, before, after, fresh: wrong, reported: fresh.length - wrong.length, changed };
}

function isLookedAt({ kind, status }) {
  return kind === 'python' && (status === 'changed' || status === 'unchanged');
}

function report(name, { files, before, after, fresh, reported, changed }) {
  const broken = fresh.filter((diagnostic) => !isWiderType(diagnostic));
  const holds = broken.length === 0;
  counts[holds ? 'passed' : 'failed'] += 1;
  process.stdout.write(
    `  ${holds ? 'passed' : 'FAILED'} ${name}: ${files.length} files, ${changed} changed; errors before ${before.length}, after ${after.length}, new on reported lines ${reported}, new elsewhere ${broken.length}, wider types ${fresh.length - broken.length}\n`,
  );
  for (const { path, line, rule, message } of fresh)
    process.stdout.write(
      `    ${path}:${line} ${isWiderType({ rule, message }) ? 'wider type' : rule} ${message.slice(0, 200)}\n`,
    );
}

function moultPlan(root) {
  const { stdout, stderr } = moult(root, ['plan', ...selection, '--no-compile', '--format', 'json', '-q']);
  if (stdout === '') throw new Error(`moult plan gave nothing: ${stderr}`);
  return JSON.parse(stdout);
}

function moult(root, args) {
  return spawnSync(process.execPath, [MOULT, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 29 });
}
