import { type Bindings, bindScopes } from '../bindings/bind-scopes.ts';
import { type NameUses, openNameUses } from '../bindings/name-uses.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { ImportedName } from '../views/import-view.ts';
import { viewImport } from '../views/import-view.ts';

/** The names of a file as edits need them. */
export interface EditedNames {
  readonly bindings: Bindings;
  readonly uses: NameUses;
  /** All names that import statements of the file bring, in source order. */
  readonly imported: readonly ImportedName[];
}

// A tree never changes, and every change of a file asks for its names again.
const known = new WeakMap<SyntaxTree, EditedNames>();

/** Reads the names of a file, once per tree. */
export function namesOf(tree: SyntaxTree): EditedNames {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const bindings = bindScopes(tree);
  const names = { bindings, uses: openNameUses(tree, bindings), imported: importedNames(tree) };
  known.set(tree, names);
  return names;
}

/** The absolute qualified name an imported name stands for, `module` for a star; undefined for a relative import. */
export function importedPath(imported: ImportedName): string | undefined {
  if (imported.level > 0) return undefined;
  if (imported.member === undefined || imported.member === '*') return imported.module;
  return `${imported.module}.${imported.member}`;
}

/** The imports that bind the variable an identifier stands for; empty when anything else binds it too. */
export function importsBehind(names: EditedNames, identifier: TreeNode): readonly ImportedName[] {
  const bindings = names.uses.variableOf(identifier)?.bindings ?? [];
  return bindings.flatMap(({ source }) => (source.kind === 'import' ? [source.imported] : []));
}

function importedNames(tree: SyntaxTree): readonly ImportedName[] {
  const statements = ['import_statement', 'import_from_statement', 'future_import_statement'];
  return statements
    .flatMap((kind) => tree.nodes(kind))
    .sort((a, b) => a.start - b.start)
    .flatMap(viewImport);
}
