// Runs Python for the service in the working directory, in an environment with what it requires at this moment. `bin/python` beside this file calls it,
// so with that folder first on PATH the test commands of the inventory work before a migration and after it.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPython } from './find-python.mjs';
import { openEnvironments } from './make-environments.mjs';
import { readRequirements } from './read-requirements.mjs';

const CACHE = process.env.MOULT_FLEET_CACHE ?? fileURLToPath(new URL('../../.cache/fleet', import.meta.url));

async function interpreter() {
  // Without this an environment's search for a Python could find the caller again.
  if (process.env.MOULT_FLEET_PYTHON !== undefined) stop('There is no Python 3.10 or newer on PATH besides this one.');
  process.env.MOULT_FLEET_PYTHON = '1';
  const python = findPython();
  if (python === undefined) stop('There is no Python 3.10 or newer on PATH.');
  mkdirSync(CACHE, { recursive: true });
  const [set] = readRequirements(python, [process.cwd()]);
  if (set.problem !== undefined) stop(`The requirements in ${process.cwd()} cannot be read. ${set.problem}`);
  const environments = openEnvironments({ cache: CACHE, python, log: (line) => process.stderr.write(`${line}\n`) });
  const environment = await environments.environmentFor(set);
  return environment.kind === 'ready' ? environment.python : stop(environment.reason);
}

function stop(reason) {
  process.stderr.write(`${reason}\n`);
  // What a shell answers when it finds no such command: nothing ran.
  process.exit(127);
}

const path = await interpreter();
const { MOULT_FLEET_PYTHON: _, ...environment } = process.env;
const { status } = spawnSync(path, process.argv.slice(2), {
  stdio: 'inherit',
  env: { ...environment, PATH: `${dirname(path)}${delimiter}${process.env.PATH}`, PYTHONDONTWRITEBYTECODE: '1' },
});
process.exit(status ?? 1);
