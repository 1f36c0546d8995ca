/** A service as the runner knows it before anything is read. */
export interface ServiceFolder {
  /** Unique among the services of a run: the declared name, or the path. */
  readonly name: string;
  /** Folder relative to the root; `.` for the root itself. */
  readonly path: string;
  /** `declared` in the inventory, or `found` by its manifest. */
  readonly source: 'declared' | 'found';
}

/** The files of one service. */
export interface ServiceFiles extends ServiceFolder {
  readonly pythonFiles: readonly string[];
  readonly manifests: readonly string[];
}

/** Folders that hold parts of the service around them, even when a requirements file lies inside. */
const PARTS = new Set([
  'requirements',
  'requirement',
  'reqs',
  'deps',
  'tests',
  'test',
  'docs',
  'doc',
  'ci',
  '.github',
  'scripts',
  'docker',
  'constraints',
]);

/** Manifests that make a folder a service; the others (lock files, workflows, Dockerfiles) only belong to one. */
const FOUNDING = /^(?:requirements[^/]*\.(?:txt|in)|pyproject\.toml|setup\.(?:py|cfg)|Pipfile|environment\.ya?ml)$/;

/**
 * Sorts files into services. A service is a folder with a manifest, or one declared; a file belongs to the nearest service around it, and to the
 * root's own service where there is none.
 */
export function groupServices(
  files: { readonly pythonFiles: readonly string[]; readonly manifests: readonly string[] },
  declared: readonly { readonly name: string; readonly path: string }[],
): readonly ServiceFiles[] {
  const folders = new Map<string, ServiceFolder>();
  for (const { name, path } of declared) folders.set(path, { name, path, source: 'declared' });
  for (const manifest of files.manifests) {
    const path = foundingFolder(manifest);
    if (path !== undefined && !folders.has(path)) folders.set(path, { name: path, path, source: 'found' });
  }
  const groups = new Map<string, { pythonFiles: string[]; manifests: string[] }>();
  const groupOf = (file: string) => {
    const path = nearestService(file, folders);
    const group = groups.get(path) ?? { pythonFiles: [], manifests: [] };
    groups.set(path, group);
    return group;
  };
  for (const file of files.pythonFiles) groupOf(file).pythonFiles.push(file);
  for (const file of files.manifests) groupOf(file).manifests.push(file);
  return [...groups.entries()]
    .map(([path, group]) => ({ ...(folders.get(path) ?? { name: path, path, source: 'found' as const }), ...group }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function foundingFolder(manifest: string): string | undefined {
  const parts = manifest.split('/');
  if (!FOUNDING.test(parts.pop() ?? '')) return undefined;
  while (parts.length > 0 && PARTS.has(parts.at(-1) ?? '')) parts.pop();
  return parts.length === 0 ? '.' : parts.join('/');
}

function nearestService(file: string, folders: ReadonlyMap<string, ServiceFolder>): string {
  const parts = file.split('/');
  while (parts.length > 1) {
    parts.pop();
    const folder = parts.join('/');
    if (folders.has(folder)) return folder;
  }
  return '.';
}
