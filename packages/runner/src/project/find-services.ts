import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { LeftOutFile } from '@moult/engine';
import { MoultError } from '@moult/errors';
import type { ManifestKind } from '@moult/plugin-api';
import { discoverFiles } from '../discover/discover-files.ts';
import { groupServices, type ServiceFiles } from '../discover/group-services.ts';
import { reachedManifests } from '../discover/reached-manifests.ts';
import type { PassedOver } from '../discover/walk-tree.ts';
import { findNeighbours, type NeighbourPaths } from './find-neighbours.ts';
import type { Project } from './open-project.ts';
import { pathFilter } from './path-filter.ts';
import { readInventory } from './read-inventory.ts';

/** A service and the files that were passed over in it. */
export interface FoundService extends ServiceFiles {
  readonly passedOver: readonly LeftOutFile[];
  /** Kinds of manifests whose names do not tell, by path. */
  readonly kinds: ReadonlyMap<string, ManifestKind>;
  readonly neighbours: NeighbourPaths;
}

export interface FindServicesOptions {
  /** Files or folders, relative to the working directory: only services that hold one of them, or lie in one, are meant. All when empty. */
  readonly paths?: readonly string[];
  /** Only services that hold a file for which this answers true. */
  readonly accepts?: (path: string) => boolean;
}

/**
 * The services of a project, by path. A service is always looked at whole, because its files are rewritten together.
 * Throws `E-USAGE` for a path that does not exist or lies outside the root.
 */
export function findServices(
  project: Project,
  { paths = [], accepts }: FindServicesOptions = {},
): readonly FoundService[] {
  const { root, config } = project;
  const wanted = paths.map((path) => pathInRoot(project, path));
  const isConfigured = pathFilter(config.include, config.exclude);
  const found = discoverFiles(root, { honourIgnores: config.ignoreFiles, accepts: isConfigured });
  const inventory = readInventory(project);
  const kinds = reachedManifests(root, found.manifests);
  const manifests = [...found.manifests, ...[...kinds.keys()].filter(isConfigured)].sort();
  const services = groupServices({ ...found, manifests }, inventory?.services ?? []);
  const onBoth = inventory?.shared.filter((shared) => shared.runsOnBoth).map((shared) => shared.path) ?? [];
  const passedOver = passedOverByService(found.passedOver, services);
  return services
    .filter((service) => wanted.length === 0 || wanted.some((path) => concerns(service, path)))
    .filter((service) => accepts === undefined || [...service.pythonFiles, ...service.manifests].some(accepts))
    .map((service) => ({
      ...withoutShared(service, onBoth, passedOver.get(service) ?? []),
      kinds,
      neighbours: findNeighbours(root, service, services),
    }));
}

function passedOverByService(
  items: readonly PassedOver[],
  services: readonly ServiceFiles[],
): ReadonlyMap<ServiceFiles, readonly LeftOutFile[]> {
  const byService = new Map<ServiceFiles, LeftOutFile[]>();
  for (const item of items) {
    const owner = ownerOf(item.path, services);
    if (owner !== undefined) byService.set(owner, [...(byService.get(owner) ?? []), describe(item)]);
  }
  return byService;
}

/** Shared code that its owners declare to run on the old and the new libraries stays as it is, so that no service has to wait for another. */
function withoutShared(
  service: ServiceFiles,
  onBoth: readonly string[],
  passedOver: readonly LeftOutFile[],
): Omit<FoundService, 'kinds' | 'neighbours'> {
  const isShared = (path: string) => onBoth.some((shared) => path === shared || path.startsWith(`${shared}/`));
  const shared = [...service.pythonFiles, ...service.manifests].filter(isShared);
  if (shared.length === 0) return { ...service, passedOver };
  const reason = 'the inventory declares that it runs on the old and the new libraries';
  return {
    ...service,
    pythonFiles: service.pythonFiles.filter((path) => !isShared(path)),
    manifests: service.manifests.filter((path) => !isShared(path)),
    passedOver: [...passedOver, ...shared.map((path) => ({ path, reason }))],
  };
}

function concerns(service: ServiceFiles, path: string): boolean {
  if (path === '') return true;
  if (service.path === path || service.path.startsWith(`${path}/`)) return true;
  return [...service.pythonFiles, ...service.manifests].some((file) => file === path || file.startsWith(`${path}/`));
}

function pathInRoot({ root, workingDirectory }: Project, path: string): string {
  const absolute = resolve(workingDirectory, path);
  const inside = relative(root, absolute).split(sep).join('/');
  if (inside === '..' || inside.startsWith('../')) {
    throw new MoultError('E-USAGE', `The path "${path}" lies outside the root ${root}.`, {
      where: path,
      hint: 'Name the root with --root, or run Moult there.',
    });
  }
  if (existsSync(join(root, inside))) return inside;
  throw new MoultError('E-USAGE', `The path "${path}" does not exist.`, {
    where: path,
    hint: 'Check the spelling; paths are relative to the working directory.',
  });
}

function ownerOf(path: string, services: readonly ServiceFiles[]): ServiceFiles | undefined {
  const around = services.filter((service) => service.path === '.' || path.startsWith(`${service.path}/`));
  return around.sort((a, b) => b.path.length - a.path.length)[0];
}

const REASONS: Readonly<Record<PassedOver['reason'], string>> = {
  'symbolic-link': 'it is a symbolic link; what it points to is looked at where it lies inside the root',
  'special-file': 'it is no regular file',
  'unreadable-folder': 'the folder cannot be read',
};

function describe({ path, reason, detail }: PassedOver): LeftOutFile {
  return { path, reason: detail === undefined ? REASONS[reason] : `${REASONS[reason]}: ${detail}` };
}
