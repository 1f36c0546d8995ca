import type { Plugin } from '@moult/plugin-api';
import type { SyntaxTree } from '@moult/python';
import type { PluginRelevance } from '../prefilter/tell-relevance.ts';
import type { FinderIndex } from './finder-index.ts';
import { type NameFlow, passedTo, readFlows } from './name-flow.ts';
import { wantedNames } from './name-gate.ts';
import { requiredLiterals } from './query-literals.ts';

/** A file of a pass before anybody has looked into it. */
export interface UnreadFile {
  readonly path: string;
  readonly tree: SyntaxTree;
}

/** Names by which something that is looked for can be reached in a service; `any` after a star import of a library. */
export type ReachingNames = ReadonlySet<string> | 'any';

/** What the finders of a pass walk over. */
export interface WalkedFiles {
  /** Names of the plugins whose finders walk over each file, by path. */
  readonly plugins: ReadonlyMap<string, readonly string[]>;
  readonly reaching: ReachingNames;
}

/**
 * Selects the files that are walked. A file that names nothing of a plugin and only imports files that do is walked when its text holds a word by
 * which something that is looked for could be reached: one that finders ask for, or one that a walked file gives to it. Any other file can hold no
 * site, and is parsed only when name resolution asks for it.
 */
export function selectWalked(
  files: readonly UnreadFile[],
  index: FinderIndex,
  relevance: ReadonlyMap<string, readonly PluginRelevance[]>,
): WalkedFiles {
  const walked = new Map<string, string[]>(files.map(({ path }) => [path, []]));
  const reaching = new Set<string>();
  let isAny = false;
  for (const { plugin } of index.plugins) {
    const isOf = (kind: PluginRelevance['kind']) => (file: UnreadFile) =>
      relevance.get(file.path)?.some((each) => each.plugin === plugin.name && each.kind === kind) ?? false;
    const named = files.filter(isOf('named'));
    if (named.length === 0) continue;
    const names = openNames(plugin, index.only([plugin.name]));
    for (const { path } of selectReached(named, files.filter(isOf('imports')), index.only([plugin.name]), names))
      walked.get(path)?.push(plugin.name);
    for (const name of names.all) reaching.add(name);
    isAny ||= names.isAny();
  }
  return { plugins: walked, reaching: isAny ? 'any' : reaching };
}

function selectReached(
  named: readonly UnreadFile[],
  importing: readonly UnreadFile[],
  index: FinderIndex,
  names: Names,
): readonly UnreadFile[] {
  const isEverywhere = looksEverywhere(index);
  const reached = [
    ...named,
    ...importing.filter(({ tree }) => isEverywhere || holdsQueryWords(tree.text, index) || names.occurIn(tree.text)),
  ];
  let waiting = importing.filter((file) => !reached.includes(file));
  for (;;) {
    names.learnFrom(reached.map(({ tree }) => tree));
    const fresh = waiting.filter(({ tree }) => names.occurIn(tree.text));
    if (fresh.length === 0) return reached;
    reached.push(...fresh);
    waiting = waiting.filter((file) => !fresh.includes(file));
  }
}

/** Whether some finder could match in a file whatever words it holds. */
function looksEverywhere(index: FinderIndex): boolean {
  return (
    index.of('file').length > 0 ||
    index.of('with').length > 0 ||
    index.of('function').some(({ spec }) => spec.decoratedWith === undefined) ||
    index.of('class').some(({ spec }) => spec.bases === undefined) ||
    index.of('query').some(({ spec }) => requiredLiterals(spec.source).length === 0)
  );
}

function holdsQueryWords(text: string, index: FinderIndex): boolean {
  return index.of('query').some(({ spec }) => requiredLiterals(spec.source).every((literal) => text.includes(literal)));
}

/** The names that grow while files are read. */
interface Names {
  readonly all: ReadonlySet<string>;
  isAny(): boolean;
  /** Follows the names through files until nothing new is reached. */
  learnFrom(trees: readonly SyntaxTree[]): void;
  occurIn(text: string): boolean;
}

function openNames(plugin: Plugin, index: FinderIndex): Names {
  const libraries = topsOf([...plugin.detects.modules, ...Object.keys(plugin.types?.same ?? {})]);
  const { modules = [], names = [] } = plugin.residue ?? {};
  const sought = [...index.wanted.lastParts, ...wantedNames([...modules, ...names]).lastParts];
  const all = new Set([...sought, ...index.wanted.wholes].filter((name) => /^\w+$/.test(name)));
  let isAny = false;
  let pattern: RegExp | undefined;
  return {
    all,
    isAny: () => isAny,
    learnFrom(trees) {
      const files = trees.map(readFlows);
      const imported = files.flatMap((file) => file.imported).filter(({ top }) => libraries.has(top));
      isAny ||= imported.some(({ name }) => name === undefined);
      for (const { name } of imported) if (name !== undefined) all.add(name);
      followFlows(
        all,
        files.flatMap((file) => file.flows),
      );
      pattern = undefined;
    },
    occurIn(text) {
      pattern ??= wordPattern(all);
      return isAny || pattern.test(text);
    },
  };
}

/** Adds every name that one of the names flows to. */
function followFlows(names: Set<string>, flows: readonly NameFlow[]): void {
  let waiting = flows;
  for (let count = -1; count !== names.size; ) {
    count = names.size;
    waiting = waiting.filter(({ from, to }) => {
      if (!from.some((name) => names.has(name))) return true;
      for (const name of to) names.add(name);
      return false;
    });
  }
}

function topsOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.split('.', 1)[0] ?? name));
}

/** The names as whole words, and the definitions of what one is passed to. */
function wordPattern(names: ReadonlySet<string>): RegExp {
  const mark = passedTo('');
  const plain = [...names].filter((name) => !name.startsWith(mark));
  const receiving = [...names].filter((name) => name.startsWith(mark)).map((name) => name.slice(mark.length));
  const words = `(?<!\\w)(?:${plain.join('|')})(?!\\w)`;
  if (receiving.length === 0) return new RegExp(words);
  return new RegExp(`${words}|(?:def|class)\\s+(?:${receiving.join('|')})(?!\\w)`);
}
