import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { Bindings } from './bind-scopes.ts';
import { lookUpName } from './look-up-name.ts';
import type { Variable } from './scope.ts';

/** The names of a file as written. */
export interface NameUses {
  /** Identifiers that read, store or delete a variable of this name, in source order. */
  named(name: string): readonly TreeNode[];
  /** The variable an identifier stands for; undefined for attribute names, keywords and names bound nowhere in the file. */
  variableOf(identifier: TreeNode): Variable | undefined;
  /** All identifiers of the same variable, in source order. */
  usesOf(identifier: TreeNode): readonly TreeNode[];
}

/** Opens the names of a file; the table of names is made on first use. */
export function openNameUses(tree: SyntaxTree, bindings: Bindings): NameUses {
  let table: ReadonlyMap<string, readonly TreeNode[]> | undefined;
  const named = (name: string): readonly TreeNode[] => {
    table ??= tabulate(tree);
    return table.get(name) ?? [];
  };
  const variableOf = (identifier: TreeNode): Variable | undefined => {
    if (!isVariableName(identifier)) return undefined;
    return lookUpName(identifier.text, scopeOfName(identifier, bindings));
  };
  return {
    named,
    variableOf,
    usesOf(identifier) {
      const variable = variableOf(identifier);
      if (variable === undefined) return [];
      return named(variable.name).filter((node) => variableOf(node) === variable);
    },
  };
}

function scopeOfName(identifier: TreeNode, bindings: Bindings) {
  const scope = bindings.scopeOf(identifier);
  const { parent } = identifier;
  if (parent?.kind !== 'named_expression' || identifier.fieldName !== 'name') return scope;
  let outer = scope;
  while (outer.kind === 'comprehension' && outer.parent !== undefined) outer = outer.parent;
  return outer;
}

function tabulate(tree: SyntaxTree): ReadonlyMap<string, readonly TreeNode[]> {
  const table = new Map<string, TreeNode[]>();
  for (const node of tree.nodes('identifier')) {
    if (!isVariableName(node)) continue;
    const name = node.text;
    const same = table.get(name);
    if (same === undefined) table.set(name, [node]);
    else same.push(node);
  }
  return table;
}

/** Whether an identifier stands for a variable, not for an attribute, a keyword or a part of a dotted path. */
export function isVariableName(node: TreeNode): boolean {
  const { parent } = node;
  if (node.kind !== 'identifier' || parent === undefined) return false;
  switch (parent.kind) {
    case 'attribute':
      return node.fieldName === 'object';
    case 'keyword_argument':
      return node.fieldName !== 'name';
    case 'keyword_pattern':
      return parent.children[0] !== node;
    case 'dotted_name':
      return isDottedVariable(node, parent);
    default:
      return true;
  }
}

function isDottedVariable(node: TreeNode, path: TreeNode): boolean {
  if (path.children[0] !== node) return false;
  const statement = path.parent;
  switch (statement?.kind) {
    case 'aliased_import':
    case 'relative_import':
    case 'future_import_statement':
      return false;
    case 'import_from_statement':
      return path.fieldName === 'name';
    default:
      return true;
  }
}
