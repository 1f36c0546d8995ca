import { type ScannedImport, scanImports } from './scan-imports.ts';

/** A Python file before it is decoded. */
export interface RawFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** Its bytes, read one character per byte. */
  readonly bytesAsText: string;
}

/** The files of a service and what they could import of each other. */
export interface ImportGraph {
  /** By path. */
  readonly files: readonly RawFile[];
  readonly servicePath: string;
  readonly roots: Roots;
  /** What the file at an index imports; read once, when somebody asks. */
  importsAt(index: number): readonly ScannedImport[];
}

/** Opens the files of a service; no import is read yet. */
export function openImportGraph(files: readonly RawFile[], servicePath: string): ImportGraph {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const read: (readonly ScannedImport[])[] = [];
  return {
    files: sorted,
    servicePath,
    roots: rootsOf(sorted, servicePath),
    importsAt(index) {
      read[index] ??= scanImports(sorted[index]?.bytesAsText ?? '');
      return read[index];
    },
  };
}

/** The files that could import one of the targets → the first of the targets that they could; those in `known` are left out. */
export function importersOf(
  graph: ImportGraph,
  targets: readonly string[],
  known: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, string> {
  const byName = targetsByName(graph, targets);
  const importers = new Map<string, string>();
  for (const [index, { path }] of graph.files.entries()) {
    const target = known.has(path) ? undefined : findImported(graph, index, byName);
    if (target !== undefined) importers.set(path, target.path);
  }
  return importers;
}

interface Target {
  readonly path: string;
  /** Place among the targets. */
  readonly rank: number;
  /** Path below the service without extension, a package by its folder. */
  readonly dotted: readonly string[];
}

/** The targets by the last segment of their name, so that most imports are done with after one look. */
function targetsByName({ servicePath }: ImportGraph, paths: readonly string[]): ReadonlyMap<string, readonly Target[]> {
  const byName = new Map<string, Target[]>();
  for (const [rank, path] of paths.entries()) {
    const dotted = segmentsBelow(path, servicePath);
    const name = dotted.at(-1) ?? '';
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [{ path, rank, dotted }]);
    else same.push({ path, rank, dotted });
  }
  return byName;
}

function segmentsBelow(path: string, servicePath: string): readonly string[] {
  const below = servicePath === '.' || !path.startsWith(`${servicePath}/`) ? path : path.slice(servicePath.length + 1);
  const segments = below.replace(/\.pyi?$/, '').split('/');
  return segments.at(-1) === '__init__' ? segments.slice(0, -1) : segments;
}

function findImported(
  graph: ImportGraph,
  index: number,
  byName: ReadonlyMap<string, readonly Target[]>,
): Target | undefined {
  const folder = graph.files[index]?.path.split('/').slice(0, -1).join('/') ?? '';
  const here = segmentsBelow(`${folder}/__init__.py`, graph.servicePath);
  let first: Target | undefined;
  for (const { level, segments } of graph.importsAt(index)) {
    const name = level === 0 ? segments : [...here.slice(0, here.length - (level - 1)), ...segments];
    const meant = (byName.get(name.at(-1) ?? '') ?? []).find((target) =>
      level === 0 ? couldMean(name, here, target, graph.roots) : equalSegments(name, target.dotted),
    );
    if (meant !== undefined && (first === undefined || meant.rank < first.rank)) first = meant;
  }
  return first;
}

/**
 * An absolute import begins at a folder where name resolution looks too: the service, a usual root below it, a folder with a `conftest.py`, or a
 * folder around the importing file.
 */
function couldMean(segments: readonly string[], here: readonly string[], { dotted }: Target, roots: Roots): boolean {
  if (segments.length === 0 || !equalSegments(segments, dotted.slice(-segments.length))) return false;
  const root = dotted.slice(0, dotted.length - segments.length);
  return roots.has(root.join('/')) || equalSegments(root, here.slice(0, root.length));
}

type Roots = ReadonlySet<string>;

const USUAL_ROOTS = ['', 'src', 'app', 'lib', 'tests', 'test'];

function rootsOf(files: readonly RawFile[], servicePath: string): Roots {
  const withConftest = files.filter(({ path }) => /(?:^|\/)conftest\.py$/.test(path));
  return new Set([
    ...USUAL_ROOTS,
    ...withConftest.map(({ path }) => segmentsBelow(path, servicePath).slice(0, -1).join('/')),
  ]);
}

function equalSegments(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((segment, index) => segment === b[index]);
}
