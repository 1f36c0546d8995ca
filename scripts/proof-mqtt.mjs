// Proves the move from asyncio-mqtt to aiomqtt against a real broker. Programs in the shapes that services have are migrated by the product and run on the old
// library before and on the new one after: what they print and what reaches the bus must be the same, line by line. What the product flags instead must
// stand as it was, behave differently as it stands, and be the same again once a person did what the finding says. A program that was only renamed must
// fail, so that the comparison means something. Needs mosquitto, openssl and Python; without them every check counts as skipped, and as failed in CI.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPython } from './fleet-tests/find-python.mjs';
import { openEnvironments } from './fleet-tests/make-environments.mjs';
import { runCommand } from './fleet-tests/run-command.mjs';
import { findBroker, makeSecrets, startBroker } from './mqtt/start-broker.mjs';
import { watchBus } from './mqtt/watch-bus.mjs';
import { format } from './proof.mjs';
import { moult } from './runs/moult-process.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PROGRAMS = join(ROOT, 'scripts/python/mqtt_proof/programs');
const OLD_REQUIREMENTS = ['asyncio-mqtt==0.16.2', 'paho-mqtt<2'];
const NEW_REQUIREMENTS = ['aiomqtt==2.4.0', 'paho-mqtt>=2.1,<3'];
const AT_ONCE = 3;
const PROGRAM_LIMIT_SECONDS = 20;

const counts = { passed: 0, failed: 0, skipped: 0 };
const programs = readdirSync(PROGRAMS)
  .sort()
  .map((name) => ({ name, ...readCase(name) }));
const work = mkdtempSync(join(tmpdir(), 'moult-mqtt-'));
try {
  const tools = await openTools();
  if (tools.missing === undefined) await prove(tools);
  else skip(tools.missing);
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.stdout.write(`\n${format(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** What a program is expected to show: `flags`, `renameSuffices`, `settings` of the plugin; all of it may be left out. */
function readCase(name) {
  const path = join(PROGRAMS, name, 'case.json');
  return { flags: [], settings: [], renameSuffices: false, ...(existsSync(path) ? readJson(path) : {}) };
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

async function openTools() {
  const broker = findBroker();
  if (broker === undefined) return { missing: 'mosquitto is not installed' };
  const secrets = makeSecrets(work);
  if (secrets === undefined) return { missing: 'openssl or mosquitto_passwd is missing or fails' };
  const python = findPython();
  if (python === undefined) return { missing: 'there is no Python 3.10 or newer on PATH' };
  const cache = join(ROOT, '.cache', 'proof-mqtt');
  mkdirSync(cache, { recursive: true });
  const shelf = openEnvironments({ cache, python, log: (line) => process.stdout.write(`  ${line}\n`) });
  const before = await shelf.environmentFor({ requirements: OLD_REQUIREMENTS, constraints: [] });
  const after = await shelf.environmentFor({ requirements: NEW_REQUIREMENTS, constraints: [] });
  const closed = [before, after].find(({ kind }) => kind === 'missing');
  if (closed !== undefined) return { missing: closed.reason.split('\n')[0] };
  return { broker, secrets, before: before.python, after: after.python };
}

async function prove({ broker, secrets, before, after }) {
  const trees = await makeTrees();
  const runs = { broker, secrets, watcher: after };
  const [old, migrated, byHand, renamed] = await Promise.all([
    runAll({ ...runs, tree: trees.before, python: before }),
    runAll({ ...runs, tree: trees.after, python: after }),
    runAll({ ...runs, tree: trees.after, python: after, main: 'by_hand.py' }),
    runAll({ ...runs, tree: trees.renamed, python: after }),
  ]);
  for (const program of programs) {
    const { name } = program;
    checkRequirements(trees.after, name);
    checkFlags(trees, program);
    check(`${name}: prints something on the old library`, isGood(old.get(name)), old.get(name).output);
    if (program.flags.length === 0) {
      checkSame(`${name}: migrated`, old.get(name), migrated.get(name));
    } else {
      checkDifferent(`${name}: flagged, and another behaviour`, old.get(name), migrated.get(name));
      checkSame(`${name}: done by hand as flagged`, old.get(name), byHand.get(name));
    }
    if (program.renameSuffices) checkSame(`${name}: a rename is enough`, old.get(name), renamed.get(name));
    else checkDifferent(`${name}: a rename alone`, old.get(name), renamed.get(name));
  }
  const flagged = programs.filter(({ flags }) => flags.length > 0).length;
  process.stdout.write(`  ${programs.length} programs: ${programs.length - flagged} migrated, ${flagged} flagged\n`);
  const unmigrated = await run(after, join(trees.before, programs[0].name), 'main.py', {});
  check(
    'a program as it was does not start on the new library',
    /No module named 'asyncio_mqtt'/.test(unmigrated.output),
  );
}

/** Three trees with a service per program: as it was, as the product leaves it, and with nothing but the module renamed. */
async function makeTrees() {
  const trees = {
    before: join(work, 'before'),
    after: join(work, 'after'),
    renamed: join(work, 'renamed'),
    plans: new Map(),
  };
  for (const { name } of programs) {
    for (const tree of [trees.before, trees.after, trees.renamed]) {
      const folder = join(tree, name);
      cpSync(join(PROGRAMS, name), folder, {
        recursive: true,
        filter: (path) => !/__pycache__|case\.json$/.test(path),
      });
      writeFileSync(join(folder, 'requirements.txt'), `${OLD_REQUIREMENTS.join('\n')}\n`);
      if (tree === trees.renamed) renameModule(folder);
    }
  }
  for (const settings of new Set(programs.map((program) => program.settings.join(' ')))) {
    const paths = programs.filter((program) => program.settings.join(' ') === settings).map(({ name }) => name);
    const words = [
      '--plugin',
      'aiomqtt',
      '--grade',
      'review',
      ...settings
        .split(' ')
        .filter(Boolean)
        .flatMap((one) => ['--set', one]),
    ];
    const planned = await moult(trees.after, ['plan', ...paths, ...words, '--format', 'json', '-q']);
    const applied = await moult(trees.after, ['apply', ...paths, ...words, '-q']);
    check(`moult apply ${words.join(' ')}`, applied.code === 0, applied.stderr);
    const plan = JSON.parse(planned.stdout);
    for (const path of paths) trees.plans.set(path, plan);
  }
  return trees;
}

function renameModule(folder) {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.py'))) {
    const path = join(folder, file);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('asyncio_mqtt', 'aiomqtt'));
  }
}

/** Runs `main` of every program that has it against one broker, a few at once. Results by name: status, what was printed, what reached the bus. */
async function runAll({ broker, secrets, watcher, tree, python, main = 'main.py' }) {
  const { environment, stop } = await startBroker(broker, mkdtempSync(join(work, 'broker-')), secrets);
  const results = new Map();
  try {
    const bus = await watchBus(watcher, environment);
    const waiting = programs.filter(({ name }) => existsSync(join(tree, name, main)));
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        results.set(next.name, await run(python, join(tree, next.name), main, environment));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const published = await bus.stop();
    for (const [name, result] of results) results.set(name, { ...result, bus: published.get(name) ?? [] });
  } finally {
    await stop();
  }
  return results;
}

function run(python, cwd, main, environment) {
  const env = { ...process.env, ...environment, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' };
  return runCommand(python, [main], { cwd, env, timeLimitSeconds: PROGRAM_LIMIT_SECONDS });
}

function checkRequirements(tree, name) {
  const written = readFileSync(join(tree, name, 'requirements.txt'), 'utf8')
    .trim()
    .split('\n');
  check(
    `${name}: the requirements are those of the new environment`,
    String(written) === String(NEW_REQUIREMENTS),
    written,
  );
}

/** The findings of a program are the ones that it lists, and their lines stand as they were. */
function checkFlags({ before, after, plans }, { name, flags }) {
  const lines = (tree, path) => readFileSync(join(tree, path), 'utf8').split('\n');
  const findings = plans.get(name).findings.filter(({ path }) => path.startsWith(`${name}/`));
  const found = findings.map(({ rule, path, line }) => `${rule} ${lines(before, path)[line - 1].trim()}`);
  check(
    `${name}: ${flags.length} findings`,
    String(found) === String(flags.map(({ rule, text }) => `${rule} ${text}`)),
    found,
  );
  const kept = lines(after, join(name, 'main.py')).map((line) => line.trim());
  for (const { text, after: other } of flags) check(`${name}: left for a person`, kept.includes(other ?? text), text);
}

function isGood(result) {
  return result?.status === 0 && result.stdout.trim() !== '';
}

function show({ status, output, bus }) {
  return `ended with ${status}\n${output}\n${bus.join('\n')}`;
}

function isSame(old, other) {
  return isGood(old) && isGood(other) && old.stdout === other.stdout && String(old.bus) === String(other.bus);
}

function checkSame(what, old, other) {
  check(`${what} prints and publishes the same`, isSame(old, other), `${show(old)}\n--\n${show(other)}`);
}

function checkDifferent(what, old, other) {
  check(`${what} does not do the same`, isGood(old) && !isSame(old, other), show(other));
}

function check(what, isTrue, why = '') {
  if (isTrue) counts.passed += 1;
  else counts.failed += 1;
  if (!isTrue) process.stdout.write(`FAILED ${what}\n    ${String(why).trim().replaceAll('\n', '\n    ')}\n`);
}

function skip(reason) {
  const isFailure = Boolean(process.env.CI);
  counts[isFailure ? 'failed' : 'skipped'] += programs.length;
  process.stdout.write(`${isFailure ? 'FAILED' : 'skipped'} ${programs.length}: ${reason}\n`);
}
