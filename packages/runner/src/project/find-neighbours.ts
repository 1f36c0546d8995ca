import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ServiceFiles } from '../discover/group-services.ts';

/** Paths of files of other services that decide about a service, or that it decides about. */
export interface NeighbourPaths {
  /** Configuration in the folders around the service, the nearest first. */
  readonly outerManifests: readonly string[];
  /** Configuration in services whose folders lie inside that of the service. */
  readonly innerManifests: readonly string[];
  /** Python files of those services. */
  readonly innerFiles: readonly string[];
}

/** Files in which tools such as pytest look for their configuration. */
const CONFIGURATION = [
  'pytest.toml',
  '.pytest.toml',
  'pytest.ini',
  '.pytest.ini',
  'pyproject.toml',
  'tox.ini',
  'setup.cfg',
];

/** Finds what lies around a service and belongs to the other ones, and, where it has configuration that could govern them, what lies inside it. */
export function findNeighbours(
  root: string,
  service: Pick<ServiceFiles, 'path' | 'manifests'>,
  services: readonly Pick<ServiceFiles, 'path' | 'pythonFiles' | 'manifests'>[],
): NeighbourPaths {
  const governs = service.manifests.some(isConfiguration);
  const inner = services.filter(({ path }) => governs && path !== service.path && isBelow(path, service.path));
  return {
    outerManifests: foldersAround(service.path)
      .flatMap((folder) => CONFIGURATION.map((name) => (folder === '.' ? name : `${folder}/${name}`)))
      .filter((path) => existsSync(join(root, path))),
    innerManifests: inner.flatMap(({ manifests }) => manifests.filter(isConfiguration)),
    innerFiles: inner.flatMap(({ pythonFiles }) => pythonFiles),
  };
}

function foldersAround(folder: string): readonly string[] {
  if (folder === '.') return [];
  const parent = dirname(folder);
  return [parent, ...foldersAround(parent)];
}

function isConfiguration(path: string): boolean {
  return CONFIGURATION.includes(path.slice(path.lastIndexOf('/') + 1).toLowerCase());
}

function isBelow(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}
