import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MOULT = join(fileURLToPath(new URL('../..', import.meta.url)), 'packages/cli/dist/moult.cjs');

/** Starts the command; the answer has the process, and a promise of `{ code, stdout, stderr, signal }`. */
export function startMoult(root, args, { env = process.env } = {}) {
  const child = spawn(process.execPath, [MOULT, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (chunk) => {
      output[name] += chunk;
    });
  }
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, ...output })));
  return { child, ended, output };
}

export function moult(root, args, options) {
  return startMoult(root, args, options).ended;
}

/** The words of a run on a synthetic fleet. */
export const RUN = ['run', '--environment', 'current', '--no-prompt', '--quiet'];

/** Where the last run stands. */
export async function stateOf(root) {
  const { stdout, stderr } = await moult(root, ['status', '--format', 'json']);
  try {
    return JSON.parse(stdout).state;
  } catch {
    throw new Error(`status printed no JSON: ${stdout.slice(0, 200)} ${stderr.slice(0, 400)}`);
  }
}

export function serviceIn(state, name) {
  return state.services.find((service) => service.name === name);
}
