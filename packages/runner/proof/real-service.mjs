// One service on the real disk, its change set, and a description of all that must not change unplanned.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

export const RUN_ID = '20260101-000000-aaaaaaaa';

export const SHAPES = {
  one: { modified: 1, created: 0, deleted: 0 },
  twelve: { modified: 10, created: 1, deleted: 1 },
  many: { modified: 190, created: 5, deleted: 5 },
};

/** The change set of a shape: the same bytes in every process. */
export function makeSet(shape) {
  const files = [];
  for (let index = 0; index < shape.modified; index += 1) {
    const path = `svc/${['', 'src/', 'tests/'][index % 3]}m${index}.py`;
    files.push({ kind: 'modify', path, beforeHash: hash(oldBytes(index)), after: newBytes(index) });
  }
  for (let index = 0; index < shape.created; index += 1) {
    files.push({ kind: 'create', path: `svc/made/deep/c${index}.py`, after: newBytes(1000 + index) });
  }
  for (let index = 0; index < shape.deleted; index += 1) {
    files.push({ kind: 'delete', path: `svc/src/d${index}.py`, beforeHash: hash(oldBytes(2000 + index)) });
  }
  return { service: 'svc', files };
}

/** Lays the service out below `root`, with neighbours that no plan names. */
export function makeService(root, shape) {
  for (const path of ['svc/README.md', 'svc/src/untouched.py', 'other/a.py']) putNeighbour(root, path);
  symlinkSync('README.md', join(root, 'svc/link.md'));
  for (const [index, file] of makeSet(shape).files.entries()) {
    if (file.kind === 'create') continue;
    const number = Number(/\d+/.exec(file.path.split('/').at(-1) ?? '')?.[0]);
    put(
      root,
      file.path,
      oldBytes(file.kind === 'delete' ? 2000 + number : number),
      [0o644, 0o755, 0o600][index % 3] ?? 0o644,
    );
  }
}

/** Every path below the root but the state folder, with kind, mode and content, and the time of unplanned files. */
export function describeTree(root, folder = '') {
  const lines = [];
  for (const name of readdirSync(join(root, folder)).sort()) {
    if (folder === '' && name === '.moult') continue;
    const path = join(folder, name);
    const found = lstatSync(join(root, path));
    const isPlanned = /^[mcd]\d+\.py$/.test(name);
    const time = found.isFile() && !isPlanned ? found.mtimeMs : 0;
    lines.push(JSON.stringify([path, (found.mode & 0o7777).toString(8), readContent(join(root, path), found), time]));
    if (found.isDirectory()) lines.push(describeTree(root, path));
  }
  return lines.join('\n');
}

/** The same without the times, which differ from one copy of the service to the next. */
export function withoutTimes(description) {
  return description.replaceAll(/,[\d.]+\]$/gm, ']');
}

function readContent(path, found) {
  if (found.isSymbolicLink()) return readlinkSync(path);
  return found.isFile() ? hash(readFileSync(path)) : 'folder';
}

/** With a time that a copy of the service keeps to the digit. */
function putNeighbour(root, path) {
  put(root, path, `neighbour ${path}\n`, 0o640);
  utimesSync(join(root, path), 1_600_000_000, 1_600_000_000);
}

function put(root, path, content, mode) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  chmodSync(join(root, path), mode);
}

function oldBytes(index) {
  return Buffer.from(`# old ${index}\n`.repeat(20 + (index % 50) * 30));
}

function newBytes(index) {
  return Buffer.from(`# new ${index}\n`.repeat(25 + (index % 50) * 33));
}

function hash(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
