import { spawnSync } from 'node:child_process';
import { isInGitTree } from '../discover/tracked-files.ts';

/** Those of the paths (relative to the root) that git tracks and that have uncommitted changes. None outside a git tree. */
export function listDirtyFiles(root: string, paths: readonly string[]): readonly string[] {
  if (!isInGitTree(root)) return [];
  const { status, stdout } = spawnSync(
    'git',
    ['diff', '--name-only', '--relative', '-z', 'HEAD', '--', ...paths.map((path) => `:(literal)${path}`)],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  return status === 0 ? stdout.split('\0').filter((path) => path !== '') : [];
}

/** Files below the root that differ from a commit, tracked or new; undefined when git does not know the commit. */
export function listFilesSince(root: string, reference: string): readonly string[] | undefined {
  const run = (args: readonly string[]) =>
    spawnSync('git', [...args], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  const changed = run(['diff', '--name-only', '--relative', '-z', `${reference}`, '--']);
  if (changed.status !== 0) return undefined;
  const fresh = run(['ls-files', '--others', '--exclude-standard', '-z']);
  return [...changed.stdout.split('\0'), ...fresh.stdout.split('\0')].filter((path) => path !== '');
}
