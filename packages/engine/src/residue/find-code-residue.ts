import type { Plugin } from '@moult/plugin-api';
import { importsOf, type SyntaxTree, stringValueOf, type TreeNode } from '@moult/python';
import type { ParsedFile } from '../find/found-site.ts';
import { findEvaluated, isAtOrBelow } from '../find/match-name.ts';
import { chainsOf, isLongestChain, openGate, type ServiceNames, wantedNames } from '../find/name-gate.ts';
import { replacesDistribution } from '../rewrite/name-candidates.ts';
import type { Walked } from '../rewrite/opened-code.ts';
import type { ResidueHit, ResidueKind } from './residue-hit.ts';

/** What of a plugin counts as old. */
export interface OldNames {
  readonly modules: readonly string[];
  readonly names: readonly string[];
  /** Whether strings and comments are looked at. */
  readonly strings: boolean;
}

/** Where old and new library share their modules, only the names that are gone count. */
export function oldNamesOf(plugin: Plugin): OldNames {
  const { modules, names = [], strings = false } = plugin.residue ?? {};
  return { modules: modules ?? (replacesDistribution(plugin) ? plugin.detects.modules : []), names, strings };
}

/**
 * Looks for the old library without the help of any rule. A file that no finder of the plugin walks over can only name it in a string or comment,
 * and that its text tells.
 */
export function findCodeResidue(
  files: readonly ParsedFile[],
  plugin: Plugin,
  { plugins, names }: Walked,
): readonly ResidueHit[] {
  const old = oldNamesOf(plugin);
  if (old.modules.length === 0 && old.names.length === 0) return [];
  const words = wordsPattern([...old.modules, ...old.names, ...plugin.detects.distributions]);
  return files
    .filter(({ path, tree }) => plugins.get(path)?.includes(plugin.name) || words.test(tree.text))
    .flatMap((file) => findInFile(file, plugin, old, names));
}

function findInFile(file: ParsedFile, plugin: Plugin, old: OldNames, service: ServiceNames): readonly ResidueHit[] {
  const hits = [...findImports(file, old), ...findReferences(file, old, service)];
  const texts = old.strings ? [...findStrings(file.tree, old), ...findComments(file.tree, old, plugin)] : [];
  return [...hits, ...texts]
    .sort((a, b) => a.node.start - b.node.start)
    .map(({ node, kind }) => ({
      plugin: plugin.name,
      path: file.path,
      kind,
      start: node.start,
      end: node.end,
      line: node.line,
      column: node.column,
      text: firstLine(node.text),
    }));
}

interface Hit {
  readonly node: TreeNode;
  readonly kind: ResidueKind;
}

function findImports({ tree, view }: ParsedFile, { modules, names }: OldNames): readonly Hit[] {
  return importsOf(tree)
    .filter(({ level, module, member, identifier }) => {
      const name = member === undefined || member === '*' ? module : `${module}.${member}`;
      const isOld = modules.some((each) => isAtOrBelow(name, each)) || names.some((each) => isAtOrBelow(name, each));
      if (level > 0 || !isOld) return false;
      const candidates = identifier === undefined ? [] : view.resolve(identifier).candidates;
      return candidates.length === 0 || candidates.some(({ kind }) => kind !== 'local');
    })
    .map(({ node }) => ({ node, kind: 'import' as const }));
}

function findReferences(
  { tree, view }: ParsedFile,
  { modules, names }: OldNames,
  service: ServiceNames,
): readonly Hit[] {
  const wanted = [...modules.flatMap((module) => [module, `${module}.*`]), ...names];
  const gate = openGate(tree, service, wantedNames([...modules, ...names]));
  return [...tree.nodes('identifier'), ...tree.nodes('attribute')].flatMap((longest): readonly Hit[] => {
    if (!isLongestChain(longest)) return [];
    if (!gate.couldRefer(longest) && !chainsOf(longest).some((chain) => gate.couldBeMember(chain))) return [];
    const node = chainsOf(longest).find((chain) => {
      const resolution = view.resolve(chain);
      const named = { ...resolution, candidates: resolution.candidates.filter(({ kind }) => kind !== 'instance') };
      return findEvaluated(named, wanted) !== undefined;
    });
    return node === undefined ? [] : [{ node, kind: 'reference' }];
  });
}

function findStrings(tree: SyntaxTree, { modules, names }: OldNames): readonly Hit[] {
  const pattern = wordsPattern([...modules, ...names]);
  return [...tree.nodes('string')]
    .filter((node) => {
      const value = stringValueOf(node);
      return value !== undefined && pattern.test(value);
    })
    .map((node) => ({ node, kind: 'string' }));
}

function findComments(tree: SyntaxTree, { modules, names }: OldNames, { detects }: Plugin): readonly Hit[] {
  const pattern = wordsPattern([...modules, ...names, ...detects.distributions]);
  return tree
    .nodes('comment')
    .filter((node) => pattern.test(node.text))
    .map((node) => ({ node, kind: 'comment' }));
}

/** The names as whole words; `-` and `.` are part of a word, so that `a` is not found in `a-b`. */
function wordsPattern(names: readonly string[]): RegExp {
  const escaped = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`(?<![\\w-])(?:${escaped.join('|')})(?![\\w-])`);
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? text;
}
