// Checks the promises on a tree that nobody here wrote: every file that compiled still compiles, a second plan is empty, every use of a library that CPython's own
// parser finds is in the ledger or the residue, and an undo gives every byte back. Usage: node scripts/check-corpus.mjs FOLDER [--plugin NAME …]
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { treeDigest } from './fleet/tree-digest.mjs';
import { format } from './proof.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MOULT = join(ROOT, 'packages/cli/dist/moult.cjs');
const MODULES = {
  tenacity: ['tenacity'],
  aiomqtt: ['asyncio_mqtt'],
  influxdb3: ['influxdb_client'],
  'pytest-asyncio': ['pytest_asyncio'],
  'python-dotenv': ['dotenv'],
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { plugin: { type: 'string', multiple: true } },
});
const plugins = values.plugin ?? Object.keys(MODULES);
const selection = [...plugins.flatMap((name) => ['--plugin', name]), '--grade', 'review'];
const counts = { passed: 0, failed: 0, skipped: 0 };
const work = mkdtempSync(join(tmpdir(), 'moult-corpus-'));
try {
  checkTree(resolve(positionals[0] ?? '.'));
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.stdout.write(`${format(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

function checkTree(original) {
  const root = join(work, 'tree');
  cpSync(original, root, { recursive: true, filter: (path) => !/\/\.git(?:\/|$)|\/\.moult(?:\/|$)/.test(path) });
  const digest = treeDigest(root);
  const ledgerFile = join(work, 'ledger.jsonl');
  const planned = moult(root, ['plan', ...selection, '--format', 'json', '--format', `ledger=${ledgerFile}`, '-q']);
  const plan = JSON.parse(planned.stdout);
  printTable(plan);
  const ledger = readFileSync(ledgerFile, 'utf8')
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  checkUses(root, plan, ledger);
  const before = compiling(root);
  const applied = moult(root, ['apply', ...selection, '-q']);
  check('apply ends in order', applied.status === 0 || applied.status === 3, applied.stderr);
  const after = new Set(compiling(root));
  check(
    'every file that compiled before compiles after',
    before.every((path) => after.has(path)),
    before.filter((path) => !after.has(path)).join(', '),
  );
  const second = JSON.parse(moult(root, ['plan', ...selection, '--format', 'json', '-q']).stdout);
  check(
    'a second plan is empty',
    second.files.every((file) => file.status !== 'changed'),
    second.files
      .filter((file) => file.status === 'changed')
      .map((file) => file.path)
      .join(', '),
  );
  const undone = moult(root, ['undo']);
  check(
    'the undo gives every byte back',
    plan.files.every((file) => file.status !== 'changed') || (undone.status === 0 && treeDigest(root) === digest),
    undone.stderr,
  );
}

/** Sites and where they ended, per plugin. */
function printTable({ totals }) {
  for (const columns of totals.plugins) {
    process.stdout.write(
      `  ${columns.plugin.padEnd(16)} sites ${columns.found}  changed ${columns.changed}  left ${columns.left + columns.unsupported}  refused ${columns.refused}  right ${columns.unaffected}\n`,
    );
  }
}

/** Each use of an imported name stands in the ledger or the residue; names of one import statement share its lines. */
function checkUses(root, plan, ledger) {
  const files = plan.files
    .filter((file) => file.kind === 'python' && file.status !== 'skipped')
    .map((file) => file.path);
  for (const plugin of plugins) {
    const uses = listUses(root, files, MODULES[plugin] ?? []);
    if (uses === undefined) {
      counts.skipped += 1;
      process.stdout.write('  skipped: there is no Python to list the uses with\n');
      continue;
    }
    const lines = new Set(
      ledger
        .filter((entry) => entry.plugin === plugin)
        .flatMap((entry) => range(entry.line, entry.endLine).map((line) => `${entry.path}:${line}`)),
    );
    for (const residue of plan.residue.filter((item) => item.plugin === plugin))
      lines.add(`${residue.path}:${residue.line}`);
    const missing = uses.filter((use) => !lines.has(`${use.path}:${use.line}`));
    check(
      `${plugin}: each of ${uses.length} uses is in the ledger or the residue`,
      missing.length === 0,
      missing
        .slice(0, 10)
        .map((use) => `${use.path}:${use.line} ${use.name}`)
        .join('\n    '),
    );
  }
}

function range(start, end) {
  return Array.from({ length: end - start + 1 }, (_, index) => start + index);
}

function listUses(root, files, modules) {
  const job = JSON.stringify({ root, files, modules });
  const { status, stdout } = spawnSync('python3', [join(ROOT, 'scripts/python/list_library_uses.py')], {
    input: job,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return status === 0 ? JSON.parse(stdout) : undefined;
}

/** Paths of the Python files that the interpreter compiles. */
function compiling(root) {
  const program =
    'import sys,pathlib,warnings\nwarnings.simplefilter("ignore")\nfor p in sorted(pathlib.Path(sys.argv[1]).rglob("*.py")):\n    try:\n        compile(p.read_bytes(), str(p), "exec", dont_inherit=True); print(p)\n    except Exception: pass';
  return spawnSync('python3', ['-c', program, root], { encoding: 'utf8', maxBuffer: 1 << 28 })
    .stdout.split('\n')
    .filter(Boolean);
}

function moult(root, args) {
  return spawnSync(process.execPath, [MOULT, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 29 });
}

function check(name, holds, detail = '') {
  counts[holds ? 'passed' : 'failed'] += 1;
  process.stdout.write(`  ${holds ? 'passed' : 'FAILED'} ${name}${holds || detail === '' ? '' : `\n    ${detail}`}\n`);
}
