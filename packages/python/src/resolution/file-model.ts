import type { Evidence, Origin } from '@moult/plugin-api';
import { type Bindings, bindScopes } from '../bindings/bind-scopes.ts';
import { type NameUses, openNameUses } from '../bindings/name-uses.ts';
import type { ImportIntent } from '../edits/import-intent.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import { type Definitions, viewDefinitions } from '../views/definition-views.ts';
import { importsOf } from '../views/import-view.ts';

/** One parsed file of a service with everything name resolution reads of it. */
export interface FileModel {
  readonly path: string;
  readonly tree: SyntaxTree;
  /** Dotted names, longest first. */
  readonly modules: readonly string[];
  readonly pending: readonly ImportIntent[];
  readonly definitions: Definitions;
  /** True when the file imports from packages of the service by relative imports, or by names that begin with `src.`. */
  readonly usesPackages: boolean;
  /** Computed on first use. */
  readonly bindings: Bindings;
  readonly uses: NameUses;
}

/** What is read of a tree, whatever else is in the service. */
type TreeReading = Pick<FileModel, 'definitions' | 'usesPackages' | 'bindings' | 'uses'>;

// Most trees of a pass are those of the pass before; what was read of one holds as long as it.
const readings = new WeakMap<SyntaxTree, TreeReading>();

/** Opens a file; scopes and names are computed on first use. */
export function openFile(
  path: string,
  tree: SyntaxTree,
  modules: readonly string[],
  pending: readonly ImportIntent[],
): FileModel {
  const reading = readings.get(tree) ?? openReading(tree);
  readings.set(tree, reading);
  return {
    path,
    tree,
    modules,
    pending,
    definitions: reading.definitions,
    get usesPackages() {
      return reading.usesPackages;
    },
    get bindings() {
      return reading.bindings;
    },
    get uses() {
      return reading.uses;
    },
  };
}

function openReading(tree: SyntaxTree): TreeReading {
  let bindings: Bindings | undefined;
  let uses: NameUses | undefined;
  let usesPackages: boolean | undefined;
  const reading: TreeReading = {
    definitions: viewDefinitions(tree),
    get usesPackages() {
      usesPackages ??= importsFromPackages(tree);
      return usesPackages;
    },
    get bindings() {
      bindings ??= bindScopes(tree);
      return bindings;
    },
    get uses() {
      uses ??= openNameUses(tree, reading.bindings);
      return uses;
    },
  };
  return reading;
}

function importsFromPackages(tree: SyntaxTree): boolean {
  return importsOf(tree).some(({ level, module }) => level > 0 || /^src(\.|$)/.test(module));
}

/** Where a node stands. */
export function placeOf(file: FileModel, node: TreeNode): Origin {
  const { line, column } = file.tree.lines.positionAt(node.start);
  return { path: file.path, line, column };
}

/** A fact read at a node. */
export function factAt(file: FileModel, node: TreeNode, fact: string): Evidence {
  return { fact, path: file.path, line: node.line };
}

/** The text of a node on one line, shortened. */
export function quote(node: TreeNode): string {
  const text = node.text.replace(/\s+/g, ' ');
  return `\`${text.length > 80 ? `${text.slice(0, 79)}…` : text}\``;
}
