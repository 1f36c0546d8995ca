import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const READER = fileURLToPath(new URL('../python/read_requirements.py', import.meta.url));

/** What each folder requires, as `{ requirements, constraints }`, both sorted, with a `problem` when its files cannot be read; in the order of the folders. */
export function readRequirements(python, folders) {
  const { status, stdout, stderr } = spawnSync(python.path, [READER, ...folders], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The requirements of the fleet cannot be read:\n${stderr}`);
  return JSON.parse(stdout);
}
