import type { Draft } from './draft.ts';
import type { Piece } from './piece.ts';

/** Pieces as one text, the nodes with the edits that the change makes in them. */
export function writePieces(draft: Draft, pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : draft.render(piece))).join('');
}
