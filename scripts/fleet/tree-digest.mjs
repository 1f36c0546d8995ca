import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256 over the paths, modes and bytes of a tree, its own state folder left out. Two trees with one digest are byte-identical. */
export function treeDigest(root) {
  const hash = createHash('sha256');
  for (const path of listTree(root, '')) {
    const status = lstatSync(join(root, path));
    hash.update(`${path}\0${(status.mode & 0o7777).toString(8)}\0`);
    hash.update(status.isSymbolicLink() ? readlinkSync(join(root, path)) : readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

function listTree(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.name !== '.moult' && entry.name !== '__pycache__' && entry.name !== '.pytest_cache')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listTree(root, path) : [path];
    });
}
