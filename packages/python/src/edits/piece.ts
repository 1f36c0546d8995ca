import { insertion, type TextEdit, type TextRange } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';

/** New text: written out, or the source of a node, which travels along with the comments and edits inside it. */
export type Piece = string | TreeNode;

/** A replacement whose nodes cannot stay where they are: its text is written when all other edits are known. */
export interface CoveringEdit extends TextRange {
  readonly pieces: readonly Piece[];
}

/** Whether all nodes among the pieces stand in the range, in source order and apart from each other, so that they can stay where they are. */
export function staysInPlace(range: TextRange, pieces: readonly Piece[], text: string): boolean {
  let position = range.start;
  for (const piece of pieces) {
    if (typeof piece === 'string') continue;
    if (piece.start < position || piece.end > range.end || piece.tree.text !== text) return false;
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

/** The source of a node with those edits made that lie inside it. */
export function renderSource(node: TreeNode, edits: readonly TextEdit[]): string {
  const inside = edits.filter((edit) => edit.start >= node.start && edit.end <= node.end);
  let text = '';
  let position = node.start;
  for (const edit of inside) {
    text += node.tree.text.slice(position, edit.start) + edit.newText;
    position = edit.end;
  }
  return text + node.tree.text.slice(position, node.end);
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

/** An insertion at the place of an empty range, or a replacement; undefined where nothing would change. */
export function editOf(range: TextRange, newText: string, text: string): TextEdit | undefined {
  if (text.slice(range.start, range.end) === newText) return undefined;
  return range.start === range.end ? insertion(range.start, newText) : { start: range.start, end: range.end, newText };
}
