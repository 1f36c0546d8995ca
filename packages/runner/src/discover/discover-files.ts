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
  readonly honourIgnores?: boolean;
  /** Further tests a path has to pass. */
  readonly accepts?: (path: string) => boolean;
}

/** Lists the Python files and manifests below the root. Files that git tracks are listed whatever the ignore files say. */
export function discoverFiles(
  root: string,
  { honourIgnores = true, accepts = () => true }: DiscoverOptions = {},
): DiscoveredFiles {
  const listing = walkTree(root, { honourIgnores, isWanted: couldConcern });
  const tracked = listTrackedFiles(root, listing.ignored);
  const files =
    tracked.length === 0 ? listing.files : [...new Set([...listing.files, ...tracked.filter(couldConcern)])].sort();
  const accepted = files.filter(accepts);
  return {
    pythonFiles: accepted.filter(isPython),
    manifests: accepted.filter((path) => (isPython(path) ? path.endsWith('setup.py') : true)),
    passedOver: listing.passedOver.filter((item) => item.reason === 'unreadable-folder' || isPython(item.path)),
  };
}

function couldConcern(path: string): boolean {
  return isPython(path) || manifestKindOf(path) !== undefined;
}

function isPython(path: string): boolean {
  return path.endsWith('.py') || path.endsWith('.pyi');
}
