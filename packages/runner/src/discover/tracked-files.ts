import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The files below `paths` (relative to the root) that git tracks. Ignore rules do not bind git for files it tracks already, so they must not bind us.
 * Empty outside a git tree and where git is missing.
 */
export function listTrackedFiles(root: string, paths: readonly string[]): readonly string[] {
  if (paths.length === 0 || !isInGitTree(root)) return [];
  const { status, stdout } = spawnSync('git', ['ls-files', '-z', '--', ...paths.map((path) => `:(literal)${path}`)], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return status === 0 ? stdout.split('\0').filter((path) => path !== '') : [];
}

/** Whether `folder` lies in a git work tree. */
export function isInGitTree(folder: string): boolean {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, '.git'))) return true;
    if (dirname(current) === current) return false;
  }
}
