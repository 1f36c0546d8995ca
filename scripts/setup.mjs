// Brings a fresh clone to a usable state: pnpm, a frozen install and, with --build, the compiled packages.
// A second call only compares stamps.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, '.cache');
const PNPM_VERSION = '12.21.0';
const PNPM = join(CACHE, 'tools', 'node_modules', '.bin', process.platform === 'win32' ? 'pnpm.cmd' : 'pnpm');

/** Installs what is missing; with `build` also compiles what is out of date. */
export function setUp({ build }) {
  requireNode();
  installPnpm();
  installPackages();
  if (!build) return;
  buildPackages();
  linkCommand();
}

/** The root is no package that anybody installs, so its command is linked here: `node_modules/.bin/moult`. An install removes the link. */
function linkCommand() {
  const link = join(ROOT, 'node_modules/.bin/moult');
  if (existsSync(link)) return;
  rmSync(link, { force: true });
  symlinkSync('../../packages/cli/dist/moult.cjs', link);
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(
    `Moult needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node and run the command again.`,
  );
}

function installPnpm() {
  const manifest = join(CACHE, 'tools', 'node_modules', 'pnpm', 'package.json');
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === PNPM_VERSION) return;
  step(`Installing pnpm ${PNPM_VERSION} into .cache/tools`);
  mkdirSync(join(CACHE, 'tools'), { recursive: true });
  run('npm', [
    'install',
    '--prefix',
    join(CACHE, 'tools'),
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--silent',
    `pnpm@${PNPM_VERSION}`,
  ]);
}

function installPackages() {
  const stamp = join(CACHE, 'installed');
  const wanted = digestOf(['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...workspaceManifests()]);
  if (existsSync(join(ROOT, 'node_modules')) && isStamped(stamp, wanted)) return;
  step('Installing dependencies');
  run(PNPM, ['install', '--frozen-lockfile', '--reporter=append-only'], { quiet: true });
  writeFileSync(stamp, wanted);
}

function buildPackages() {
  const stamp = join(CACHE, 'built');
  const wanted = digestOf([...sourceFiles(), 'tsconfig.base.json', 'tsconfig.json', 'scripts/bundle.mjs']);
  if (existsSync(join(ROOT, 'packages/cli/dist/moult.cjs')) && isStamped(stamp, wanted)) return;
  step('Building');
  run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '--build']);
  run(process.execPath, [join(ROOT, 'scripts/bundle.mjs')]);
  writeFileSync(stamp, wanted);
}

function workspaceManifests() {
  return ['packages', 'plugins'].flatMap((group) =>
    readdirSync(join(ROOT, group)).map((name) => `${group}/${name}/package.json`),
  );
}

function sourceFiles() {
  return ['packages', 'plugins'].flatMap((group) =>
    readdirSync(join(ROOT, group)).flatMap((name) =>
      filesBelow(`${group}/${name}/src`).concat(`${group}/${name}/package.json`),
    ),
  );
}

function filesBelow(folder) {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => `${folder}/${name}`)
    .filter((path) => statSync(join(ROOT, path)).isFile())
    .sort();
}

function digestOf(paths) {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const path of paths) {
    const file = join(ROOT, path);
    hash.update(path).update(existsSync(file) ? readFileSync(file) : '');
  }
  return hash.digest('hex');
}

function isStamped(stamp, wanted) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

function run(command, args, { quiet = false } = {}) {
  const result = spawnSync(command, args, {
    cwd: ROOT,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    encoding: 'utf8',
    shell: command.endsWith('.cmd'),
  });
  if (result.status === 0) return;
  if (quiet) process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  stop(
    `"${command} ${args.join(' ')}" ended with ${result.status ?? result.error?.message}. Read its output above, mend the cause and run the command again.`,
  );
}

function step(text) {
  process.stderr.write(`setup: ${text}\n`);
}

function stop(text) {
  process.stderr.write(`setup: ${text}\n`);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp({ build: process.argv.includes('--build') });
