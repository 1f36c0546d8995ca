import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canReachIndex } from './find-python.mjs';
import { holdLock } from './hold-lock.mjs';
import { runCommand } from './run-command.mjs';

const INSTALL_LIMIT_SECONDS = 300;
const WINDOWS = process.platform === 'win32';

/**
 * Environments by requirement set, kept in `cache` under a name made of their content. `environmentFor(set)` resolves to `{ kind: 'ready', python }`
 * or `{ kind: 'missing', reason }`; a set that was asked for before is not made again.
 */
export function openEnvironments({ cache, python, log }) {
  const made = new Map();
  let shop;
  const make = async (key, set) => {
    const folder = join(cache, key);
    if (isReady(folder)) return ready(folder);
    shop ??= openShop(cache, python, log);
    const opened = await shop;
    if (opened.kind === 'closed') return { kind: 'missing', reason: opened.reason };
    return holdLock(`${folder}.lock`, 2 * INSTALL_LIMIT_SECONDS, () =>
      isReady(folder) ? ready(folder) : fill(folder, set, opened, log),
    );
  };
  return {
    environmentFor(set) {
      const key = keyOf(set, python);
      if (!made.has(key)) made.set(key, make(key, set));
      return made.get(key);
    },
  };
}

function keyOf({ requirements, constraints }, python) {
  const content = JSON.stringify([python.version, process.platform, process.arch, requirements, constraints]);
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

function isReady(folder) {
  return existsSync(join(folder, 'ready'));
}

function ready(folder) {
  return { kind: 'ready', python: interpreterIn(folder) };
}

function interpreterIn(folder) {
  return WINDOWS ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
}

/** What installs packages here: uv when it can be had, otherwise venv with pip; closed when the index cannot be reached. */
async function openShop(cache, python, log) {
  if (!canReachIndex(python))
    return { kind: 'closed', reason: 'The package index cannot be reached, so no environment can be made.' };
  if (spawnSync('uv', ['--version']).status === 0) return { kind: 'uv', uv: 'uv', python, cache };
  const target = join(cache, 'tools');
  const uv = join(target, 'bin', WINDOWS ? 'uv.exe' : 'uv');
  await holdLock(`${target}.lock`, INSTALL_LIMIT_SECONDS, async () => {
    if (existsSync(uv)) return;
    log('Installing uv');
    const args = ['-m', 'pip', 'install', '--quiet', '--target', target, 'uv'];
    await runCommand(python.path, args, { timeLimitSeconds: INSTALL_LIMIT_SECONDS });
  });
  return existsSync(uv) ? { kind: 'uv', uv, python, cache } : { kind: 'pip', python };
}

async function fill(folder, set, shop, log) {
  log(`Making an environment with ${set.requirements.join(', ')}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [program, args] of steps(folder, set, shop)) {
    const env =
      shop.kind === 'uv'
        ? { ...process.env, UV_CACHE_DIR: process.env.UV_CACHE_DIR ?? join(shop.cache, 'uv') }
        : process.env;
    const { status, timedOut, output } = await runCommand(program, args, {
      env,
      timeLimitSeconds: INSTALL_LIMIT_SECONDS,
    });
    if (status === 0) continue;
    rmSync(folder, { recursive: true, force: true });
    const lines = output.trim().split('\n');
    const why = timedOut ? `it took longer than ${INSTALL_LIMIT_SECONDS} s` : lines.at(-1);
    return { kind: 'missing', reason: `The requirements cannot be installed: ${why}\n${lines.join('\n')}` };
  }
  writeFileSync(join(folder, 'ready'), '');
  return ready(folder);
}

function steps(folder, { requirements, constraints }, shop) {
  const lists = ['-r', writeList(`${folder}-requirements.txt`, requirements)];
  if (constraints.length > 0) lists.push('-c', writeList(`${folder}-constraints.txt`, constraints));
  const python = interpreterIn(folder);
  if (shop.kind === 'uv') {
    return [
      [shop.uv, ['venv', '--quiet', '--allow-existing', '--python', shop.python.path, folder]],
      [shop.uv, ['pip', 'install', '--quiet', '--python', python, ...lists]],
    ];
  }
  return [
    [shop.python.path, ['-m', 'venv', folder]],
    [python, ['-m', 'pip', 'install', '--quiet', ...lists]],
  ];
}

function writeList(path, lines) {
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}
