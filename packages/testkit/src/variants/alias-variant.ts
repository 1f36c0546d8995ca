import { bindScopes, openNameUses, parseSource, type SyntaxTree, type TreeNode } from '@moult/python';
import { applyEdits, insertion, replacement, type TextEdit } from '@moult/text';
import type { Variant } from './variant.ts';

const SUFFIX = '_alias';

/** `from m import x` becomes `from m import x as x_alias`, with all uses of it. */
export const aliasedImport: Variant = {
  name: 'aliased-import',
  holds: 'same-rewrite',
  apply(text, { before }) {
    const names = aliasable(parseSource(before));
    if (names.size === 0) return undefined;
    const edits = aliasEdits(parseSource(text), names);
    return edits.length === 0 ? undefined : applyEdits(text, edits);
  },
};

/** Names that plain `from` imports at module level bind without an alias. */
function aliasable(tree: SyntaxTree): ReadonlySet<string> {
  const statements = tree.root.children.filter((node) => node.kind === 'import_from_statement');
  return new Set(statements.flatMap(plainNames).map((node) => node.text));
}

function plainNames(statement: TreeNode): readonly TreeNode[] {
  return statement.fields('name').filter((name) => name.kind === 'dotted_name');
}

function aliasEdits(tree: SyntaxTree, names: ReadonlySet<string>): TextEdit[] {
  const imported = tree.root.children
    .filter((node) => node.kind === 'import_from_statement')
    .flatMap(plainNames)
    .filter((name) => names.has(name.text));
  const uses = openNameUses(tree, bindScopes(tree));
  const bound = new Set(imported.map((name) => (name.children[0] ?? name).start));
  // Two imports of one name share its uses, and each use is renamed once.
  const renamed = new Map(
    imported
      .flatMap((name) => uses.usesOf(name.children[0] ?? name))
      .filter((use) => !bound.has(use.start))
      .map((use) => [use.start, use]),
  );
  const edits = [
    ...imported.map((name) => insertion(name.end, ` as ${name.text}${SUFFIX}`)),
    ...[...renamed.values()].map((use) => replacement(use, `${use.text}${SUFFIX}`)),
  ];
  return edits.sort((a, b) => a.start - b.start);
}
