/** A service as far as its dependencies are concerned. */
export interface DependencyNode {
  readonly name: string;
  readonly dependsOn: readonly string[];
}

/** The dependencies of a fleet, read for planning. */
export interface DependencyGraph {
  /** Services by level: level 0 depends on none, each further level only on earlier ones. Services of cycles have no level. */
  readonly levels: readonly (readonly string[])[];
  /** The longest chain, from what everything rests on to what rests on it. */
  readonly criticalPath: readonly string[];
  /** Groups of services that depend on each other, each in the order of one way round. */
  readonly cycles: readonly (readonly string[])[];
  /** For each service, those that depend on it directly. */
  readonly dependents: ReadonlyMap<string, readonly string[]>;
}

/** Reads the dependencies of services. A dependency on a name that is not among them is passed over. */
export function readDependencyGraph(services: readonly DependencyNode[]): DependencyGraph {
  const graph = dependenciesByName(services);
  const levels = readLevels(graph);
  return {
    levels,
    criticalPath: readCriticalPath(graph, levels),
    cycles: findCycles(services),
    dependents: readDependents(graph),
  };
}

/** The cycles of dependencies: one way round for each group of services that reach each other. Sorted by first name. */
export function findCycles(services: readonly DependencyNode[]): readonly (readonly string[])[] {
  const graph = dependenciesByName(services);
  const inCycle = new Set<string>();
  const cycles: (readonly string[])[] = [];
  for (const name of [...graph.keys()].sort()) {
    if (inCycle.has(name)) continue;
    const way = shortestWayBack(graph, name);
    if (way === undefined) continue;
    cycles.push(way);
    for (const member of membersAround(graph, name)) inCycle.add(member);
  }
  return cycles;
}

type Graph = ReadonlyMap<string, readonly string[]>;

function dependenciesByName(services: readonly DependencyNode[]): Graph {
  const names = new Set(services.map((service) => service.name));
  return new Map(
    services.map((service) => [service.name, [...new Set(service.dependsOn)].filter((name) => names.has(name)).sort()]),
  );
}

function readLevels(graph: Graph): readonly (readonly string[])[] {
  const levels: (readonly string[])[] = [];
  const placed = new Set<string>();
  for (;;) {
    const isFree = ([name, needs]: readonly [string, readonly string[]]): boolean =>
      !placed.has(name) && needs.every((need) => placed.has(need));
    const level = [...graph].filter(isFree).map(([name]) => name);
    if (level.length === 0) return levels;
    levels.push(level.sort());
    for (const name of level) placed.add(name);
  }
}

function readCriticalPath(graph: Graph, levels: readonly (readonly string[])[]): readonly string[] {
  const levelOf = new Map(levels.flatMap((level, i) => level.map((name) => [name, i] as const)));
  const path: string[] = [];
  let name = levels.at(-1)?.[0];
  while (name !== undefined) {
    path.unshift(name);
    const below = (levelOf.get(name) ?? 0) - 1;
    name = graph.get(name)?.find((need) => levelOf.get(need) === below);
  }
  return path;
}

function readDependents(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const dependents = new Map<string, string[]>([...graph.keys()].map((name) => [name, []]));
  for (const [name, needs] of graph) {
    for (const need of needs) dependents.get(need)?.push(name);
  }
  for (const names of dependents.values()) names.sort();
  return dependents;
}

function reachable(graph: Graph, start: string): ReadonlyMap<string, string> {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const name of queue) {
    for (const need of graph.get(name) ?? []) {
      if (cameFrom.has(need)) continue;
      cameFrom.set(need, name);
      queue.push(need);
    }
  }
  return cameFrom;
}

function shortestWayBack(graph: Graph, start: string): readonly string[] | undefined {
  const cameFrom = reachable(graph, start);
  if (!cameFrom.has(start)) return undefined;
  const way: string[] = [];
  let name = cameFrom.get(start) ?? start;
  while (name !== start) {
    way.unshift(name);
    name = cameFrom.get(name) ?? start;
  }
  return [start, ...way];
}

function membersAround(graph: Graph, name: string): readonly string[] {
  return [...reachable(graph, name).keys()].filter((other) => reachable(graph, other).has(name));
}
