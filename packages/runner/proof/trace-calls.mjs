// Runs the child under strace: to list its system calls, or to kill or fail one of them.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./faulty-child.mjs', import.meta.url));
const CALLS = [
  'openat',
  'write',
  'fsync',
  'ftruncate',
  'truncate',
  'rename',
  'renameat',
  'renameat2',
  'link',
  'linkat',
  'unlink',
  'unlinkat',
].concat(['mkdir', 'mkdirat', 'rmdir', 'chmod', 'fchmodat', 'chown', 'fchownat']);
const TRACE = CALLS.map((call) => `?${call}`).join(',');

/** Whether strace is there and may trace. */
export function hasStrace() {
  return spawnSync('strace', ['-o', '/dev/null', '-e', 'trace=none', 'true'], { stdio: 'ignore' }).status === 0;
}

/** Runs the child without any fault. */
export function runChild(args) {
  return run(process.execPath, [CHILD, ...args]);
}

/** Runs the child with `fault` (`signal=SIGKILL`, `error=ENOSPC`) at the `when`-th `call` of its main thread. */
export function runFaulty(args, { call, when }, fault) {
  return run('strace', [
    '-o',
    '/dev/null',
    '-e',
    `trace=${call}`,
    '-e',
    `inject=${call}:${fault}:when=${when}`,
    process.execPath,
    CHILD,
    ...args,
  ]);
}

/** The calls of the child that change something, each with its number among all calls of its name since the start. */
export async function listCalls(args, log) {
  await run('strace', [
    '-o',
    log,
    '-e',
    `trace=${TRACE},?access,?faccessat,?faccessat2`,
    process.execPath,
    CHILD,
    ...args,
  ]);
  const counts = new Map();
  const found = [];
  let isOurs = false;
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    if (line.includes('/moult-begin')) isOurs = true;
    if (line.includes('/moult-end')) isOurs = false;
    const call = /^([a-z0-9]+)\(/.exec(line)?.[1] ?? '';
    if (!CALLS.includes(call)) continue;
    const when = (counts.get(call) ?? 0) + 1;
    counts.set(call, when);
    if (isOurs && (call !== 'openat' || /O_CREAT|O_WRONLY|O_RDWR/.test(line))) found.push({ call, when });
  }
  rmSync(log);
  return found;
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, outcome: parse(out), err }));
  });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
