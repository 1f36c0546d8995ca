import type { TreeNode } from '@moult/python';
import { findDefinitionSites } from './definition-sites.ts';
import { type DefinitionTable, tabulateDefinitions } from './definition-table.ts';
import type { FinderIndex, LeafKind } from './finder-index.ts';
import type { FoundFile, FoundSite, LibraryUse, ParsedFile } from './found-site.ts';
import { findImportSites } from './import-sites.ts';
import { findLibraryImports, findLibraryUse, isTaken } from './library-uses.ts';
import { isLongestChain, type NameGate, openGate, type ServiceNames } from './name-gate.ts';
import { findExceptSites, findNameSites, findWithSites } from './name-sites.ts';
import { findQuerySites } from './query-sites.ts';
import { findStringSites } from './string-sites.ts';

/** What the walk over one file needs. */
export interface FindContext {
  readonly file: ParsedFile;
  readonly index: FinderIndex;
  readonly gate: NameGate;
  readonly definitions: DefinitionTable;
}

/**
 * Finds the sites of all rules in one walk over the nodes of a file, in source order, and the uses of the libraries that no rule takes.
 * A node that several alternatives of one finder match is one site.
 */
export function findSites(file: ParsedFile, index: FinderIndex, names: ServiceNames): FoundFile {
  const context = {
    file,
    index,
    gate: openGate(file.tree, names, index.wanted),
    definitions: tabulateDefinitions(file),
  };
  const sites: FoundSite[] = findFileSites(context);
  for (const kind of new Set(index.kinds.flatMap((each) => LOOKED_AT[each]))) {
    for (const node of file.tree.nodes(kind)) {
      const found = findAt(context, node);
      if (found.length > 0) sites.push(...found);
    }
  }
  sites.push(...findQuerySites(context));
  const unique = withoutDoubles(sites).sort(bySource);
  return { file, sites: unique, uses: findUses(context).filter((use) => !isTaken(use, unique)) };
}

/** The uses of the libraries, in the order of the statements and chains they stand in. */
function findUses(context: FindContext): readonly LibraryUse[] {
  const { tree } = context.file;
  const uses: { readonly at: number; readonly found: readonly LibraryUse[] }[] = [];
  const note = (node: TreeNode, found: readonly LibraryUse[]): void => {
    if (found.length > 0) uses.push({ at: node.index, found });
  };
  for (const kind of IMPORTING) for (const node of tree.nodes(kind)) note(node, findLibraryImports(context, node));
  for (const kind of NAMING) {
    for (const node of tree.nodes(kind)) if (isLongestChain(node)) note(node, findLibraryUse(context, node));
  }
  return uses.sort((a, b) => a.at - b.at).flatMap(({ found }) => found);
}

const IMPORTING = ['import_statement', 'import_from_statement'];
const NAMING = ['identifier', 'attribute'];

/** Kinds of nodes at which finders of a kind look. */
const LOOKED_AT: Readonly<Record<LeafKind, readonly string[]>> = {
  import: IMPORTING,
  reference: NAMING,
  call: ['call'],
  decorator: ['decorator'],
  with: ['with_statement'],
  except: ['except_clause', 'except_group_clause'],
  function: ['function_definition'],
  class: ['class_definition'],
  string: ['string', 'concatenated_string'],
  file: [],
  query: [],
};

function findAt(context: FindContext, node: TreeNode): readonly FoundSite[] {
  switch (node.kind) {
    case 'import_statement':
    case 'import_from_statement':
      return findImportSites(context, node);
    case 'call':
    case 'decorator':
    case 'identifier':
    case 'attribute':
      return findNameSites(context, node);
    case 'with_statement':
      return findWithSites(context, node);
    case 'except_clause':
    case 'except_group_clause':
      return findExceptSites(context, node);
    case 'function_definition':
    case 'class_definition':
      return findDefinitionSites(context, node);
    default:
      return findStringSites(context, node);
  }
}

function findFileSites({ file, index }: FindContext): FoundSite[] {
  const { root } = file.tree;
  return index.of('file').map(({ entry }) => ({ entry, site: { kind: 'file', node: root }, node: root, head: root }));
}

function withoutDoubles(sites: readonly FoundSite[]): FoundSite[] {
  const seen = new Set<string>();
  return sites.filter(({ entry, node, head, site }) => {
    const key = `${entry.rank} ${node.index} ${head.index} ${site.kind === 'import' ? site.local : ''}`;
    return !seen.has(key) && seen.add(key);
  });
}

function bySource(a: FoundSite, b: FoundSite): number {
  return a.node.index - b.node.index || a.entry.rank - b.entry.rank || a.head.index - b.head.index;
}
