import type { Prefilter } from './compile-prefilter.ts';
import { type ImportGraph, importersOf } from './import-graph.ts';

/** Why a file is parsed: it names something itself, or imports a file of its service that is parsed. */
export type Relevance =
  | { readonly kind: 'named'; readonly plugins: readonly string[] }
  | { readonly kind: 'imports'; readonly path: string };

/** The files of one service that are relevant, by path. A file that is not in the map needs no parsing. */
export function selectRelevant(graph: ImportGraph, prefilter: Prefilter): ReadonlyMap<string, Relevance> {
  const relevant = new Map<string, Relevance>();
  for (const file of graph.files) {
    const plugins = prefilter.pluginsOf(file.bytesAsText);
    if (plugins.length > 0) relevant.set(file.path, { kind: 'named', plugins });
  }
  let fresh: readonly string[] = [...relevant.keys()];
  while (fresh.length > 0) {
    const added = importersOf(graph, fresh, relevant);
    for (const [path, imported] of added) relevant.set(path, { kind: 'imports', path: imported });
    fresh = [...added.keys()];
  }
  return new Map([...relevant].sort(([a], [b]) => (a < b ? -1 : 1)));
}
