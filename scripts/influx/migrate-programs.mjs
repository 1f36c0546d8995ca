// Rewrites the programs of the proof by the command, each as a service of its own.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../packages/cli/dist/moult.cjs', import.meta.url));
const OPTIONS = {
  queries: 'rewrite',
  acknowledgeServer: 'influxdb3',
  tags: 'home=room,host',
};
const REASON = /^# Refused: (.*)$/m;

/** How many cases there are. */
export function countPrograms(scripts) {
  return 2 * listPrograms(scripts, 'programs').length + listPrograms(scripts, 'refused').length;
}

/**
 * Copies the programs to a folder, migrates them, and answers with the folders before and after, and with one result for each program that should have been
 * changed and was not, and for each that should have been left.
 */
export function migratePrograms(scripts) {
  const root = mkdtempSync(join(tmpdir(), 'moult-programs-'));
  const folders = { root, before: join(root, 'before'), after: join(root, 'after') };
  const kept = join(root, 'kept');
  layOut(listPrograms(scripts, 'programs'), folders.before);
  cpSync(folders.before, folders.after, { recursive: true });
  layOut(listPrograms(scripts, 'refused'), kept);
  migrate(folders.after);
  const plan = migrate(kept);
  return { folders, results: [...findUnchanged(folders), ...judgeKept(scripts, kept, plan)] };
}

function listPrograms(scripts, folder) {
  return readdirSync(join(scripts, folder))
    .filter((name) => name.endsWith('.py'))
    .sort()
    .map((name) => join(scripts, folder, name));
}

function layOut(programs, folder) {
  for (const program of programs) {
    const service = join(folder, basename(program, '.py'));
    mkdirSync(service, { recursive: true });
    cpSync(program, join(service, 'program.py'));
    writeFileSync(join(service, 'requirements.txt'), 'influxdb-client==1.49.0\n');
  }
}

/** Plans and applies; answers with the plan. */
function migrate(folder) {
  const set = Object.entries(OPTIONS).flatMap(([name, value]) => ['--set', `influxdb3.${name}=${value}`]);
  const flags = ['--plugin', 'influxdb3', '--grade', 'review', ...set];
  const plan = run(folder, ['plan', ...flags, '--format', 'json']);
  run(folder, ['apply', ...flags]);
  return JSON.parse(plan);
}

function run(cwd, words) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [COMMAND, ...words], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...process.env, CI: '1', NO_COLOR: '1' },
  });
  if (status !== 0) throw new Error(`moult ${words[0]} ended with ${status}\n${stderr}`);
  return stdout;
}

function findUnchanged({ before, after }) {
  return readdirSync(before)
    .filter((name) => readProgram(before, name) === readProgram(after, name))
    .map((name) => ({ name: `${name} is rewritten`, outcome: 'failed', why: 'the program was left as it is' }));
}

/** A refused program is byte for byte what it was, and a finding says why. */
function judgeKept(scripts, folder, plan) {
  return listPrograms(scripts, 'refused').map((path) => {
    const name = basename(path, '.py');
    const source = readFileSync(path, 'utf8');
    const reason = REASON.exec(source)?.[1] ?? 'no reason is given';
    const said = plan.findings.filter((finding) => finding.path.startsWith(`${name}/`)).map(({ why }) => why);
    const isKept = readProgram(folder, name) === source;
    if (isKept && said.some((why) => why.includes(reason))) return { name: `${name} is refused`, outcome: 'passed' };
    const why = isKept ? `nothing says "${reason}", but\n    ${said.join('\n    ')}` : 'the program was changed';
    return { name: `${name} is refused`, outcome: 'failed', why };
  });
}

function readProgram(folder, name) {
  return readFileSync(join(folder, name, 'program.py'), 'utf8');
}
