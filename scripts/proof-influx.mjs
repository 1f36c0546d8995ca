// Proves the move to InfluxDB 3 with the real libraries. Writes: the plugin's own fixtures, before and after, send the same requests to a recording server, and fail
// the same way where it refuses them. Queries: every exact case runs through the real influxdb_client_3 against a Flight server on DataFusion, and its rows are
// compared with rows that were worked out by hand. Programs: whole programs are rewritten by the product; before, they run against tables of Flux that were worked
// out by hand, afterwards against DataFusion, and both must answer the same. Needs Python and the package index once; without them every case counts as skipped.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { findPython } from './fleet-tests/find-python.mjs';
import { openEnvironments } from './fleet-tests/make-environments.mjs';
import { countPrograms, migratePrograms } from './influx/migrate-programs.mjs';
import { format } from './proof.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CASES = join(ROOT, 'plugins/influxdb3/test/flux/exact.json');
const SCRIPTS = join(ROOT, 'scripts/python/influx_proof');
const FIXTURES = join(ROOT, 'plugins/influxdb3/fixtures');
const OLD_LIBRARY = ['influxdb-client==1.49.0', 'pandas'];
const NEW_LIBRARY = ['influxdb3-python==0.17.0', 'pandas', 'pyarrow', 'datafusion'];
const LIMIT_MILLISECONDS = 300_000;
const counts = { passed: 0, failed: 0, skipped: 0 };
const cases = JSON.parse(readFileSync(CASES, 'utf8'));

const environments = openShelf();
const before = await environments?.environmentFor({ requirements: OLD_LIBRARY, constraints: [] });
const after = await environments?.environmentFor({ requirements: NEW_LIBRARY, constraints: [] });
await Promise.all([proveWrites(), proveQueries(), provePrograms()]);
process.stdout.write(`\n${format(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

async function proveWrites() {
  if (before?.kind === 'ready' && after?.kind === 'ready') await compareWrites(before.python, after.python);
  else skip(1, `writes: ${whyMissing(before, after)}`);
}

async function proveQueries() {
  if (after?.kind === 'ready') await checkQueries(after.python);
  else skip(cases.length, `queries: ${whyMissing(after)}`);
}

async function provePrograms() {
  if (before?.kind === 'ready' && after?.kind === 'ready') await runPrograms(before.python, after.python);
  else skip(countPrograms(SCRIPTS), `programs: ${whyMissing(before, after)}`);
}

function openShelf() {
  const python = findPython();
  if (python === undefined) return undefined;
  const cache = join(ROOT, '.cache', 'proof-influx');
  mkdirSync(cache, { recursive: true });
  return openEnvironments({ cache, python, log: (line) => process.stdout.write(`  ${line}\n`) });
}

function whyMissing(...made) {
  const missing = made.find((one) => one?.kind === 'missing');
  return missing?.reason.split('\n')[0] ?? 'there is no Python 3.10 or newer on PATH';
}

/** The requests of both libraries, request by request: path, bucket, organization, precision, token and lines, and how the program ended. */
async function compareWrites(oldPython, newPython) {
  const [oldRuns, allNewRuns] = await Promise.all([
    runPython(oldPython, 'record_writes.py', 'before', FIXTURES),
    runPython(newPython, 'record_writes.py', 'after', FIXTURES),
  ]);
  const newRuns = new Map(allNewRuns.map((one) => [keyOf(one), one]));
  for (const one of oldRuns) {
    const other = newRuns.get(keyOf(one));
    if (one.unlisted) count({ name: one.name, outcome: 'failed', why: 'fixture_calls.py does not say how it is run' });
    else
      count({
        name: `writes of ${keyOf(one)}`,
        outcome: isKept(one, other) ? 'passed' : 'failed',
        why: difference(one, other),
      });
  }
  if (oldRuns.length === 0) count({ name: 'writes', outcome: 'failed', why: 'no fixture ran' });
}

function keyOf({ name, refuses }) {
  return refuses ? `${name}, refused` : name;
}

function isKept(one, other) {
  if (other === undefined || JSON.stringify(one.outcome) !== JSON.stringify(other.outcome)) return false;
  const kept = one.writesMore ? other.writes.slice(0, one.writes.length) : other.writes;
  return JSON.stringify(one.writes) === JSON.stringify(kept);
}

function difference(one, other) {
  return `${JSON.stringify(one)}\n    ${JSON.stringify(other)}`;
}

async function checkQueries(python) {
  const results = await runPython(python, 'check_queries.py', CASES);
  for (const result of results) count(result);
  const unlisted = results.filter(({ outcome }) => outcome === 'unlisted').length;
  if (unlisted > 0) skip(unlisted, 'exact cases for which no rows were worked out by hand');
}

/** Programs that are rewritten answer as before; programs that are refused are left byte for byte, with the reason. */
async function runPrograms(oldPython, newPython) {
  const { folders, results } = migratePrograms(SCRIPTS);
  const runs = await Promise.all([
    runPython(oldPython, 'run_programs.py', 'before', folders.before),
    runPython(newPython, 'run_programs.py', 'after', folders.after),
  ]);
  for (const result of [...results, ...runs.flat()]) count(result);
  rmSync(folders.root, { recursive: true, force: true });
}

/** Runs a script that prints one line of JSON for each result. */
async function runPython(python, script, ...rest) {
  const child = spawn(python, [join(SCRIPTS, script), ...rest], {
    timeout: LIMIT_MILLISECONDS,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' },
  });
  const [stdout, stderr, status] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    once(child, 'close'),
  ]);
  if (status[0] !== 0)
    count({ name: script, outcome: 'failed', why: `it ended with ${status}\n${stderr.slice(-4000)}` });
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line));
}

function count({ name, outcome, why }) {
  if (outcome === 'passed') counts.passed += 1;
  if (outcome === 'skipped') skip(1, `${name}: ${why}`);
  if (outcome !== 'failed') return;
  counts.failed += 1;
  process.stdout.write(`FAILED ${name}: ${why}\n`);
}

function skip(number, reason) {
  counts.skipped += number;
  process.stdout.write(`skipped ${number}: ${reason}\n`);
}
