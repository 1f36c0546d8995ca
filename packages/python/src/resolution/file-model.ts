import type { Evidence, Origin } from '@moult/plugin-api';
import { type Bindings, bindScopes } from '../bindings/bind-scopes.ts';
import { type NameUses, openNameUses } from '../bindings/name-uses.ts';
import type { ImportIntent } from '../edits/import-intent.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import { type Definitions, viewDefinitions } from '../views/definition-views.ts';
import { viewImport } from '../views/import-view.ts';

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

/** Opens a file; scopes and names are computed on first use. */
export function openFile(
  path: string,
  tree: SyntaxTree,
  modules: readonly string[],
  pending: readonly ImportIntent[],
): FileModel {
  let bindings: Bindings | undefined;
  let uses: NameUses | undefined;
  let usesPackages: boolean | undefined;
  const file: FileModel = {
    path,
    tree,
    modules,
    pending,
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
      uses ??= openNameUses(tree, file.bindings);
      return uses;
    },
  };
  return file;
}

function importsFromPackages(tree: SyntaxTree): boolean {
  const statements = [...tree.nodes('import_from_statement'), ...tree.nodes('import_statement')];
  return statements.flatMap(viewImport).some(({ level, module }) => level > 0 || /^src(\.|$)/.test(module));
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
