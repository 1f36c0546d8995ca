// What a newcomer runs: set up, build, lint, floors, types of the tests, all tests. One gate after the other, the first failure stops.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NODE_OPTIONS = '--experimental-vm-modules --no-warnings';

const RESULTS = process.env.MOULT_TEST_RESULTS;
const REPORT = RESULTS === undefined ? [] : ['--json', `--outputFile=${RESULTS}`];

const GATES = [
  ['lint', 'node_modules/.bin/biome', ['check', '--error-on-warnings']],
  ['floors', process.execPath, ['scripts/check-floors.mjs']],
  ['types of the tests', process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.test.json']],
  ['tests', process.execPath, ['node_modules/jest/bin/jest.js', ...REPORT, ...process.argv.slice(2)], { NODE_OPTIONS }],
];

setUp({ build: true });
for (const [name, command, args, env] of GATES) {
  process.stderr.write(`\n== ${name}\n`);
  const started = Date.now();
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', RESULTS === undefined ? 'inherit' : 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });
  process.stderr.write(
    `== ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s\n`,
  );
  if (status !== 0) process.exit(1);
}
process.stdout.write(
  `\nAll gates passed: build, ${GATES.map(([name]) => name).join(', ')}. Checked in ${join(ROOT)}.\n`,
);
