import type { Prefilter } from './compile-prefilter.ts';
import { type ScannedImport, scanImports } from './scan-imports.ts';

/** A Python file before it is decoded. */
export interface RawFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** Its bytes, read one character per byte. */
  readonly bytesAsText: string;
}

/** Why a file is parsed: it names something itself, or imports a file of its service that is parsed. */
export type Relevance =
  | { readonly kind: 'named'; readonly plugins: readonly string[] }
  | { readonly kind: 'imports'; readonly path: string };

/** The files of one service that are relevant, by path. A file that is not in the map needs no parsing. */
export function selectRelevant(
  files: readonly RawFile[],
  servicePath: string,
  prefilter: Prefilter,
): ReadonlyMap<string, Relevance> {
  const relevant = new Map<string, Relevance>();
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const file of sorted) {
    const plugins = prefilter.pluginsOf(file.bytesAsText);
    if (plugins.length > 0) relevant.set(file.path, { kind: 'named', plugins });
  }
  if (relevant.size === 0) return relevant;
  const roots = rootsOf(sorted, servicePath);
  let fresh: readonly string[] = [...relevant.keys()];
  let rest = sorted.filter(({ path }) => !relevant.has(path));
  while (fresh.length > 0 && rest.length > 0) {
    const targets = indexTargets(fresh.map((path) => targetOf(path, servicePath)));
    const added = rest.flatMap((file) => {
      const target = findImported(file, servicePath, targets, roots);
      return target === undefined ? [] : [{ file, target }];
    });
    for (const { file, target } of added) relevant.set(file.path, { kind: 'imports', path: target });
    fresh = added.map(({ file }) => file.path);
    rest = rest.filter(({ path }) => !relevant.has(path));
  }
  return new Map([...relevant].sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface Target {
  readonly path: string;
  /** Path below the service without extension, a package by its folder. */
  readonly dotted: readonly string[];
}

function targetOf(path: string, servicePath: string): Target {
  return { path, dotted: segmentsBelow(path, servicePath) };
}

/** Targets in their order, and their numbers by whole path and by last name. */
interface TargetIndex {
  readonly targets: readonly Target[];
  readonly byPath: ReadonlyMap<string, readonly number[]>;
  readonly byName: ReadonlyMap<string, readonly number[]>;
}

function indexTargets(targets: readonly Target[]): TargetIndex {
  const byPath = new Map<string, number[]>();
  const byName = new Map<string, number[]>();
  const add = (map: Map<string, number[]>, key: string, number: number): void => {
    const same = map.get(key);
    if (same === undefined) map.set(key, [number]);
    else same.push(number);
  };
  for (const [number, { dotted }] of targets.entries()) {
    add(byPath, dotted.join('/'), number);
    add(byName, dotted.at(-1) ?? '', number);
  }
  return { targets, byPath, byName };
}

function segmentsBelow(path: string, servicePath: string): readonly string[] {
  const below = servicePath === '.' || !path.startsWith(`${servicePath}/`) ? path : path.slice(servicePath.length + 1);
  const segments = below.replace(/\.pyi?$/, '').split('/');
  return segments.at(-1) === '__init__' ? segments.slice(0, -1) : segments;
}

/** The first of the targets that a file could import. */
function findImported(file: RawFile, servicePath: string, index: TargetIndex, roots: Roots): string | undefined {
  const folder = file.path.split('/').slice(0, -1).join('/');
  const here = segmentsBelow(`${folder}/__init__.py`, servicePath);
  const meant = importsOf(file).flatMap((scanned) => couldMean(scanned, here, index, roots));
  return meant.length === 0 ? undefined : index.targets[Math.min(...meant)]?.path;
}

const scans = new WeakMap<RawFile, readonly ScannedImport[]>();

/** What a file imports is the same for all plugins and all rounds. */
function importsOf(file: RawFile): readonly ScannedImport[] {
  const imports = scans.get(file) ?? scanImports(file.bytesAsText);
  scans.set(file, imports);
  return imports;
}

/**
 * An absolute import begins at a folder where name resolution looks too: the service, a usual root below it, a folder with a `conftest.py`, or a
 * folder around the importing file.
 */
function couldMean(
  { level, segments }: ScannedImport,
  here: readonly string[],
  { targets, byPath, byName }: TargetIndex,
  roots: Roots,
): readonly number[] {
  if (level > 0) {
    const base = here.slice(0, here.length - (level - 1));
    return byPath.get([...base, ...segments].join('/')) ?? [];
  }
  const name = segments.at(-1);
  const named = name === undefined ? [] : (byName.get(name) ?? []);
  return named.filter((number) => {
    const dotted = targets[number]?.dotted ?? [];
    if (!equalSegments(segments, dotted.slice(-segments.length))) return false;
    const root = dotted.slice(0, dotted.length - segments.length);
    return roots.has(root.join('/')) || equalSegments(root, here.slice(0, root.length));
  });
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
