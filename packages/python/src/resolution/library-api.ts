import type { LibraryTypes, QualifiedName } from '@moult/plugin-api';

type Table = ReadonlyMap<QualifiedName, QualifiedName>;

/** What the plugins of a run know of the APIs of their libraries, in one table per relation. */
export interface LibraryApi {
  readonly returns: Table;
  readonly enters: Table;
  readonly yields: Table;
  readonly attributes: Table;
  /** The name rules use for a name: the longest prefix that `same` knows is replaced. */
  canonical(name: QualifiedName): QualifiedName;
}

/** Merges what several plugins know; the first to name a key decides. */
export function mergeLibraryTypes(types: readonly LibraryTypes[]): LibraryApi {
  const same = merge(types.map((one) => one.same));
  return {
    returns: merge(types.map((one) => one.returns)),
    enters: merge(types.map((one) => one.enters)),
    yields: merge(types.map((one) => one.yields)),
    attributes: merge(types.map((one) => one.attributes)),
    canonical(name) {
      if (same.size === 0) return name;
      for (let end = name.length; end > 0; end = name.lastIndexOf('.', end - 1)) {
        const known = same.get(name.slice(0, end));
        if (known !== undefined) return known + name.slice(end);
      }
      return name;
    },
  };
}

function merge(tables: readonly (Readonly<Record<QualifiedName, QualifiedName>> | undefined)[]): Table {
  const merged = new Map<QualifiedName, QualifiedName>();
  for (const [key, value] of tables.flatMap((table) => Object.entries(table ?? {}))) {
    if (!merged.has(key)) merged.set(key, value);
  }
  return merged;
}
