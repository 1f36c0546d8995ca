// Proves the writing half against real faults: processes killed or refused at chosen system calls by strace, and a disk that is
// really full. Every failure prints one line that repeats it.
//   node scripts/proof-faults.mjs [--nightly] [--family F4] [--only F1/twelve/rename/23]
// Needs the built packages. The in-process sweeps of the same faults are tests of packages/runner; --nightly runs them larger.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FAMILIES, listCases, USUAL_COUNTS } from '../packages/runner/proof/fault-families.mjs';
import { hasStrace } from '../packages/runner/proof/trace-calls.mjs';

const SHARDS = 2;
const WITHOUT_STRACE = ['F5'];

const { values } = parseArgs({
  options: { nightly: { type: 'boolean', default: false }, only: { type: 'string' }, family: { type: 'string' } },
});
const totals = { passed: 0, failed: 0, skipped: 0 };

for (const family of values.only === undefined ? Object.keys(FAMILIES) : [values.only.split('/')[0]]) {
  if (values.family !== undefined && values.family !== family) continue;
  if (!WITHOUT_STRACE.includes(family) && !hasStrace()) {
    skip(
      family,
      USUAL_COUNTS[family],
      'strace is not installed, or may not trace here; the tests of packages/runner sweep the same in process',
    );
    continue;
  }
  await runFamily(family, values.only === undefined ? await listCases(family, values.nightly) : [values.only]);
}
if (values.nightly && values.only === undefined && values.family === undefined) runLargeTests();
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed > 0 ? 1 : 0;

async function runFamily(family, cases) {
  const began = Date.now();
  const seen = new Map();
  const queue = [...cases];
  const shard = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const found = await runCase(name);
      seen.set(found, (seen.get(found) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: SHARDS }, shard));
  const skipped = seen.get('skipped') ?? 0;
  if (skipped > 0) skip(family, skipped, 'a memory file system cannot be mounted here: that needs root');
  const counts = [...seen].map(([found, count]) => `${count} ${found}`).join(', ');
  console.log(`${family}: ${cases.length} cases, ${counts} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

async function runCase(name) {
  const [family, ...rest] = name.split('/');
  try {
    const found = await FAMILIES[family](rest);
    if (found !== 'skipped') totals.passed += 1;
    return found;
  } catch (error) {
    totals.failed += 1;
    console.log(`FAILED ${error.message}\n  repeat with: node scripts/proof-faults.mjs --only ${name}`);
    return 'failed';
  }
}

function skip(family, count, reason) {
  totals.skipped += count;
  console.log(`${family}: ${count} skipped: ${reason}`);
}

/** The sweeps on the failing and lossy disks, with more of everything. */
function runLargeTests() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const { status } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', 'packages/runner'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings', MOULT_FAULT_SCALE: '50' },
  });
  totals[status === 0 ? 'passed' : 'failed'] += 1;
}
