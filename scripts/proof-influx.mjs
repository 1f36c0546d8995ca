// Proves the SQL of translated Flux queries: every exact case runs through the real influxdb_client_3 against a Flight server on DataFusion, and its rows
// are compared with rows that were worked out by hand. Needs Python and the package index once; without them every case counts as skipped.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPython } from './fleet-tests/find-python.mjs';
import { openEnvironments } from './fleet-tests/make-environments.mjs';
import { format } from './proof.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CASES = join(ROOT, 'plugins/influxdb3/test/flux/exact.json');
const NEW_LIBRARY = ['influxdb3-python==0.17.0', 'pandas', 'pyarrow', 'datafusion'];
const LIMIT_MILLISECONDS = 150_000;
const counts = { passed: 0, failed: 0, skipped: 0 };
const cases = JSON.parse(readFileSync(CASES, 'utf8'));

const environment = await makeEnvironment();
if (environment.kind === 'missing') skip(cases.length, environment.reason.split('\n')[0]);
else checkQueries(environment.python);
process.stdout.write(`\n${format(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

async function makeEnvironment() {
  const python = findPython();
  if (python === undefined) return { kind: 'missing', reason: 'There is no Python 3.10 or newer on PATH.' };
  const cache = join(ROOT, '.cache', 'proof-influx');
  mkdirSync(cache, { recursive: true });
  const log = (line) => process.stdout.write(`  ${line}\n`);
  return openEnvironments({ cache, python, log }).environmentFor({ requirements: NEW_LIBRARY, constraints: [] });
}

function checkQueries(python) {
  const script = join(ROOT, 'scripts/python/influx_proof/check_queries.py');
  const { status, stdout, stderr } = spawnSync(python, [script, CASES], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    timeout: LIMIT_MILLISECONDS,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' },
  });
  const results = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  for (const result of results) count(result);
  const unlisted = results.filter(({ outcome }) => outcome === 'unlisted').length;
  if (unlisted > 0) skip(unlisted, 'exact cases for which no rows were worked out by hand');
  if (status === 0) return;
  counts.failed += 1;
  process.stdout.write(`FAILED the queries ended with ${status}\n${stderr.slice(-4000)}\n`);
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
