// Runs the proof suites one after the other. Each suite is a script that ends with a line `N passed, N failed, N skipped`;
// their sum is the last line here. `--nightly` asks for the large counts, `--only NAME` for one suite.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COUNTS = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/;

/** Suites in the order in which they run: what proves what. */
export const SUITES = [
  { name: 'merge', script: 'proof-merge.mjs', proves: 'generated edit sets through merge, against a model' },
  {
    name: 'faults',
    script: 'proof-faults.mjs',
    proves: 'kills, errors and full disks under strace: never a mixed tree',
  },
  {
    name: 'input',
    script: 'proof-input.mjs',
    proves: 'bad input of every kind, and mutated Python: no crash, no hang, nothing lost',
  },
  {
    name: 'rules',
    script: 'proof-rules.mjs',
    proves: 'rules that crash, loop, break Python, drop comments or fight: confined, named, told apart',
  },
  {
    name: 'fleet',
    script: 'proof-fleet.mjs',
    proves: "the example services' own tests, old pins before and new pins after",
  },
  {
    name: 'package',
    script: 'proof-package.mjs',
    proves: 'a plugin made by the documented commands, and our own, from packed tarballs outside the workspace',
  },
  { name: 'docs', script: 'proof-docs.mjs', proves: 'what the guides tell a reader to type, with its exit codes' },
  {
    name: 'influx',
    script: 'proof-influx.mjs',
    proves: 'writes against a recording server, queries against DataFusion',
  },
  {
    name: 'mqtt',
    script: 'proof-mqtt.mjs',
    proves: 'MQTT programs against a real broker, on the old library before and the new one after',
  },
  { name: 'runs', script: 'proof-runs.mjs', proves: 'runs over many services that are killed and resumed' },
  { name: 'browser', script: 'proof-browser.mjs', proves: 'the HTML report in a real browser' },
];

/** Runs the suites that are there and answers with the sum of their counts. */
export async function runProofs({ nightly = false, only } = {}) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of SUITES) {
    if (only !== undefined && suite.name !== only) continue;
    const counts = await runSuite(suite, nightly);
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  return total;
}

async function runSuite({ name, script, proves }, nightly) {
  process.stdout.write(`\n== ${name}: ${proves}\n`);
  const started = Date.now();
  const { code, lastLine } = await follow(process.execPath, [
    join(ROOT, 'scripts', script),
    ...(nightly ? ['--nightly'] : []),
  ]);
  const match = COUNTS.exec(lastLine);
  const counts = { passed: Number(match?.[1] ?? 0), failed: Number(match?.[2] ?? 0), skipped: Number(match?.[3] ?? 0) };
  if (match === null || (code !== 0 && counts.failed === 0)) {
    process.stdout.write(`${name}: ended with ${code} and without its counts; that is one failure\n`);
    counts.failed += 1;
  }
  process.stdout.write(`== ${name}: ${format(counts)} in ${Math.round((Date.now() - started) / 1000)} s\n`);
  return counts;
}

/** Passes the output of a command through and keeps its last line. */
function follow(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
    let tail = '';
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      tail = (tail + chunk.toString()).slice(-4096);
    });
    child.on('close', (code) => resolve({ code, lastLine: tail.trimEnd().split('\n').at(-1) ?? '' }));
  });
}

/** The line a suite ends with. */
export function format({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const onlyAt = process.argv.indexOf('--only');
  const total = await runProofs({
    nightly: process.argv.includes('--nightly'),
    only: onlyAt < 0 ? undefined : process.argv[onlyAt + 1],
  });
  process.stdout.write(`\n${format(total)}\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}
