// Proves that input of every kind is either changed and kept in its form, or reported and left alone; that one bad file stops no other; and that CPython's own
// files and mutated ones, with the prefilter off and every finder run, neither crash nor hang.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BAD_INPUTS, writeInput } from './input/bad-inputs.mjs';
import { mutateSource, seeded } from './input/mutate-source.mjs';
import { format } from './proof.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MOULT = join(ROOT, 'packages/cli/dist/moult.cjs');
const isNightly = process.argv.includes('--nightly');
const MUTATIONS = isNightly ? 50_000 : 5000;
const SLOW_MS = 20_000;
const counts = { passed: 0, failed: 0, skipped: 0 };

proveKinds();
await proveSources();
process.stdout.write(`\n${format(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

function proveKinds() {
  const root = mkdtempSync(join(tmpdir(), 'moult-input-'));
  const files = BAD_INPUTS.map((input) => ({ input, path: writeInput(root, input) }));
  const before = new Map(files.map(({ path }) => [path, snapshot(join(root, path))]));
  const planned = moult(root, ['plan', '--plugin', 'tenacity', '--grade', 'review', '--format', 'json', '-q']);
  const applied = moult(root, ['apply', '--plugin', 'tenacity', '--grade', 'review', '-q']);
  const plan = JSON.parse(planned.stdout || '{"files":[],"skipped":[]}');
  check('the plan of all kinds ends in order', planned.status === 0 || planned.status === 3, planned.stderr);
  check('the apply of all kinds ends in order', applied.status === 0 || applied.status === 3, applied.stderr);
  for (const { input, path } of files)
    judge({ input, path, was: before.get(path), is: snapshot(join(root, path)), plan });
  const undone = moult(root, ['undo']);
  check('the undo ends with 0', undone.status === 0, undone.stdout + undone.stderr);
  check(
    'after the undo every file is as it was',
    files.every(({ path }) => snapshot(join(root, path)) === before.get(path)),
  );
  rmSync(root, { recursive: true, force: true });
}

function judge({ input, path, was, is, plan }) {
  const entry = plan.files.find((file) => file.path === path) ?? plan.skipped.find((file) => file.path === path);
  if (input.expects === 'edited') {
    check(
      `${input.kind}: is changed and keeps its form`,
      is !== was && keepsForm(was, is),
      entry?.reason ?? entry?.status ?? 'not in the plan',
    );
  } else if (input.expects === 'skipped') {
    const skipped = plan.skipped.find((file) => file.path === path);
    check(`${input.kind}: is left alone and named with its reason`, is === was && (skipped?.reason ?? '') !== '');
  } else if (input.mayChange === true || input.expects === 'special') {
    check(`${input.kind}: nothing is lost`, is === was || is.length > was.length);
  } else {
    check(
      `${input.kind}: is left alone and accounted for`,
      is === was && entry !== undefined,
      entry === undefined ? 'not in the plan' : 'it changed',
    );
  }
}

/** The bytes besides the new argument are the same. */
function keepsForm(was, is) {
  return (
    is.replace(/(?:,\s*)?reraise=True,?/, '').replace(/\s/g, '') === was.replace(/\s/g, '') ||
    is.replace(', reraise=True', '') === was
  );
}

function snapshot(path) {
  try {
    const status = lstatSync(path);
    return status.isFile()
      ? readFileSync(path, 'latin1')
      : `${status.isDirectory()}${status.isSymbolicLink()}${status.isFIFO()}`;
  } catch {
    return 'absent';
  }
}

async function proveSources() {
  const sources = pythonSources();
  if (sources.length === 0) {
    counts.skipped += 2;
    process.stdout.write('skipped 2: there is no Python whose own files could be read\n');
    return;
  }
  const { rewriteService } = await import('../packages/engine/dist/index.js');
  const { decodeSource } = await import('../packages/text/dist/index.js');
  const plugins = await loadPlugins();
  const run = (bytes) => rewriteOne({ rewriteService, decodeSource, plugins }, bytes);
  runAll(
    `${sources.length} of CPython's own files`,
    sources.map((path) => () => readFileSync(path)),
    run,
  );
  const random = seeded(20_260_101);
  const pool = sources.filter((path) => statSync(path).size < 20_000);
  const mutated = Array.from({ length: MUTATIONS }, () => {
    const path = pool[Math.floor(random() * pool.length)];
    const seed = Math.floor(random() * 2 ** 31);
    return () => mutateSource(readFileSync(path), seeded(seed));
  });
  runAll(`${MUTATIONS} mutated files`, mutated, run);
}

function runAll(name, inputs, run) {
  let worst = 0;
  const crashes = [];
  for (const input of inputs) {
    const started = Date.now();
    try {
      run(input());
    } catch (error) {
      crashes.push(error.stack);
    }
    worst = Math.max(worst, Date.now() - started);
  }
  check(`${name}: no crash`, crashes.length === 0, `${crashes.length} crashes, the first:\n${crashes[0]}`);
  check(`${name}: no hang (the slowest took ${worst} ms)`, worst < SLOW_MS);
}

/** Every finder of every plugin over one file, as if it had passed the prefilter. */
function rewriteOne({ rewriteService, decodeSource, plugins }, bytes) {
  const source = decodeSource(bytes);
  if (source.kind !== 'decoded') return;
  const service = {
    name: 'input',
    path: '.',
    files: [{ path: 'test_input.py', source, before: '' }],
    manifests: [],
    notRelevant: [],
    skipped: [],
  };
  rewriteService({ service, plugins, grade: 'review' });
}

async function loadPlugins() {
  const names = ['pytest-asyncio', 'tenacity', 'aiomqtt', 'influxdb3', 'python-dotenv'];
  const modules = await Promise.all(names.map((name) => import(`../plugins/${name}/dist/index.js`)));
  return modules.map((module) => ({ plugin: module.default, options: {} }));
}

/** A sample of the standard library and its tests, spread evenly. */
function pythonSources() {
  const { status, stdout } = spawnSync('python3', ['-c', 'import os; print(os.path.dirname(os.__file__))'], {
    encoding: 'utf8',
  });
  if (status !== 0) return [];
  const root = stdout.trim();
  const all = readdirSync(root, { recursive: true })
    .filter((path) => path.endsWith('.py') && !path.includes('site-packages'))
    .map((path) => join(root, path))
    .filter((path) => existsSync(path) && statSync(path).size < 400_000)
    .sort();
  const step = isNightly ? 1 : Math.max(1, Math.floor(all.length / 400));
  return all.filter((_, index) => index % step === 0);
}

function moult(root, args) {
  return spawnSync(process.execPath, [MOULT, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 120_000,
  });
}

function check(name, holds, detail = '') {
  counts[holds ? 'passed' : 'failed'] += 1;
  if (!holds) process.stdout.write(`FAILED ${name}\n    ${detail}\n`);
}
