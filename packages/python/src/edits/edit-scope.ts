import type { FileView, PyFragment, Site } from '@moult/plugin-api';
import { newlineOf } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { Draft } from './draft.ts';
import type { ImportIntent } from './import-intent.ts';
import { indentUnitOf, layFragment, lineIndentAt } from './lay-fragment.ts';
import { lineLimitOf } from './line-limit.ts';
import type { Piece } from './piece.ts';
import { needsParentheses } from './precedence.ts';
import { type FragmentContext, readFragment } from './read-fragment.ts';
import { refuseEdit } from './refuse-edit.ts';
import { fitReplacementField } from './replacement-field.ts';
import { isDamaged, isInsideBrackets } from './tree-places.ts';

/** What all edits of one change share. */
export interface EditScope {
  readonly draft: Draft;
  readonly file: Pick<FileView, 'path'>;
  /** Plugin and rule, for messages. */
  readonly owner: string;
  readonly site: Site;
  /** Renames accepted in earlier passes, which the text does not show yet. */
  readonly pending: readonly ImportIntent[];
  readonly removedElements: Map<TreeNode, Set<TreeNode>>;
  readonly removedStatements: Map<TreeNode, Set<TreeNode>>;
  /** Blocks that get new statements, so that taking out the old ones does not empty them. */
  readonly filledBlocks: Set<TreeNode>;
  removeArgument(call: TreeNode, argument: TreeNode): void;
}

/** The text of an expression for the place of `node`, in parentheses where it would otherwise be read differently there. */
export function layExpression(scope: EditScope, fragment: PyFragment, node: TreeNode): readonly Piece[] {
  const read = readFragment(fragment, 'expression', scope.owner);
  const pieces = layFragment(read, placeAt(scope, node.start));
  const isLoose = needsParentheses(read.precedence, node, read.isNumber);
  const isOpen = read.breaksLines && !isInsideBrackets(node);
  return fitReplacementField(node, isLoose || isOpen ? ['(', ...pieces, ')'] : pieces);
}

/** The text of a fragment of another kind than an expression. */
export function layPart(
  scope: EditScope,
  fragment: PyFragment,
  context: FragmentContext,
  node: TreeNode,
): readonly Piece[] {
  const pieces = layFragment(readFragment(fragment, context, scope.owner), placeAt(scope, node.start));
  return fitReplacementField(node, pieces);
}

/** The place that text written at `offset` takes its indentation and line ends from. */
export function placeAt({ draft }: EditScope, offset: number, indent = lineIndentAt(draft.tree, offset)) {
  return { indent, newline: newlineOf(draft.tree.text, offset), unit: indentUnitOf(draft.tree) };
}

/** The line length to stay within. */
export function limitOf({ draft }: EditScope): number {
  return lineLimitOf(draft.tree);
}

/** Refuses to edit what the grammar could not read around `node`. */
export function checkReadable(node: TreeNode): void {
  if (isDamaged(node)) refuseEdit(node, 'The statement has a part that the Python grammar cannot read');
  if (node.kind === 'identifier' && !/^[\w\u0080-\uffff]+$/u.test(node.text)) {
    refuseEdit(node, 'The name is written in a form that cannot be edited safely');
  }
}
