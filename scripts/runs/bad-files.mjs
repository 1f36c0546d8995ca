import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeFleet, serviceName } from './make-fleet.mjs';
import { moult, RUN, serviceIn, stateOf } from './moult-process.mjs';

const write = (path, content) => (folder) => writeFileSync(join(folder, path), content);
const rewrite = (path, act) => (folder) => writeFileSync(join(folder, path), act(readFileSync(join(folder, path))));
const text = (act) => (bytes) => act(bytes.toString());
const all =
  (...acts) =>
  (folder) => {
    for (const act of acts) act(folder);
  };
const GOOD = ['succeeded', 'unchanged', 'awaiting-work'];

/** Bad files: what is in the folder of a service, how it is made, and how the service may end; `left` means that the plan leaves it out. */
const CASES = [
  ['no files at all', (folder) => rmSync(folder, { recursive: true }) ?? mkdirSync(folder), ['left']],
  ['no folder', (folder) => rmSync(folder, { recursive: true }), ['left']],
  ['a source that may not be read', (folder) => chmodSync(join(folder, 'src/other.py'), 0o000), GOOD],
  ['a source that is not UTF-8', write('src/bad.py', Buffer.from([0x78, 0x20, 0x3d, 0x20, 0xff, 0xfe, 0x0a])), GOOD],
  ['NUL bytes in a source', write('src/bad.py', 'x = 1\0\n'), GOOD],
  ['an empty source', write('src/bad.py', ''), GOOD],
  ['a source of 5 MB', write('src/bad.py', `from tenacity import retry\n${'# long\n'.repeat(750_000)}`), GOOD],
  ['a line of 2 MB', write('src/bad.py', `x = "${'y'.repeat(2_000_000)}"\n`), GOOD],
  [
    'two thousand files',
    (folder) => {
      for (let i = 0; i < 2000; i += 1) writeFileSync(join(folder, `src/f${i}.py`), `x = ${i}\n`);
    },
    GOOD,
  ],
  [
    'links that lead in a circle',
    all(
      (folder) => symlinkSync('b.py', join(folder, 'src/a.py')),
      (folder) => symlinkSync('a.py', join(folder, 'src/b.py')),
    ),
    GOOD,
  ],
  ['a folder that links to itself', (folder) => symlinkSync('.', join(folder, 'src/again')), GOOD],
  ['a link out of the tree', (folder) => symlinkSync('/etc/hostname', join(folder, 'src/out.py')), GOOD],
  ['a folder that links out of the tree', (folder) => symlinkSync('/etc', join(folder, 'src/etc')), GOOD],
  ['a link to nothing', (folder) => symlinkSync('nowhere', join(folder, 'src/gone.py')), GOOD],
  ['names that differ in case only', write('src/App.py', 'from tenacity import retry\n'), GOOD],
  ['a name of 250 signs', write(`src/${'n'.repeat(247)}.py`, 'x = 1\n'), GOOD],
  [
    'a path of forty folders',
    (folder) => {
      const deep = join(folder, 'src', ...Array.from({ length: 40 }, () => 'deep-folder'));
      mkdirSync(deep, { recursive: true });
      writeFileSync(join(deep, 'x.py'), 'from tenacity import retry\n');
    },
    GOOD,
  ],
  ['a newline in a name', write('src/two\nlines.py', 'from tenacity import retry\n'), GOOD],
  ['a name that begins with a dash', write('src/-rf.py', 'from tenacity import retry\n'), GOOD],
  ['quotes and blanks in a name', write(`src/it's "a" name.py`, 'from tenacity import retry\n'), GOOD],
  [
    'a name that is not UTF-8',
    (folder) =>
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/src/`), Buffer.from([0xff, 0x2e, 0x70, 0x79])]), 'x = 1\n'),
    GOOD,
  ],
  ['a pipe with the name of a source', (folder) => execFileSync('mkfifo', [join(folder, 'src/pipe.py')]), GOOD],
  ['a folder with the name of a source', (folder) => mkdirSync(join(folder, 'src/folder.py')), GOOD],
  ['a syntax error', write('src/bad.py', 'def broken(:\n'), GOOD],
  ['an open bracket', write('src/bad.py', `x = ${'('.repeat(5000)}\n`), GOOD],
  ['the syntax of Python 2', write('src/bad.py', 'print "hello"\nexec "x"\n'), GOOD],
  ['tabs and blanks mixed', write('src/bad.py', 'if True:\n\tx = 1\n        y = 2\n'), GOOD],
  [
    'CRLF',
    rewrite(
      'src/app.py',
      text((source) => source.replaceAll('\n', '\r\n')),
    ),
    GOOD,
  ],
  ['lone carriage returns', write('src/bad.py', 'x = 1\ry = 2\r'), GOOD],
  [
    'a byte order mark',
    rewrite(
      'src/app.py',
      text((source) => `\ufeff${source}`),
    ),
    GOOD,
  ],
  ['a declared encoding', write('src/bad.py', Buffer.from('# -*- coding: latin-1 -*-\nx = "\xe9"\n', 'latin1')), GOOD],
  ['an encoding that nobody knows', write('src/bad.py', '# -*- coding: klingon -*-\nx = 1\n'), GOOD],
  [
    'no newline at the end',
    rewrite(
      'src/app.py',
      text((source) => source.trimEnd()),
    ),
    GOOD,
  ],
  [
    'requirements that include each other',
    all(write('requirements.txt', '-r more.txt\ntenacity==8.2.3\n'), write('more.txt', '-r requirements.txt\n')),
    GOOD,
  ],
  ['requirements that include what is not there', write('requirements.txt', '-r gone.txt\ntenacity==8.2.3\n'), GOOD],
  [
    'requirements that are no requirements',
    write('requirements.txt', 'tenacity==8.2.3\n=== what ===\n{{ jinja }}\n'),
    GOOD,
  ],
  [
    'requirements in UTF-16',
    write('requirements.txt', Buffer.from('\ufefftenacity==8.2.3\n', 'utf16le')),
    [...GOOD, 'held', 'left', 'failed'],
  ],
  [
    'requirements that are a folder',
    all(
      (folder) => rmSync(join(folder, 'requirements.txt')),
      (folder) => mkdirSync(join(folder, 'requirements.txt')),
    ),
    [...GOOD, 'held', 'left'],
  ],
  ['a pyproject.toml that is none', write('pyproject.toml', '[project\nname = \n'), [...GOOD, 'held']],
  [
    'a lock file beside',
    write('poetry.lock', '[[package]]\nname = "tenacity"\nversion = "8.2.3"\n'),
    [...GOOD, 'held'],
  ],
  [
    'a source with two names',
    (folder) => linkSync(join(folder, 'src/app.py'), join(folder, 'src/twin.py')),
    [...GOOD, 'failed', 'held'],
  ],
  ['files that may only be read', (folder) => chmodSync(join(folder, 'src/app.py'), 0o444), GOOD],
  ['an environment of its own inside', (folder) => mkdirSync(join(folder, '.venv/lib'), { recursive: true }), GOOD],
  ['a git folder that is none', write('.git', 'gitdir: nowhere\n'), GOOD],
  ['a hidden sibling that was left behind', write('src/.moult-20200101-000000-aaaaaaaa-1-0', 'left\n'), GOOD],
];

/** F12: services with bad files end with their reason, nothing is touched that was not planned, and an undo brings every byte back. */
export async function badFiles({ check }) {
  const root = makeFleet(CASES.length + 1);
  const folderOf = (index) => join(root, 'services', serviceName(index));
  CASES.forEach(([, make], index) => {
    make(folderOf(index));
  });
  const before = describeTree(root);
  const began = Date.now();
  const run = await moult(root, [...RUN, '--timeout', '20', '--max-failures', '100%', '-j', '4']);
  check('F12: a run over bad files ends', [0, 1, 3, 9].includes(run.code), `${run.code}: ${run.stderr.slice(-600)}`);
  const state = await stateOf(root);
  CASES.forEach(([what, , outcomes], index) => {
    const service = serviceIn(state, serviceName(index));
    const outcome = service?.outcome ?? 'left';
    check(`F12: a service with ${what} ends`, outcomes.includes(outcome), `${outcome}: ${service?.reason}`);
  });
  check('F12: the others are not concerned', serviceIn(state, serviceName(CASES.length))?.outcome === 'succeeded');
  const plan = JSON.parse(readFileSync(join(root, '.moult/runs', state.runId, 'plan.json'), 'utf8'));
  const planned = new Set(plan.files.filter((file) => file.status === 'changed').map((file) => file.path));
  const touched = differing(before, describeTree(root)).filter((path) => !planned.has(path));
  check('F12: nothing is touched that was not planned', touched.length === 0, touched.join(', '));
  const undo = await moult(root, ['undo']);
  const left = differing(before, describeTree(root));
  check('F12: an undo brings every byte back', left.length === 0, `${left.join(', ')} ${undo.stdout}${undo.stderr}`);
  process.stdout.write(`F12: ${CASES.length} kinds of bad files in ${Math.round((Date.now() - began) / 1000)} s\n`);
  rmSync(root, { recursive: true, force: true });
}

/** Every path below the root, but for the state folder, with what it is. Names are read byte by byte. */
function describeTree(root) {
  const found = new Map();
  const visit = (folder, prefix) => {
    for (const entry of readdirSync(folder, { encoding: 'buffer' })) {
      const path = `${prefix}${entry.toString('latin1')}`;
      if (path === '.moult') continue;
      const native = Buffer.concat([folder, Buffer.from('/'), entry]);
      const status = lstatSync(native);
      found.set(path, `${status.mode.toString(8)} ${contentOf(native, status)}`);
      if (status.isDirectory()) visit(native, `${path}/`);
    }
  };
  visit(Buffer.from(root), '');
  return found;
}

function contentOf(path, status) {
  if (status.isSymbolicLink()) return readlinkSync(path);
  return status.isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : '';
}

function differing(before, after) {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}
