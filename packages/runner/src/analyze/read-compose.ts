import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { readYaml } from '@moult/manifest';

/** One service of a compose file. */
export interface ComposeService {
  readonly name: string;
  /** Folder it is built from, relative to the root; `undefined` for an image made elsewhere. */
  readonly folder: string | undefined;
  readonly dependsOn: readonly string[];
  /** Where it is described. */
  readonly file: string;
}

const NAME = /^(?:docker-)?compose[^/]*\.ya?ml$/;

/** The services of the compose files at the root. A file that cannot be read is named in `problems`. */
export function readCompose(root: string): {
  readonly services: readonly ComposeService[];
  readonly problems: readonly string[];
} {
  const services: ComposeService[] = [];
  const problems: string[] = [];
  if (!existsSync(root)) return { services, problems };
  for (const file of readdirSync(root)
    .filter((name) => NAME.test(name))
    .sort()) {
    try {
      services.push(...servicesOf(readYaml(readFileSync(join(root, file), 'utf8')), file));
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    }
  }
  return { services: mergeByName(services), problems };
}

/**
 * Which services of a fleet depend on which others by the compose files: a compose service is the service it is built from, or the one with its name.
 */
export function composeDependencies(
  root: string,
  fleet: readonly { readonly name: string; readonly path: string }[],
): ReadonlyMap<string, readonly string[]> {
  const { services } = readCompose(root);
  const homes = new Map(services.map((service) => [service.name, fleetServiceOf(service, fleet)]));
  const found = new Map<string, readonly string[]>();
  for (const service of services) {
    const own = homes.get(service.name);
    const needs = service.dependsOn.flatMap((name) => homes.get(name) ?? []).filter((name) => name !== own);
    if (own !== undefined && needs.length > 0)
      found.set(own, [...new Set([...(found.get(own) ?? []), ...needs])].sort());
  }
  return found;
}

function fleetServiceOf(
  service: ComposeService,
  fleet: readonly { readonly name: string; readonly path: string }[],
): string | undefined {
  const built = fleet.find((one) => one.path === service.folder);
  const named = fleet.find((one) => one.name === service.name || posix.basename(one.path) === service.name);
  return (built ?? named)?.name;
}

function servicesOf(content: unknown, file: string): readonly ComposeService[] {
  if (!isRecord(content) || !isRecord(content['services'])) return [];
  return Object.entries(content['services']).map(([name, value]) => {
    const service = isRecord(value) ? value : {};
    return { name, file, folder: folderOf(service['build']), dependsOn: namesOf(service['depends_on']) };
  });
}

/** A later file adds to what an earlier one says of a service. */
function mergeByName(services: readonly ComposeService[]): readonly ComposeService[] {
  const merged = new Map<string, ComposeService>();
  for (const service of services) {
    const earlier = merged.get(service.name);
    const dependsOn = [...new Set([...(earlier?.dependsOn ?? []), ...service.dependsOn])];
    merged.set(service.name, { ...service, folder: service.folder ?? earlier?.folder, dependsOn });
  }
  return [...merged.values()];
}

/** The folder of a build. A Dockerfile in the folder of a service tells more than a context around all of them. */
function folderOf(build: unknown): string | undefined {
  if (typeof build === 'string') return tidy(build);
  if (!isRecord(build) || typeof build['context'] !== 'string') return undefined;
  const context = tidy(build['context']);
  const dockerfile = typeof build['dockerfile'] === 'string' ? posix.dirname(build['dockerfile']) : '.';
  return tidy(posix.join(context, dockerfile));
}

function tidy(path: string): string {
  return posix.normalize(path).replace(/\/$/, '') || '.';
}

function namesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return isRecord(value) ? Object.keys(value) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
