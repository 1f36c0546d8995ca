// Proves the move to InfluxDB 3 with the real libraries. Writes: pairs of code before and after send the same requests to a recording server. Queries: every
// exact case runs through the real influxdb_client_3 against a Flight server on DataFusion, and its rows are compared with rows that were worked out by hand.
// Programs: whole programs are rewritten by the product; before, they run against tables of Flux that were worked out by hand, afterwards against DataFusion, and
// both must answer the same. Needs Python and the package index once; without them every case counts as skipped.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPython } from './fleet-tests/find-python.mjs';
import { openEnvironments } from './fleet-tests/make-environments.mjs';
import { countPrograms, migratePrograms } from './influx/migrate-programs.mjs';
import { format } from './proof.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CASES = join(ROOT, 'plugins/influxdb3/test/flux/exact.json');
const SCRIPTS = join(ROOT, 'scripts/python/influx_proof');
const PAIRS = join(SCRIPTS, 'pairs');
const OLD_LIBRARY = ['influxdb-client==1.49.0', 'pandas'];
const NEW_LIBRARY = ['influxdb3-python==0.17.0', 'pandas', 'pyarrow', 'datafusion'];
const LIMIT_MILLISECONDS = 150_000;
const counts = { passed: 0, failed: 0, skipped: 0 };
const cases = JSON.parse(readFileSync(CASES, 'utf8'));

const environments = openShelf();
const before = await environments?.environmentFor({ requirements: OLD_LIBRARY, constraints: [] });
const after = await environments?.environmentFor({ requirements: NEW_LIBRARY, constraints: [] });
if (before?.kind === 'ready' && after?.kind === 'ready') compareWrites(before.python, after.python);
else skip(readdirSync(PAIRS).length, `writes: ${whyMissing(before, after)}`);
if (after?.kind === 'ready') checkQueries(after.python);
else skip(cases.length, `queries: ${whyMissing(after)}`);
if (before?.kind === 'ready' && after?.kind === 'ready') runPrograms(before.python, after.python);
else skip(countPrograms(SCRIPTS), `programs: ${whyMissing(before, after)}`);
process.stdout.write(`\n${format(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

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

/** The requests of both libraries, request by request: path, bucket, organization, precision, token and lines. */
function compareWrites(oldPython, newPython) {
  const oldWrites = runPython(oldPython, 'record_writes.py', 'before');
  const newWrites = new Map(runPython(newPython, 'record_writes.py', 'after').map((one) => [one.name, one]));
  for (const one of oldWrites) {
    const other = newWrites.get(one.name);
    const isSame = one.writes?.length > 0 && JSON.stringify(one) === JSON.stringify(other);
    const why = `${JSON.stringify(one)}\n    ${JSON.stringify(other)}`;
    count({ name: `writes of ${one.name}`, outcome: isSame ? 'passed' : 'failed', why });
  }
  if (oldWrites.length < readdirSync(PAIRS).length)
    count({ name: 'writes', outcome: 'failed', why: 'a pair did not run' });
}

function checkQueries(python) {
  const results = runPython(python, 'check_queries.py', CASES);
  for (const result of results) count(result);
  const unlisted = results.filter(({ outcome }) => outcome === 'unlisted').length;
  if (unlisted > 0) skip(unlisted, 'exact cases for which no rows were worked out by hand');
}

/** Programs that are rewritten answer as before; programs that are refused are left byte for byte, with the reason. */
function runPrograms(oldPython, newPython) {
  const { folders, results } = migratePrograms(SCRIPTS);
  for (const result of results) count(result);
  for (const result of runPython(oldPython, 'run_programs.py', 'before', folders.before)) count(result);
  for (const result of runPython(newPython, 'run_programs.py', 'after', folders.after)) count(result);
  rmSync(folders.root, { recursive: true, force: true });
}

/** Runs a script that prints one line of JSON for each result. */
function runPython(python, script, ...given) {
  const { status, stdout, stderr } = spawnSync(python, [join(SCRIPTS, script), ...given], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    timeout: LIMIT_MILLISECONDS,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' },
  });
  if (status !== 0) count({ name: script, outcome: 'failed', why: `it ended with ${status}\n${stderr.slice(-4000)}` });
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
