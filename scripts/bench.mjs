// Times whole processes, cold start, against yardsticks in the same run, and prints each ratio beside its target. Nothing here is asserted.
// Usage: npm run bench [-- FOLDER] [--rounds N] [--large]; the folder is the example fleet by default. --large adds the same tree ten times over, which is slow.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { withTenTimes } from './bench/copy-ten-times.mjs';
import { measureInTurn } from './bench/measure.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MOULT = join(ROOT, 'packages/cli/dist/moult.cjs');
const TOOLS = join(ROOT, '.cache/bench');
const AST_GREP_VERSION = '0.51.1';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '7' }, large: { type: 'boolean', default: false } },
});
const folder = resolve(positionals[0] ?? join(ROOT, 'examples/fleet'));
const planOf = (root, ...args) => [
  process.execPath,
  MOULT,
  'plan',
  '--root',
  root,
  '--grade',
  'review',
  '--quiet',
  ...args,
];
const plan = (...args) => planOf(folder, ...args);
const log = (line) => process.stderr.write(`bench: ${line}\n`);

const commands = [
  { name: 'node -e 0', argv: [process.execPath, '-e', '0'] },
  { name: 'moult --version', argv: [process.execPath, MOULT, '--version'] },
  { name: 'empty plan', argv: [process.execPath, MOULT, 'plan', '--root', emptyFolder(), '--quiet'] },
  { name: 'read all bytes', argv: [process.execPath, join(ROOT, 'scripts/bench/read-bytes.mjs'), folder] },
  { name: 'parse all files', argv: [process.execPath, join(ROOT, 'scripts/bench/parse-files.mjs'), folder] },
  { name: 'plan, tenacity', argv: plan('--plugin', 'tenacity', '--no-compile') },
  { name: 'plan, tenacity, with compile check', argv: plan('--plugin', 'tenacity') },
  { name: 'plan, five plugins', argv: plan('--no-compile') },
  ...astGrepCommands(),
  ...pythonCommands(),
];

process.stdout.write(
  `${folder}: ${countPython(folder)} Python files; medians of ${values.rounds} rounds, each command once a round\n`,
);
const results = measureInTurn(commands, { rounds: Number(values.rounds), log });
for (const [name, { wall, processor, memory }] of results)
  process.stdout.write(
    `${name.padEnd(36)} ${inMs(wall)} ms ${inMs(processor)} ms of processor ${memory.toFixed(0).padStart(6)} MB\n`,
  );
process.stdout.write('\n');
ratio('moult --version', 'node -e 0', 1.3);
ratio('plan, tenacity', 'ast-grep, one rule', 0.5);
ratio('plan, five plugins', 'ast-grep, five rules', 1);
share('compile check', 'plan, tenacity, with compile check', 'plan, tenacity');
target('memory of the plan of tenacity', results.get('plan, tenacity')?.memory, 200, 'MB');
target('memory of the plan with five plugins', results.get('plan, five plugins')?.memory, 200, 'MB');
if (values.large) withTenTimes(folder, measureLarge);
else process.stdout.write('ten times as many files: not measured, --large measures it\n');

/** Once only: the copies are the rounds. */
function measureLarge(large) {
  const name = 'plan, tenacity';
  const measured = measureInTurn([{ name, argv: planOf(large, '--plugin', 'tenacity', '--no-compile') }], {
    rounds: 1,
    log,
  }).get(name);
  const once = results.get(name);
  process.stdout.write(`ten times as many files, ${name}: ${inMs(measured.wall)} ms\n`);
  target('  processor time, of that of one tree', measured.processor / once.processor, 10, 'times');
  target('  memory', measured.memory, 400, 'MB');
}

function inMs(seconds) {
  return (seconds * 1000).toFixed(0).padStart(7);
}

function ratio(a, b, wanted) {
  const top = results.get(a)?.wall;
  const bottom = results.get(b)?.wall;
  if (top === undefined || bottom === undefined)
    process.stdout.write(`${a} / ${b}: not measured, ${b} is not installed\n`);
  else
    process.stdout.write(
      `${`${a} / ${b}`.padEnd(48)} ${(top / bottom).toFixed(2).padStart(6)}   target: at most ${wanted}\n`,
    );
}

function share(name, whole, part) {
  const difference = (results.get(whole)?.wall ?? 0) - (results.get(part)?.wall ?? 0);
  process.stdout.write(
    `${name.padEnd(48)} ${(difference * 1000).toFixed(0).padStart(6)} ms, printed apart and left out above\n`,
  );
}

function target(name, value, wanted, unit) {
  process.stdout.write(`${name.padEnd(48)} ${value?.toFixed(0).padStart(6)} ${unit}   target: under ${wanted}\n`);
}

function astGrepCommands() {
  const binary = installAstGrep();
  if (binary === undefined) return [];
  const scan = (rules) => [
    binary,
    'scan',
    '--rule',
    join(ROOT, 'scripts/bench', rules),
    '--json=stream',
    '--no-ignore',
    'vcs',
    folder,
  ];
  return [
    { name: 'ast-grep, one rule', argv: scan('rules-one.yml') },
    { name: 'ast-grep, five rules', argv: scan('rules-five.yml') },
  ];
}

/** Its binary comes inside a package for the platform, so nothing is downloaded by a script. */
function installAstGrep() {
  const platform = `@ast-grep/cli-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`;
  const folderOfBinary = join(TOOLS, 'node_modules', platform);
  if (!existsSync(folderOfBinary)) {
    mkdirSync(TOOLS, { recursive: true });
    spawnSync(
      'npm',
      [
        'install',
        '--prefix',
        TOOLS,
        '--no-save',
        '--no-audit',
        '--no-fund',
        '--silent',
        '--ignore-scripts',
        `${platform}@${AST_GREP_VERSION}`,
      ],
      { stdio: 'ignore' },
    );
  }
  const binary = ['ast-grep', 'sg', 'ast-grep.exe']
    .map((name) => join(folderOfBinary, name))
    .find((path) => existsSync(path));
  if (binary === undefined)
    process.stderr.write('bench: ast-grep cannot be installed here; its yardsticks are left out\n');
  return binary;
}

function pythonCommands() {
  if (spawnSync('python3', ['--version']).status !== 0) return [];
  const libcst = spawnSync('python3', ['-c', 'import libcst']).status === 0;
  const parse =
    'import sys,pathlib,libcst\nfor p in sorted(pathlib.Path(sys.argv[1]).rglob("*.py"))[:100]:\n    try: libcst.parse_module(p.read_bytes())\n    except Exception: pass';
  return [
    { name: 'regex script', argv: ['python3', join(ROOT, 'scripts/bench/regex_script.py'), folder] },
    ...(libcst ? [{ name: 'LibCST, parse 100 files', argv: ['python3', '-c', parse, folder] }] : []),
  ];
}

function emptyFolder() {
  const path = join(TOOLS, 'empty');
  mkdirSync(path, { recursive: true });
  return path;
}

function countPython(root) {
  return readdirSync(root, { recursive: true }).filter((path) => path.endsWith('.py')).length;
}
