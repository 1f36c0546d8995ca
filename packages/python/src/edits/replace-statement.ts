import type { PyFragment } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import { type EditScope, placeAt } from './edit-scope.ts';
import { layFragment } from './lay-fragment.ts';
import { staysInPlace } from './piece.ts';
import { type ReadFragment, readFragment } from './read-fragment.ts';
import { refuseEdit } from './refuse-edit.ts';
import { copyNodes, shiftNodes } from './reindent-nodes.ts';
import { rewriteRange } from './rewrite-range.ts';
import { isOnHeaderLine, openBody, sharesLine } from './statement-lines.ts';

const COMPOUND = /^(async\b|with\b|if\b|for\b|while\b|try\b|def\b|class\b|match\b|@)/;

/** Puts statements in the place of a statement or of all statements of a block. A comment behind it stays. */
export function replaceStatement(scope: EditScope, node: TreeNode, fragment: PyFragment): void {
  const read = readFragment(fragment, 'statement', scope.owner);
  const block = node.kind === 'block' ? node : node.parent;
  let place = placeAt(scope, node.start);
  if (needsLines(read)) {
    if (block !== undefined && isOnHeaderLine(block)) place = placeAt(scope, node.start, openBody(scope, block));
    if (node.kind !== 'block' && sharesLine(node)) {
      refuseEdit(
        node,
        'Other statements share the line of the statement',
        'Put each statement on a line of its own first',
      );
    }
  }
  const pieces = layFragment(read, place);
  const stays = staysInPlace(node, pieces, node.tree);
  if (stays) shiftNodes(scope.draft, pieces, place.indent);
  rewriteRange(scope.draft, node, stays ? pieces : copyNodes(pieces, place.indent), node);
}

/** Whether statements cannot be written behind something else on a line. */
export function needsLines(read: ReadFragment): boolean {
  const [first] = read.pieces;
  if (read.pieces.some((piece) => typeof piece !== 'string' && piece.kind === 'break')) return true;
  const text = typeof first === 'string' ? first : first !== undefined && 'text' in first ? first.text : '';
  return COMPOUND.test(text);
}
