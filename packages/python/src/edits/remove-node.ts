import type { SyntaxNode } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import { firstLine } from './call-arguments.ts';
import { removeDecorator } from './edit-decorators.ts';
import { checkReadable, type EditScope } from './edit-scope.ts';
import { refuseEdit } from './refuse-edit.ts';
import { removeElement } from './remove-element.ts';
import { removeStatement } from './remove-statement.ts';
import { commentsIn } from './tokens.ts';
import { asTreeNode, codeChildren, isStatement } from './tree-places.ts';

const CONTAINERS: ReadonlySet<string> = new Set([
  'argument_list',
  'list',
  'tuple',
  'set',
  'dictionary',
  'expression_list',
  'with_clause',
  'parameters',
]);

/** Takes out a statement, decorator, argument, element, `with` item or clause of a comprehension with what separates it. */
export function removeNode(scope: EditScope, given: SyntaxNode): void {
  const node = asTreeNode(given);
  checkReadable(node);
  if (node.kind === 'decorator') {
    removeDecorator(scope.draft, node);
    return;
  }
  if (node.kind === 'for_in_clause') {
    removeClause(scope, node);
    return;
  }
  const statement = wholeStatement(node);
  if (statement !== undefined) {
    removeStatement(scope, statement);
    return;
  }
  const element = elementOf(node);
  if (element?.parent !== undefined) {
    removeElement(scope, element, element.parent);
    return;
  }
  refuseEdit(node, `\`${firstLine(node)}\` is no statement, decorator, argument or element that can be taken out`);
}

/** One `for` of a comprehension that has others, with the blanks before it. */
function removeClause(scope: EditScope, node: TreeNode): void {
  const siblings = codeChildren(node.parent ?? node);
  const before = siblings[siblings.indexOf(node) - 1];
  if (before === undefined || siblings.filter(({ kind }) => kind === 'for_in_clause').length < 2)
    refuseEdit(node, 'A comprehension needs one `for`');
  else if (commentsIn(node.tree, before.end, node.end).length > 0)
    refuseEdit(node, 'A comment stands before the `for` or in it');
  else scope.draft.remove(before.end, node.end);
}

/** The statement a node is, or is all of. */
function wholeStatement(node: TreeNode): TreeNode | undefined {
  if (node.parent?.kind === 'decorated_definition' && /_definition$/.test(node.kind)) return node.parent;
  if (isStatement(node)) return checkRemovable(node);
  const parent = node.parent;
  const isAll = parent?.kind === 'expression_statement' && parent.start === node.start && parent.end === node.end;
  return isAll ? parent : undefined;
}

function checkRemovable(statement: TreeNode): TreeNode {
  if (!/^(import_|future_import)/.test(statement.kind)) return statement;
  return refuseEdit(statement, 'An import is not taken out by itself', 'Use edit.imports.mayDrop');
}

/** The argument or element around a value: `f(a=value)`, `with value as x`. */
function elementOf(node: TreeNode): TreeNode | undefined {
  for (let current: TreeNode | undefined = node; current?.parent !== undefined; current = current.parent) {
    if (CONTAINERS.has(current.parent.kind)) return current;
    const wraps = ['keyword_argument', 'with_item', 'as_pattern'].includes(current.parent.kind);
    if (!wraps) return undefined;
  }
  return undefined;
}
