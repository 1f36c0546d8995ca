import type { TreeNode } from '../syntax/tree-node.ts';
import type { Piece } from './piece.ts';
import { refuseEdit } from './refuse-edit.ts';
import { enclosingString } from './tree-places.ts';

/**
 * Refuses text that a replacement field of an f-string could not hold in every supported Python: before 3.12 that is the quote of the
 * string, a backslash, a comment or a line break.
 */
export function checkReplacementField(node: TreeNode, pieces: readonly Piece[]): void {
  const string = enclosingString(node);
  if (string === undefined) return;
  const quote = /["']/.exec(string.text)?.[0] ?? '"';
  for (const piece of pieces) {
    const isMoved = typeof piece !== 'string' && piece.start >= string.start && piece.end <= string.end;
    if (isMoved) continue;
    const text = typeof piece === 'string' ? piece : piece.text;
    if (text.includes(quote) || /[\\#\r\n]/.test(text)) {
      refuseEdit(node, 'The new code cannot stand in a replacement field of an f-string');
    }
  }
}
