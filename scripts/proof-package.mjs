// Proves what CONTRIBUTING says, in an empty folder outside the workspace and from packed tarballs: a plugin for a keyword rename by the documented
// commands alone, a test kit that notices seeded bugs, and our own plugins loaded from a tarball with the same result as the bundled ones.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from './proof.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PNPM = join(ROOT, '.cache/tools/node_modules/.bin/pnpm');
const FIX = "edit.arguments(site.call).renameKeyword('old_name', 'new_name');";

/** Ways to break the plugin; the kit has to notice at least nine of ten. */
const BUGS = [
  ['no edit', FIX, 'edit.describe("nothing");'],
  ['wrong new name', "'new_name');", "'newname');"],
  ['wrong old name', "renameKeyword('old_name'", "renameKeyword('old'"],
  ['removes the keyword', FIX, "edit.arguments(site.call).remove('old_name');"],
  ['adds a keyword too', FIX, `${FIX} edit.arguments(site.call).add('extra', py\`1\`);`],
  ['matches any Client', "callTo('client_v2.Client')", "callTo('client_v2.Client', 'elsewhere.Client')"],
  ['matches another class', "callTo('client_v2.Client')", "callTo('client_v2.Server')"],
  ['needs another keyword', "withKeyword('old_name')", "withKeyword('older_name')"],
  ['replaces the whole call', FIX, 'edit.replace(site.node, py`Client(new_name=1)`);'],
  ['writes broken Python', FIX, 'edit.replace(site.node, pySource("Client(new_name=")); '],
];

const counts = { passed: 0, failed: 0, skipped: 0 };
const folder = mkdtempSync(join(tmpdir(), 'moult-package-'));
try {
  prove();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`\n${format(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

function prove() {
  const tarballs = ['packages/cli', 'packages/plugin-api', 'plugins/tenacity'].map(pack);
  writeFileSync(join(folder, 'package.json'), '{ "name": "elsewhere", "private": true }\n');
  const install = run('npm', ['install', '--silent', '--no-audit', '--no-fund', ...tarballs]);
  if (install.status !== 0) {
    counts.skipped += BUGS.length + 4;
    process.stdout.write(
      `skipped ${BUGS.length + 4}: the tarballs could not be installed (is the npm registry reachable?)\n${install.stderr.slice(-1000)}\n`,
    );
    return;
  }
  provePlugin();
  proveOwnPlugin();
}

function pack(path) {
  const { status, stderr } = spawnSync(PNPM, ['pack', '--pack-destination', folder], {
    cwd: join(ROOT, path),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`pnpm pack failed in ${path}: ${stderr}`);
  const name = JSON.parse(readFileSync(join(ROOT, path, 'package.json'), 'utf8'))
    .name.replace('@', '')
    .replace('/', '-');
  return join(folder, readdirSync(folder).find((file) => file.startsWith(`${name}-`) && file.endsWith('.tgz')) ?? '');
}

function provePlugin() {
  check('`moult new plugin` makes a plugin', moult(['new', 'plugin', 'client-v2']).status === 0);
  check('its test is red at first', moult(['test', 'client-v2']).status === 1);
  const file = join(folder, 'client-v2', 'index.mjs');
  const green = readFileSync(file, 'utf8').replace(/\/\/ TODO: (.*)\n/, '$1\n');
  writeFileSync(file, green);
  const tested = moult(['test', 'client-v2']);
  check('one line later it is green', tested.status === 0, tested.stdout.slice(-2000));
  check('it is shorter than 40 lines', green.split('\n').length < 40);
  const caught = BUGS.filter(([name, from, to]) => notices(file, green, name, from, to));
  for (const [name] of BUGS.filter((bug) => !caught.includes(bug))) process.stdout.write(`  not noticed: ${name}\n`);
  check(
    `the kit notices ${caught.length} of ${BUGS.length} seeded bugs, and at least nine of ten`,
    caught.length * 10 >= BUGS.length * 9,
  );
}

function notices(file, green, name, from, to) {
  const broken = green.replace(from, to).replace('import { callTo', 'import { py, pySource, callTo');
  if (!green.includes(from)) throw new Error(`The bug "${name}" has nothing to break.`);
  writeFileSync(file, broken);
  const { status } = moult(['test', 'client-v2']);
  writeFileSync(file, green);
  return status !== 0;
}

/** The same plan from the bundled plugin and from the packed one. */
function proveOwnPlugin() {
  mkdirSync(join(folder, 'service'));
  const fixture = join(ROOT, 'plugins/tenacity/fixtures/add-reraise/multiline-call/before.py');
  writeFileSync(join(folder, 'service', 'client.py'), readFileSync(fixture));
  writeFileSync(join(folder, 'service', 'requirements.txt'), 'tenacity==8.2.3\n');
  const plan = (plugin) =>
    moult(['plan', '--root', 'service', '--plugin', plugin, '--grade', 'review', '--format', 'patch', '-q']).stdout;
  const bundled = plan('tenacity');
  check('the bundled plugin changes something', bundled.includes('reraise=True'));
  check(
    'the packed plugin gives the same bytes',
    plan(join(folder, 'node_modules/@moult/plugin-tenacity')) === bundled,
  );
}

function moult(args) {
  return run(process.execPath, [join(folder, 'node_modules/@moult/cli/dist/moult.cjs'), ...args]);
}

function run(command, args) {
  return spawnSync(command, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
}

function check(name, holds, detail = '') {
  counts[holds ? 'passed' : 'failed'] += 1;
  process.stdout.write(`${holds ? 'passed' : 'FAILED'} ${name}${holds || detail === '' ? '' : `\n${detail}`}\n`);
}
