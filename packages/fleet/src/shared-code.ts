import type { InventoryShared } from './inventory.ts';

/** Which shared paths a service uses, as its sources and manifests say. */
export interface SharedUse {
  readonly service: string;
  /** Folders and requirement files outside the service, relative to the root. */
  readonly paths: readonly string[];
}

/** Code of several services: where it is, who uses it, and with whom it moves. */
export interface SharedNode {
  readonly path: string;
  readonly usedBy: readonly string[];
  readonly runsOnBoth: boolean;
  /** The service with which it moves: the last of its dependents in the order of the run; `undefined` when it need not wait. */
  readonly movesWith: string | undefined;
  /** What a person reads about it until it has moved. */
  readonly note: string;
}

/** A path is shared when at least two services use it. Declared nodes are kept and their users are added to those that were found. */
export function findSharedCode(
  uses: readonly SharedUse[],
  declared: readonly InventoryShared[],
  runOrder: readonly string[],
): readonly SharedNode[] {
  const users = new Map<string, Set<string>>();
  const add = (path: string, service: string): void => {
    users.set(path, (users.get(path) ?? new Set<string>()).add(service));
  };
  for (const use of uses) for (const path of use.paths) add(path, use.service);
  for (const node of declared) for (const service of node.usedBy) add(node.path, service);
  const onBoth = new Set(declared.filter((node) => node.runsOnBoth).map((node) => node.path));
  return [...users]
    .filter(([, services]) => services.size > 1)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, services]) => describeNode(path, [...services].sort(), onBoth.has(path), runOrder));
}

function describeNode(
  path: string,
  usedBy: readonly string[],
  runsOnBoth: boolean,
  runOrder: readonly string[],
): SharedNode {
  const last = runOrder.findLast((service) => usedBy.includes(service));
  const movesWith = runsOnBoth ? undefined : last;
  return { path, usedBy, runsOnBoth, movesWith, note: noteOf(path, usedBy, runsOnBoth, movesWith) };
}

function noteOf(path: string, usedBy: readonly string[], runsOnBoth: boolean, movesWith: string | undefined): string {
  const users = `${usedBy.length} services use ${path}`;
  if (runsOnBoth) return `${users}; it runs on the old and the new libraries.`;
  return movesWith === undefined
    ? `${users}; none of them takes part in the run, so it stays.`
    : `${users}; it moves with the last of them, ${movesWith}.`;
}
