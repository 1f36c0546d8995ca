// Prints, as a Markdown table, where every site of a tree ends: per service and plugin how many there are, how many are changed, how many a person
// is told about, and how many are right as they are. Nothing is written below FOLDER. Grade `review` is accepted.
// Usage: node scripts/site-table.mjs FOLDER [--plugin NAME …]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MOULT = join(ROOT, 'packages/cli/dist/moult.cjs');
const PLUGINS = ['pytest-asyncio', 'tenacity', 'aiomqtt', 'influxdb3', 'python-dotenv'];
const COLUMNS = ['sites', 'changed', 'reported', 'right'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { plugin: { type: 'string', multiple: true } },
});
const plugins = values.plugin ?? PLUGINS;
printTable(countSites(resolve(positionals[0] ?? '.')));

/** One row for each service and plugin with sites: `{ service, plugin, sites, changed, reported, right }`. */
function countSites(root) {
  const work = mkdtempSync(join(tmpdir(), 'moult-table-'));
  try {
    const ledgerFile = join(work, 'ledger.jsonl');
    const selection = [...plugins.flatMap((name) => ['--plugin', name]), '--grade', 'review', '--no-compile'];
    const formats = ['--format', 'json', '--format', `ledger=${ledgerFile}`];
    const planned = spawnSync(process.execPath, [MOULT, 'plan', ...selection, ...formats, '-q'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 29,
    });
    if (planned.stdout === '') throw new Error(planned.stderr);
    const services = new Map(JSON.parse(planned.stdout).files.map(({ path, service }) => [path, service]));
    return addUp(readLines(ledgerFile), services);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function readLines(path) {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function addUp(ledger, services) {
  const rows = new Map();
  for (const { plugin, path, ended } of ledger) {
    const service = services.get(path) ?? '.';
    const key = `${service}\n${plugin}`;
    const row = rows.get(key) ?? { service, plugin, sites: 0, changed: 0, reported: 0, right: 0 };
    rows.set(key, row);
    row.sites += 1;
    row[columnOf(ended)] += 1;
  }
  const order = (row) => plugins.indexOf(row.plugin);
  return [...rows.values()].sort((a, b) =>
    a.service < b.service ? -1 : a.service > b.service ? 1 : order(a) - order(b),
  );
}

/** What is neither written nor right is told to a person: left, refused, in conflict, of a form no rule knows. */
function columnOf(ended) {
  if (ended === 'changed') return 'changed';
  return ended === 'unaffected' ? 'right' : 'reported';
}

function printTable(rows) {
  const eventful = rows.filter(({ changed, reported }) => changed + reported > 0);
  const quiet = rows.filter((row) => !eventful.includes(row));
  print(['service', 'plugin', ...COLUMNS]);
  print(['---', '---', ...COLUMNS.map(() => '---:')]);
  for (const row of eventful) print([row.service, row.plugin, ...COLUMNS.map((column) => row[column])]);
  if (quiet.length > 0) print([`${quiet.length} more with nothing to do`, '', ...sums(quiet)]);
  for (const plugin of plugins)
    print(['**all**', `**${plugin}**`, ...sums(rows.filter((row) => row.plugin === plugin))]);
}

function sums(rows) {
  return COLUMNS.map((column) => rows.reduce((sum, row) => sum + row[column], 0));
}

function print(cells) {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}
