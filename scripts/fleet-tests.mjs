// Runs the tests of every service of a fleet, each in an environment with exactly what the service requires.
// Usage: node scripts/fleet-tests.mjs [FLEET] [--cache DIR] [--only NAME,NAME] [--time-limit SECONDS] [--json FILE]
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findPython } from './fleet-tests/find-python.mjs';
import { openEnvironments } from './fleet-tests/make-environments.mjs';
import { readJunit } from './fleet-tests/read-junit.mjs';
import { readRequirements } from './fleet-tests/read-requirements.mjs';
import { runCommand } from './fleet-tests/run-command.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LANES = 2;

/**
 * Runs the tests of the services of the fleet at `root` (all, or those named in `only`), two at a time, and resolves to one entry per service in the
 * order of the inventory: `{ service, outcome: 'passed' | 'failed' | 'unverified', tests: { id: status }, seconds, reason? }`. Environments are kept
 * in `cache`. Nothing is written below `root`.
 */
export async function runFleetTests({
  root,
  cache = join(ROOT, '.cache', 'fleet'),
  only,
  timeLimitSeconds = 120,
  log = () => {},
}) {
  const services = selectServices(readServices(root), only);
  const python = findPython();
  if (python === undefined) {
    log('There is no Python 3.10 or newer on PATH, so no test runs. Install one, or name one in MOULT_PYTHON.');
    return services.map(({ name }) => unverified(name, 'There is no Python 3.10 or newer on PATH.'));
  }
  mkdirSync(cache, { recursive: true });
  const sets = readRequirements(
    python,
    services.map(({ folder }) => folder),
  );
  const environments = openEnvironments({ cache: resolve(cache), python, log });
  const results = new Array(services.length);
  const pending = services.keys();
  const lane = async () => {
    for (const index of pending) {
      results[index] = await testService(services[index], sets[index], environments, timeLimitSeconds);
      log(describe(results[index]));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return results;
}

function selectServices(services, only) {
  const unknown = only?.find((wanted) => !services.some(({ name }) => name === wanted));
  if (unknown !== undefined) throw new Error(`There is no service "${unknown}" in this fleet.`);
  return only === undefined ? services : services.filter(({ name }) => only.includes(name));
}

function unverified(service, reason) {
  return { service, outcome: 'unverified', tests: {}, seconds: 0, reason };
}

/** Names and folders from the inventory; without one, every folder below `services`. */
function readServices(root) {
  const inventory = join(root, 'services.yaml');
  if (!existsSync(inventory)) {
    const names = readdirSync(join(root, 'services'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return names
      .map(({ name }) => ({ name, folder: resolve(root, 'services', name) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  const block = /^services:\s*\n((?:[ \t-].*\n|\s*\n|#.*\n)*)/m.exec(`${readFileSync(inventory, 'utf8')}\n`)?.[1] ?? '';
  return block
    .split(/^\s*-\s+(?=\w+:)/m)
    .slice(1)
    .map((entry) => {
      const name = fieldOf(entry, 'name');
      return { name, folder: resolve(root, fieldOf(entry, 'path') ?? join('services', name)) };
    });
}

function fieldOf(entry, key) {
  return new RegExp(`^\\s*${key}:\\s*["']?([^"'\\s#]+)`, 'm').exec(entry)?.[1];
}

async function testService({ name, folder }, set, environments, timeLimitSeconds) {
  if (!existsSync(folder)) return unverified(name, 'Its folder does not exist.');
  if (set.problem !== undefined) {
    return {
      service: name,
      outcome: 'failed',
      tests: {},
      seconds: 0,
      reason: `Its requirements cannot be read. ${set.problem}`,
    };
  }
  if (!set.requirements.some((line) => /^pytest\b(?!-)/.test(line)))
    return unverified(name, 'Its requirements do not name pytest.');
  const environment = await environments.environmentFor(set);
  if (environment.kind === 'missing') return unverified(name, environment.reason);
  const scratch = mkdtempSync(join(tmpdir(), 'fleet-tests-'));
  try {
    return {
      service: name,
      ...(await runPytest(folder, environment.python, join(scratch, 'junit.xml'), timeLimitSeconds)),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function runPytest(folder, python, report, timeLimitSeconds) {
  const started = Date.now();
  const args = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', `--junitxml=${report}`];
  const { status, timedOut, output } = await runCommand(python, args, {
    cwd: folder,
    env: environmentOf(python),
    timeLimitSeconds,
  });
  const tests = existsSync(report) ? readJunit(readFileSync(report, 'utf8')) : {};
  const seconds = (Date.now() - started) / 1000;
  if (timedOut)
    return { outcome: 'failed', tests, seconds, reason: `The tests took longer than ${timeLimitSeconds} s.` };
  if (status === 0) return { outcome: 'passed', tests, seconds };
  if (status === 5) return { outcome: 'unverified', tests, seconds, reason: 'pytest found no tests.' };
  return { outcome: 'failed', tests, seconds, reason: `pytest ended with status ${status}.\n${output.trim()}` };
}

/** The caller's environment without what would reach into the tests. */
function environmentOf(python) {
  const kept = Object.entries(process.env).filter(([key]) => !/^(PYTHON|PYTEST|VIRTUAL_ENV|INFLUX|MQTT)/.test(key));
  const bin = dirname(python);
  return { ...Object.fromEntries(kept), PATH: `${bin}${delimiter}${process.env.PATH}`, PYTHONDONTWRITEBYTECODE: '1' };
}

/** One line for a person. */
export function describe({ service, outcome, tests, seconds, reason }) {
  const statuses = Object.values(tests);
  const passed = statuses.filter((status) => status === 'passed').length;
  const counts = statuses.length === 0 ? '-' : `${passed}/${statuses.length}`;
  const why = reason === undefined ? '' : `  ${reason.split('\n')[0]}`;
  return `${service.padEnd(30)} ${outcome.padEnd(10)} ${counts.padStart(7)} ${seconds.toFixed(1).padStart(6)} s${why}`;
}

/** The closing line: how many services and tests, by outcome. */
export function summarise(results) {
  const count = (outcome) => results.filter((result) => result.outcome === outcome).length;
  const tests = results.flatMap((result) => Object.values(result.tests));
  const passed = tests.filter((status) => status === 'passed').length;
  return `${results.length} services: ${count('passed')} passed, ${count('failed')} failed, ${count('unverified')} unverified; ${passed} of ${tests.length} tests passed.`;
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      cache: { type: 'string' },
      only: { type: 'string' },
      json: { type: 'string' },
      'time-limit': { type: 'string', default: '120' },
    },
  });
  const results = await runFleetTests({
    root: resolve(positionals[0] ?? join(ROOT, 'examples', 'fleet')),
    cache: values.cache,
    only: values.only?.split(','),
    timeLimitSeconds: Number(values['time-limit']),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const failures = results.filter((result) => result.outcome === 'failed');
  for (const { service, reason } of failures) process.stderr.write(`\n== ${service}\n${reason}\n`);
  if (values.json !== undefined)
    writeFileSync(values.json === '-' ? process.stdout.fd : values.json, `${JSON.stringify(results, undefined, 2)}\n`);
  process.stderr.write(`\n${summarise(results)}\n`);
  process.exitCode = results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
