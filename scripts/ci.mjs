// What CI runs on a clean checkout: installs what the suites need, then `npm test`, then the proof suites. The last line counts all of them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, runProofs } from './proof.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = join(ROOT, '.cache', 'test-results.json');

/** Debian packages of the proof suites, by the command that shows they are there. */
const PACKAGES = {
  strace: 'strace',
  chromium: 'chromium',
  python3: 'python3',
  git: 'git',
  mosquitto: 'mosquitto',
  openssl: 'openssl',
};

installPackages();
rmSync(RESULTS, { force: true });
const tests = spawnSync('npm', ['test'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, MOULT_TEST_RESULTS: RESULTS },
});
const total = readTestCounts();
if (tests.status !== 0) finish({ ...total, failed: Math.max(1, total.failed) });
const proofs = await runProofs();
finish({
  passed: total.passed + proofs.passed,
  failed: total.failed + proofs.failed,
  skipped: total.skipped + proofs.skipped,
});

function installPackages() {
  const missing = Object.entries(PACKAGES).filter(([command]) => spawnSync('which', [command]).status !== 0);
  if (missing.length === 0) return;
  const names = missing.map(([, name]) => name);
  if (spawnSync('which', ['apt-get']).status !== 0 || process.getuid?.() !== 0) {
    process.stdout.write(
      `ci: ${names.join(', ')} missing and not installable here; the suites that need them count their skips\n`,
    );
    return;
  }
  process.stdout.write(`ci: installing ${names.join(', ')}\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

function readTestCounts() {
  if (!existsSync(RESULTS)) return { passed: 0, failed: 0, skipped: 0 };
  const results = JSON.parse(readFileSync(RESULTS, 'utf8'));
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

function finish(counts) {
  process.stdout.write(`\n${format(counts)}\n`);
  process.exit(counts.failed === 0 ? 0 : 1);
}
