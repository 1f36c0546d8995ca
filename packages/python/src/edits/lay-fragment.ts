import { indentationOf, lineStartOf, type Newline, withNewlines } from '@moult/text';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { Piece } from './piece.ts';
import type { FragmentPiece, ReadFragment } from './read-fragment.ts';

/** Where a fragment goes: the indentation of its first line, and the file's line end and indentation step. */
export interface FragmentPlace {
  readonly indent: string;
  readonly newline: Newline;
  readonly unit: string;
}

/** The text of a fragment as it is written at a place. */
export function layFragment(fragment: ReadFragment, { indent, newline, unit }: FragmentPlace): readonly Piece[] {
  const step = stepOf(fragment.pieces);
  return fragment.pieces.map((piece) => {
    if (typeof piece === 'string') return withNewlines(piece, newline);
    if (piece.kind !== 'break' || !('indent' in piece)) return piece as Piece;
    return newline + indent + convertIndent(piece.indent, step, unit);
  });
}

/** The blanks by which a file indents a block; four spaces when it has none. */
export function indentUnitOf(tree: SyntaxTree): string {
  for (const block of tree.nodes('block')) {
    const inner = lineIndentAt(tree, block.start);
    const outer = lineIndentAt(tree, block.parent?.start ?? 0);
    if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  }
  return '    ';
}

/** The indentation of the line around an offset. */
export function lineIndentAt(tree: SyntaxTree, offset: number): string {
  const start = lineStartOf(tree.text, offset);
  return indentationOf(tree.text.slice(start, offset));
}

/** The indentation step the fragment itself uses: its smallest. */
function stepOf(pieces: readonly FragmentPiece[]): number {
  const widths = pieces.flatMap((piece) =>
    typeof piece !== 'string' && piece.kind === 'break' && 'indent' in piece && piece.indent !== ''
      ? [piece.indent.length]
      : [],
  );
  return Math.min(...widths, Number.MAX_SAFE_INTEGER);
}

function convertIndent(indent: string, step: number, unit: string): string {
  if (indent === '') return '';
  const levels = Math.floor(indent.length / step);
  return unit.repeat(levels) + ' '.repeat(indent.length % step);
}
