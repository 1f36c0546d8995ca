import type { PyFragment, SyntaxNode } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import { replaceDecorator } from './edit-decorators.ts';
import { checkReadable, type EditScope, layExpression, layPart } from './edit-scope.ts';
import type { FragmentContext } from './read-fragment.ts';
import { refuseEdit } from './refuse-edit.ts';
import { replaceStatement } from './replace-statement.ts';
import { rewriteRange } from './rewrite-range.ts';
import { asTreeNode, isStatement } from './tree-places.ts';

const PARTS: Readonly<Record<string, FragmentContext>> = {
  keyword_argument: 'argument',
  dictionary_splat: 'argument',
  list_splat: 'argument',
  argument_list: 'call-tail',
  pair: 'pair',
  with_item: 'with-item',
  default_parameter: 'parameter',
  typed_parameter: 'parameter',
  typed_default_parameter: 'parameter',
  list_splat_pattern: 'parameter',
  dictionary_splat_pattern: 'parameter',
};

const UNSUPPORTED =
  /^(import_|future_import|aliased_import|wildcard_import|comment|.*_clause|string_(start|content|end)|module|ERROR)/;

/** Puts a fragment in the place of a node: a statement, an expression, or a part with a grammar of its own. */
export function replaceNode(scope: EditScope, given: SyntaxNode, fragment: PyFragment): void {
  const node = asTreeNode(given);
  checkReadable(node);
  if (node.kind === 'decorator') {
    replaceDecorator(scope, node, fragment);
    return;
  }
  if (UNSUPPORTED.test(node.kind) || isImportName(node)) {
    refuseEdit(node, `A ${node.kind.replaceAll('_', ' ')} cannot be replaced as a whole`, 'Use the edit made for it');
  }
  if (node.kind === 'block' || isStatement(node)) {
    replaceStatement(scope, node, fragment);
    return;
  }
  if (node.parent?.kind === 'concatenated_string') {
    refuseEdit(node, 'The string is one of several adjacent ones, which Python reads as one');
  }
  const part = PARTS[node.kind];
  const pieces = part === undefined ? layExpression(scope, fragment, node) : layPart(scope, fragment, part, node);
  rewriteRange(scope.draft, node, pieces, node);
}

function isImportName(node: TreeNode): boolean {
  return node.kind === 'dotted_name' && /^(import_|aliased_)/.test(node.parent?.kind ?? '');
}
