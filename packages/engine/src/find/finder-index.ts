import type { FinderSpec, Plugin, Rule } from '@moult/plugin-api';
import { compileQuery, type SyntaxQuery } from '@moult/python';
import type { PluginUse } from '../rewrite/rewrite-input.ts';
import { type WantedNames, wantedNames } from './name-gate.ts';

/** One rule of one plugin, with its place in the merge order. */
export interface RuleEntry {
  readonly plugin: Plugin;
  readonly use: PluginUse;
  readonly rule: Rule;
  /** Position among all rules of the run: plugins in merge order, their rules as listed. */
  readonly rank: number;
}

/** A finder without alternatives. */
export type LeafSpec = Exclude<FinderSpec, { kind: 'any-of' }>;
export type LeafKind = LeafSpec['kind'];

/** A leaf finder of a rule. */
export interface IndexedFinder<S extends LeafSpec = LeafSpec> {
  readonly entry: RuleEntry;
  readonly spec: S;
}

/** The leaf finders of one kind. */
export type FindersOf<K extends LeafKind> = readonly IndexedFinder<Extract<LeafSpec, { kind: K }>>[];

/** All finders of all plugins by kind, so that a file is walked once. */
export interface FinderIndex {
  readonly rules: readonly RuleEntry[];
  readonly plugins: readonly PluginUse[];
  of<K extends LeafKind>(kind: K): FindersOf<K>;
  /** The kinds of finders there are. */
  readonly kinds: readonly LeafKind[];
  /** All names that rules look for, taken apart. */
  readonly wanted: WantedNames;
  /** The finders of some plugins alone, their ranks kept. */
  only(plugins: readonly string[]): FinderIndex;
  /** A raw query, compiled on first use. Throws `E-QUERY` when the grammar does not know what it asks for. */
  queryOf(source: string): SyntaxQuery;
}

/** Flattens the finders of all rules. `plugins` are in merge order; `isWanted` leaves rules out. */
export function indexFinders(
  plugins: readonly PluginUse[],
  isWanted: (plugin: string, rule: string) => boolean = () => true,
): FinderIndex {
  const rules = plugins
    .flatMap((use) => use.plugin.rules.map((rule) => ({ plugin: use.plugin, use, rule })))
    .filter(({ plugin, rule }) => isWanted(plugin.name, rule.name))
    .map((entry, rank) => ({ ...entry, rank }));
  const queries = new Map<string, SyntaxQuery>();
  return openIndex(plugins, rules, (source) => {
    const query = queries.get(source) ?? compileQuery(source);
    queries.set(source, query);
    return query;
  });
}

function openIndex(
  plugins: readonly PluginUse[],
  rules: readonly RuleEntry[],
  queryOf: FinderIndex['queryOf'],
): FinderIndex {
  const byKind = new Map<LeafKind, IndexedFinder[]>();
  for (const entry of rules) {
    for (const spec of leavesOf(entry.rule.find.spec)) {
      byKind.set(spec.kind, [...(byKind.get(spec.kind) ?? []), { entry, spec }]);
    }
  }
  const narrowed = new Map<string, FinderIndex>();
  const names = [...plugins.flatMap(({ plugin }) => libraryNames(plugin)), ...rules.flatMap(namesOf)];
  return {
    rules,
    plugins,
    queryOf,
    only(wanted) {
      const left = plugins.filter(({ plugin }) => wanted.includes(plugin.name));
      const key = left.map(({ plugin }) => plugin.name).join(' ');
      const index =
        narrowed.get(key) ??
        openIndex(
          left,
          rules.filter(({ use }) => left.includes(use)),
          queryOf,
        );
      narrowed.set(key, index);
      return index;
    },
    // The map is filled by kind above, so the entries of a kind have the specs of that kind.
    of: <K extends LeafKind>(kind: K) => (byKind.get(kind) ?? []) as unknown as FindersOf<K>,
    kinds: [...byKind.keys()],
    wanted: wantedNames(names),
  };
}

/** Finders without alternatives, in the order written. */
export function leavesOf(spec: FinderSpec): readonly LeafSpec[] {
  return spec.kind === 'any-of' ? spec.finders.flatMap(leavesOf) : [spec];
}

function namesOf({ rule }: RuleEntry): readonly string[] {
  return leavesOf(rule.find.spec).flatMap(resolvedNames);
}

function resolvedNames(spec: LeafSpec): readonly string[] {
  switch (spec.kind) {
    case 'call':
    case 'decorator':
    case 'reference':
    case 'with':
    case 'except':
      return spec.names;
    case 'function':
      return spec.decoratedWith ?? [];
    case 'class':
      return spec.bases ?? [];
    case 'import':
      return spec.modules;
    case 'string':
    case 'file':
    case 'query':
      return [];
  }
}

/** Names under which a library and its parts are reached, whether or not a rule asks for them. */
function libraryNames({ detects, types }: Plugin): readonly string[] {
  return [...detects.modules, ...Object.keys(types?.same ?? {})];
}
