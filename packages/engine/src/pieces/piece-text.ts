import { sortEdits, type TextEdit } from '@moult/text';

/**
 * A text that remembers what it was: stretches kept from the original, and gaps where something was written, with owners. Edits of any
 * number of passes add up to one list of edits of the original.
 */
export interface PieceText {
  readonly original: string;
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** `kept`: the original from `start` to `end`. `written`: new text (possibly none) in the place of what is missing there. */
type Piece =
  | { readonly kind: 'kept'; readonly start: number; readonly end: number }
  | { readonly kind: 'written'; readonly text: string; readonly owners: readonly string[] };

/** An edit of the current text by one or more owners. */
export interface OwnedEdit extends TextEdit {
  readonly owners: readonly string[];
}

/** A text as it was read. */
export function pieceTextOf(original: string): PieceText {
  return { original, text: original, pieces: [{ kind: 'kept', start: 0, end: original.length }] };
}

/** The text after edits of its current state. They must be disjoint; insertions at one place are written in the order given. */
export function writePieces(current: PieceText, edits: readonly OwnedEdit[]): PieceText {
  if (edits.length === 0) return current;
  const owners = new Map(edits.map((edit) => [edit, edit.owners]));
  const cursor = createCursor(current.pieces);
  const pieces: Piece[] = [];
  for (const edit of sortEdits(edits)) {
    pieces.push(...cursor.takeUntil(edit.start));
    const dropped = cursor.takeUntil(edit.end);
    const before = dropped.flatMap((piece) => (piece.kind === 'written' ? piece.owners : []));
    pieces.push({ kind: 'written', text: edit.newText, owners: [...before, ...(owners.get(edit as OwnedEdit) ?? [])] });
  }
  pieces.push(...cursor.rest());
  return { original: current.original, text: textOf(current.original, pieces), pieces };
}

/** The sum of all edits, as sorted and disjoint edits of the original. What was written and is again as it was is left out. */
export function editsOfOriginal(current: PieceText): readonly OwnedEdit[] {
  const edits: OwnedEdit[] = [];
  let kept = 0;
  let written: string[] = [];
  let owners: string[] = [];
  const close = (end: number): void => {
    const newText = written.join('');
    if (newText !== current.original.slice(kept, end)) {
      edits.push({ start: kept, end, newText, owners: [...new Set(owners)].sort() });
    }
    written = [];
    owners = [];
  };
  for (const piece of current.pieces) {
    if (piece.kind === 'written') {
      written.push(piece.text);
      owners.push(...piece.owners);
    } else if (piece.end > piece.start) {
      close(piece.start);
      kept = piece.end;
    }
  }
  close(current.original.length);
  return edits;
}

/** Where an offset of the current text was in the original; inside written text, the begin (or with `toEnd` the end) of what it replaced. */
export function originalOffset(current: PieceText, offset: number, toEnd = false): number {
  let position = 0;
  let kept = 0;
  for (const [index, piece] of current.pieces.entries()) {
    const length = lengthOf(piece);
    const isInside = offset < position + length || (toEnd && offset === position + length && length > 0);
    if (isInside && piece.kind === 'kept') return piece.start + offset - position;
    if (isInside) return toEnd ? nextKept(current, index) : kept;
    if (piece.kind === 'kept') kept = piece.end;
    position += length;
  }
  return current.original.length;
}

function nextKept(current: PieceText, from: number): number {
  for (const piece of current.pieces.slice(from)) if (piece.kind === 'kept') return piece.start;
  return current.original.length;
}

interface Cursor {
  takeUntil(offset: number): readonly Piece[];
  rest(): readonly Piece[];
}

function createCursor(pieces: readonly Piece[]): Cursor {
  let position = 0;
  let index = 0;
  let head: Piece | undefined = pieces[0];
  const advance = (): void => {
    head = pieces[++index];
  };
  return {
    takeUntil: (offset) => {
      const taken: Piece[] = [];
      while (head !== undefined && position < offset) {
        const length = lengthOf(head);
        const wanted = Math.min(length, offset - position);
        taken.push(wanted === length ? head : cut(head, 0, wanted));
        position += wanted;
        if (wanted === length) advance();
        else head = cut(head, wanted, length);
      }
      return taken;
    },
    rest: () => (head === undefined ? [] : [head, ...pieces.slice(index + 1)]),
  };
}

function cut(piece: Piece, from: number, to: number): Piece {
  return piece.kind === 'kept'
    ? { kind: 'kept', start: piece.start + from, end: piece.start + to }
    : { kind: 'written', text: piece.text.slice(from, to), owners: piece.owners };
}

function lengthOf(piece: Piece): number {
  return piece.kind === 'kept' ? piece.end - piece.start : piece.text.length;
}

function textOf(original: string, pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'kept' ? original.slice(piece.start, piece.end) : piece.text)).join('');
}

/** Owners of text written in a range of the current text; what only touches the range has no part in it. */
export function ownersWithin(
  current: PieceText,
  range: { readonly start: number; readonly end: number },
): readonly string[] {
  const owners: string[] = [];
  let position = 0;
  for (const piece of current.pieces) {
    const end = position + lengthOf(piece);
    if (piece.kind === 'written' && position < range.end && range.start < end) owners.push(...piece.owners);
    position = end;
  }
  return owners;
}
