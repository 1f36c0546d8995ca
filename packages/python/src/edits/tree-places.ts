import { MoultError } from '@moult/errors';
import type { SyntaxNode } from '@moult/plugin-api';
import { TreeNode } from '../syntax/tree-node.ts';

const BRACKETED: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'argument_list',
  'list',
  'set',
  'tuple',
  'dictionary',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
  'parameters',
  'type_parameter',
  'list_pattern',
  'tuple_pattern',
]);

/** The tree node behind a node of the contract. Throws `E-PLUGIN` for a node that comes from elsewhere. */
export function asTreeNode(node: SyntaxNode): TreeNode {
  if (node instanceof TreeNode) return node;
  throw new MoultError('E-PLUGIN', 'An edit was given a node that is not part of a syntax tree', {
    hint: 'Pass nodes of the site or of a file view',
  });
}

/** Whether a node is a statement: a child of a block or of the module, with the decorators of a definition. */
export function isStatement(node: TreeNode): boolean {
  const parent = node.parent;
  if (parent === undefined || node.kind === 'comment' || node.kind === 'case_clause') return false;
  return parent.kind === 'block' || parent.kind === 'module';
}

/** The innermost statement around a node, the node itself included. A decorated definition is one statement. */
export function statementOf(node: TreeNode): TreeNode {
  let current = node;
  while (!isStatement(current) && current.parent !== undefined) current = current.parent;
  return current;
}

/** The statements of a block or module, comments left out. */
export function statementsOf(block: TreeNode): readonly TreeNode[] {
  return block.children.filter((child) => child.kind !== 'comment' && child.kind !== 'line_continuation');
}

/** Children that are neither comments nor line joins. */
export function codeChildren(node: TreeNode): readonly TreeNode[] {
  return statementsOf(node);
}

/**
 * Whether a node stands between brackets of its statement, so that line breaks mean nothing around it. With `within`, only brackets of that
 * node and below count.
 */
export function isInsideBrackets(node: TreeNode, within?: TreeNode): boolean {
  for (
    let inner = node, outer = node.parent;
    outer !== undefined && inner !== within;
    inner = outer, outer = outer.parent
  ) {
    if (outer.kind === 'interpolation' || outer.kind === 'block' || outer.kind === 'module') return false;
    if (BRACKETED.has(outer.kind)) return true;
    if (outer.kind === 'subscript' && inner.fieldName === 'subscript') return true;
    if (hasOwnParentheses(outer) && inner.start > outer.start) return true;
  }
  return false;
}

/** The string around a node in a replacement field of an f-string; undefined outside of one. */
export function enclosingString(node: TreeNode): TreeNode | undefined {
  for (let outer = node.parent; outer !== undefined; outer = outer.parent) {
    if (outer.kind === 'string') return outer;
    if (isStatement(outer)) return undefined;
  }
  return undefined;
}

/** Whether something between a node and its statement could not be read by the grammar. */
export function isDamaged(node: TreeNode): boolean {
  const statement = statementOf(node);
  for (let current: TreeNode | undefined = node; current !== undefined; current = current.parent) {
    if (current.kind === 'ERROR') return true;
    if (current === statement) break;
  }
  return node.tree.errors.some((error) => error.start < node.end && node.start < error.end);
}

function hasOwnParentheses(node: TreeNode): boolean {
  if (node.kind === 'with_clause') return node.tree.text[node.start] === '(' && !node.children.some(startsWith(node));
  return node.kind === 'import_from_statement' && node.tree.text[node.end - 1] === ')';
}

function startsWith(parent: TreeNode): (child: TreeNode) => boolean {
  return (child) => child.start === parent.start;
}
