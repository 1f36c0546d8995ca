import { lineEndOf, type Newline, newlineOf, type TextEdit, type TextRange } from '@moult/text';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { ImportIntent } from './import-intent.ts';
import { LineIndents } from './line-indents.ts';
import { type Piece, staysInPlace } from './piece.ts';
import { combineRewrites, gapEdits, type OwnedEdit, type Rewrite, renderNode, settleEdits } from './settle-edits.ts';
import { commentsIn } from './tokens.ts';
import { statementOf } from './tree-places.ts';

/** New lines after a line, written when the indentation of that line is known. */
interface AddedAfter {
  readonly offset: number;
  readonly indent: () => string;
  readonly write: (indent: string) => string;
}

/**
 * Collects the text edits of one change while rules ask for them, and settles at the end what they do to each other: what stands inside
 * removed text goes with it, what stands inside moved text travels along, and each line is indented once.
 */
export class Draft {
  readonly tree: SyntaxTree;
  readonly indents: LineIndents;
  readonly intents: ImportIntent[] = [];
  readonly #edits: OwnedEdit[] = [];
  readonly #rewrites: Rewrite[] = [];
  readonly #added: AddedAfter[] = [];
  readonly #inserts: { readonly offset: number; readonly pieces: readonly Piece[] }[] = [];
  readonly #plans: (() => void)[] = [];
  readonly #savedComments = new Set<number>();

  constructor(tree: SyntaxTree) {
    this.tree = tree;
    this.indents = new LineIndents(tree);
  }

  /** Puts pieces in the place of a range; nodes among them that stand in the range in this order are not touched. */
  replace(range: TextRange, pieces: readonly Piece[]): void {
    if (range.start === range.end) {
      this.insert(range.start, ...pieces);
      return;
    }
    const stays = staysInPlace(range, pieces, this.tree);
    this.rewrite(range, pieces, stays ? gapEdits(range, pieces, this.tree.text) : undefined);
  }

  /** Puts pieces in the place of a range by edits that were worked out already; without them all is written anew. */
  rewrite(range: TextRange, pieces: readonly Piece[], edits: readonly TextEdit[] | undefined): void {
    this.#rewrites.push({ range: { start: range.start, end: range.end }, pieces, edits });
  }

  remove(start: number, end: number): void {
    if (end > start) this.#edits.push({ start, end, newText: '', owner: this.tree.root });
  }

  /** Writes between tokens that stay. Where the code beside the place is rewritten, this goes outside. */
  insert(offset: number, ...pieces: readonly Piece[]): void {
    this.#inserts.push({ offset, pieces });
  }

  /** Replaces blanks that several wishes of the change may want replaced alike. */
  replaceOnce({ start, end }: TextRange, newText: string): void {
    const isKnown = this.#edits.some((edit) => edit.start === start && edit.end === end && edit.newText === newText);
    if (!isKnown) this.#edits.push({ start, end, newText, owner: this.tree.root });
  }

  /** Puts lines after the line around `offset`, with the indentation that the line around `model` gets. */
  addLinesAfter(offset: number, model: number, write: (indent: string) => string): void {
    this.#added.push({ offset: lineEndOf(this.tree.text, offset), indent: this.indents.claim(model), write });
  }

  /** Keeps the comments of a range that is about to go, as lines above the statement around it. */
  saveComments(range: TextRange, at: TreeNode): void {
    for (const comment of commentsIn(this.tree, range.start, range.end)) this.saveComment(comment, at);
  }

  saveComment(comment: TreeNode, at: TreeNode): void {
    if (this.#savedComments.has(comment.start)) return;
    this.#savedComments.add(comment.start);
    this.indents.addBefore(statementOf(at).start, (indent) => `${indent}${comment.text}`);
  }

  /** Runs `plan` when all wishes are known. */
  atEnd(plan: () => void): void {
    this.#plans.push(plan);
  }

  /** The line end to write near an offset. */
  newline(offset: number): Newline {
    return newlineOf(this.tree.text, offset);
  }

  /** Pieces as one text, nodes as this change leaves them. Only while edits are collected. */
  write(pieces: readonly Piece[]): string {
    return pieces.map((piece) => (typeof piece === 'string' ? piece : this.#render(piece))).join('');
  }

  /** Sorted, disjoint edits. Throws `E-EDIT` when two wishes of the change contradict each other. */
  collect(): readonly TextEdit[] {
    for (let plan = this.#plans.shift(); plan !== undefined; plan = this.#plans.shift()) plan();
    this.#writeInserts();
    const lines = this.indents.edits((offset) => this.newline(offset)).map((edit) => this.#own(edit));
    const added = this.#added.map(({ offset, indent, write }) =>
      this.#own({ start: offset, end: offset, newText: write(indent()) }),
    );
    return settleEdits([...lines, ...combineRewrites(this.#rewrites, this.#edits), ...added], this.tree.text);
  }

  /** Plain texts first, since the nodes among the others may have such insertions inside. */
  #writeInserts(): void {
    const places = this.#inserts.map(({ offset }) => ({ start: offset, end: offset, owner: this.tree.root }));
    const texts = this.#inserts.map(({ pieces }) => (pieces.every(isText) ? pieces.join('') : undefined));
    const known = places.flatMap((place, index) => ({ ...place, newText: texts[index] ?? '' }));
    const combined = combineRewrites(this.#rewrites, [...this.#edits, ...known]);
    for (const [index, { pieces }] of this.#inserts.entries()) {
      texts[index] ??= pieces.map((piece) => (isText(piece) ? piece : this.#renderWith(piece, combined))).join('');
    }
    this.#edits.push(...places.map((place, index) => ({ ...place, newText: texts[index] ?? '' })));
  }

  #own(edit: TextEdit): OwnedEdit {
    return { ...edit, owner: this.tree.root };
  }

  #render(node: TreeNode): string {
    return this.#renderWith(node, combineRewrites(this.#rewrites, this.#edits));
  }

  #renderWith(node: TreeNode, edits: readonly OwnedEdit[]): string {
    return node.tree === this.tree ? renderNode(node, edits, { start: -1, end: -1 }) : node.text;
  }
}

function isText(piece: Piece): piece is string {
  return typeof piece === 'string';
}
