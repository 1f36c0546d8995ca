import { existsSync, lstatSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import { MoultError } from '@moult/errors';
import { manifestKindOf } from '@moult/manifest';
import { listTrackedFiles } from './tracked-files.ts';
import { type PassedOver, walkTree } from './walk-tree.ts';

/** The files of a tree that a run may look at; paths relative to the root, with `/`, sorted. */
export interface DiscoveredFiles {
  readonly pythonFiles: readonly string[];
  readonly manifests: readonly string[];
  readonly passedOver: readonly PassedOver[];
}

export interface DiscoverOptions {
  /** Files or folders to look at, relative to the working directory; the whole root when empty. */
  readonly paths?: readonly string[];
  readonly workingDirectory?: string;
  readonly honourIgnores?: boolean;
  /** Further tests a path has to pass. */
  readonly accepts?: (path: string) => boolean;
}

/**
 * Lists the Python files and manifests below the root. Throws `E-USAGE` when a given path does not exist or lies outside the root.
 */
export function discoverFiles(root: string, options: DiscoverOptions = {}): DiscoveredFiles {
  const { paths = [], workingDirectory = root, honourIgnores = true, accepts = () => true } = options;
  const starts =
    paths.length === 0 ? [''] : withoutNested(paths.map((path) => pathInRoot(root, workingDirectory, path)));
  const files = new Set<string>();
  const passedOver = new Map<string, PassedOver>();
  for (const start of starts) {
    if (start !== '' && lstatSync(join(root, start)).isFile()) {
      files.add(start);
      continue;
    }
    const listing = walkTree(root, { honourIgnores, below: start });
    for (const file of [...listing.files, ...listTrackedFiles(root, listing.ignored)]) files.add(file);
    for (const item of listing.passedOver) passedOver.set(item.path, item);
  }
  const accepted = [...files].filter(accepts).sort();
  return {
    pythonFiles: accepted.filter(isPython),
    manifests: accepted.filter((path) => manifestKindOf(path) !== undefined),
    passedOver: [...passedOver.values()].filter((item) => item.reason === 'unreadable-folder' || isPython(item.path)),
  };
}

function isPython(path: string): boolean {
  return path.endsWith('.py') || path.endsWith('.pyi');
}

function pathInRoot(root: string, workingDirectory: string, path: string): string {
  const absolute = resolve(workingDirectory, path);
  const inside = relative(root, absolute).split(sep).join(posix.sep);
  if (inside === '..' || inside.startsWith('../')) {
    throw new MoultError('E-USAGE', `The path "${path}" lies outside the root ${root}.`, {
      where: path,
      hint: 'Run Moult from a folder that contains it, or name the root with --root.',
    });
  }
  if (!existsSync(absolute)) {
    throw new MoultError('E-USAGE', `The path "${path}" does not exist.`, {
      where: path,
      hint: 'Check the spelling; paths are relative to the working directory.',
    });
  }
  return inside;
}

function withoutNested(paths: readonly string[]): readonly string[] {
  const sorted = [...new Set(paths)].sort();
  return sorted.includes('') ? [''] : sorted.filter((path) => !sorted.some((other) => path.startsWith(`${other}/`)));
}
