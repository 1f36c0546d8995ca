import type { TreeNode } from '../syntax/tree-node.ts';
import type { Piece } from './piece.ts';
import { refuseEdit } from './refuse-edit.ts';
import { enclosingString } from './tree-places.ts';

/**
 * The text for a replacement field of an f-string: short strings of a fragment change their quotes where the f-string has the same ones.
 * Refuses what no supported Python could read there: before 3.12 that is the quote of the string, a backslash, a comment or a line break.
 */
export function fitReplacementField(node: TreeNode, pieces: readonly Piece[]): readonly Piece[] {
  const string = enclosingString(node);
  if (string === undefined) return pieces;
  const quote = /["']/.exec(string.text)?.[0] ?? '"';
  return pieces.map((piece) => {
    if (typeof piece !== 'string' && piece.start >= string.start && piece.end <= string.end) return piece;
    const text = typeof piece === 'string' ? switchQuotes(piece, quote) : piece.text;
    if (text.includes(quote) || /[\\#\r\n]/.test(text)) {
      refuseEdit(node, 'The new code cannot stand in a replacement field of an f-string');
    }
    return typeof piece === 'string' ? text : piece;
  });
}

function switchQuotes(text: string, quote: string): string {
  const other = quote === '"' ? "'" : '"';
  return text.replace(quote === '"' ? /"([^"'\\]*)"/g : /'([^"'\\]*)'/g, `${other}$1${other}`);
}
