// Checks the floor plan: who may import whom, that each third-party package has one home, that the pure floors stay pure,
// and that `index.ts` files only re-export.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const FLOORS = {
  'plugin-api': 0,
  text: 0,
  errors: 0,
  python: 1,
  manifest: 1,
  engine: 2,
  fleet: 2,
  report: 3,
  runner: 4,
  testkit: 4,
  cli: 5,
};

/** The contract imports nothing of ours, so that a plugin brings nothing else along. */
const IMPORTS_NOTHING = new Set(['plugin-api', 'text', 'errors']);
/** Our own plugins are bundled with the command, in this one file. */
const BUNDLES_PLUGINS = 'packages/cli/src/bundled-plugins.ts';
const MAX_FILE_LINES = 300;
const IMPURE =
  /\bfrom '(?:node:)?(?:fs|child_process|os|http|https|net|worker_threads|process)(?:\/promises)?'|\bprocess\.(?!versions)\w|\bconsole\.|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b/;
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|createRequire\([^)]*\)\(\s*['"]([^'"]+)['"]\s*\)/g;

const problems = [];
const homes = new Map();

for (const group of ['packages', 'plugins']) {
  for (const name of readdirSync(join(ROOT, group))) checkPackage(group, name);
}
for (const [dependency, files] of homes) {
  if (files.size > 1) report([...files][1], `imports "${dependency}", whose one home is ${[...files][0]}`);
}
finish();

function checkPackage(group, name) {
  for (const file of sourcesBelow(join(ROOT, group, name, 'src'))) {
    const text = readFileSync(file, 'utf8');
    checkSize(file, text);
    checkIndex(file, text);
    if (group === 'packages' && FLOORS[name] === undefined)
      report(file, `package "${name}" has no floor in scripts/check-floors.mjs`);
    if (group === 'packages' && FLOORS[name] <= 3) checkPurity(file, text);
    for (const found of importsOf(text)) checkImport({ group, name, file, ...found });
  }
}

function checkImport({ group, name, file, target, isTypeOnly }) {
  if (target.startsWith('.')) return checkOwnImport(file, target);
  if (target.startsWith('node:')) return;
  const ours = /^@moult\/(.+)$/.exec(target)?.[1];
  if (ours === undefined) return isTypeOnly ? undefined : recordHome(file, target);
  if (group === 'plugins') {
    if (ours !== 'plugin-api')
      report(file, `a plugin imports @moult/${ours}; of ours it may import only @moult/plugin-api`);
    return;
  }
  if (ours.startsWith('plugin-') && relative(ROOT, file) === BUNDLES_PLUGINS) return;
  if (IMPORTS_NOTHING.has(name)) report(file, `${name} imports @moult/${ours}, but imports nothing of ours`);
  else if (!(FLOORS[ours] < FLOORS[name]))
    report(file, `${name} (floor ${FLOORS[name]}) imports @moult/${ours} (floor ${FLOORS[ours]})`);
}

function checkOwnImport(file, target) {
  if (target.endsWith('/index.ts')) report(file, `imports "${target}"; inside a package import the file itself`);
  const packageRoot = relative(ROOT, file).split('/').slice(0, 3).join('/');
  const resolved = relative(ROOT, join(dirname(file), target));
  if (!resolved.startsWith(packageRoot)) report(file, `reaches into another package by "${target}"; import it by name`);
}

function recordHome(file, target) {
  const dependency = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : target.split('/')[0];
  if (!homes.has(dependency)) homes.set(dependency, new Set());
  homes.get(dependency).add(relative(ROOT, file));
}

function checkPurity(file, text) {
  const match = IMPURE.exec(text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ''));
  if (match) report(file, `is on a pure floor and uses \`${match[0].trim()}\``);
}

function checkSize(file, text) {
  const lines = text.split('\n').length;
  if (lines > MAX_FILE_LINES) report(file, `has ${lines} lines; the ceiling is ${MAX_FILE_LINES}`);
}

function checkIndex(file, text) {
  if (!file.endsWith('/index.ts') || relative(ROOT, file).startsWith('plugins')) return;
  const rest = text
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s*from\s*'[^']+';/g, '')
    .trim();
  if (rest !== '' && rest !== 'export {};') report(file, 'an index.ts only re-exports');
}

/** Types cost nothing at run time, so an import of types alone is no home. */
function importsOf(text) {
  return [...text.matchAll(IMPORT)].map((match) => ({
    target: match[1] ?? match[2] ?? match[3],
    isTypeOnly: /^\s*(?:import|export)\s+type\s/.test(match[0]),
  }));
}

function sourcesBelow(folder) {
  try {
    return readdirSync(folder, { recursive: true })
      .map((name) => join(folder, name))
      .filter((file) => /\.(?:ts|js|mjs)$/.test(file) && statSync(file).isFile())
      .sort();
  } catch {
    return [];
  }
}

function report(file, text) {
  problems.push(`${file.startsWith('/') ? relative(ROOT, file) : file}: ${text}`);
}

function finish() {
  for (const problem of problems) process.stderr.write(`floors: ${problem}\n`);
  process.stdout.write(
    problems.length === 0 ? 'floors: every import points down\n' : `floors: ${problems.length} problems\n`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
