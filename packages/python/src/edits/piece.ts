import type { TextEdit, TextRange } from '@moult/text';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';

/** New text: written out, or the source of a node, which travels along with the comments and edits inside it. */
export type Piece = string | TreeNode;

/** Whether all nodes among the pieces stand in the range, in source order and apart from each other, so that they can stay where they are. */
export function staysInPlace(range: TextRange, pieces: readonly Piece[], tree: SyntaxTree): boolean {
  let position = range.start;
  for (const piece of pieces) {
    if (typeof piece === 'string') continue;
    if (piece.start < position || piece.end > range.end || piece.tree !== tree) return false;
    position = piece.end;
  }
  return true;
}

/** The gaps around the nodes of a replacement, each with the text it gets. Only for pieces that stay in place. */
export function gapsOf(range: TextRange, pieces: readonly Piece[]): readonly TextEdit[] {
  const gaps: TextEdit[] = [];
  let start = range.start;
  let newText = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      newText += piece;
      continue;
    }
    gaps.push({ start, end: piece.start, newText });
    start = piece.end;
    newText = '';
  }
  gaps.push({ start, end: range.end, newText });
  return gaps;
}

/** The first line of the pieces in units, and whether there are more. */
export function measurePieces(pieces: readonly Piece[]): { readonly width: number; readonly isMultiline: boolean } {
  const text = pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
  const end = text.search(/[\r\n]/);
  return end < 0 ? { width: text.length, isMultiline: false } : { width: end, isMultiline: true };
}

/** Pieces put one after the other, texts that meet joined. */
export function joinPieces(...groups: readonly (readonly Piece[])[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of groups.flat()) {
    const last = joined.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece;
    else if (piece !== '') joined.push(piece);
  }
  return joined;
}
