import { MoultError } from '@moult/errors';
import { lineEndOf, newlineOf, rangesOverlap, sortEdits, type TextEdit, type TextRange } from '@moult/text';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { ImportIntent } from './import-intent.ts';
import { LineIndents } from './line-indents.ts';
import { type CoveringEdit, editOf, gapsOf, type Piece, renderSource, staysInPlace } from './piece.ts';
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
  readonly #edits: TextEdit[] = [];
  readonly #covering: CoveringEdit[] = [];
  readonly #added: AddedAfter[] = [];
  readonly #plans: (() => void)[] = [];
  readonly #savedComments = new Set<number>();
  readonly indents: LineIndents;
  readonly intents: ImportIntent[] = [];

  constructor(tree: SyntaxTree) {
    this.tree = tree;
    this.indents = new LineIndents(tree);
  }

  /** Puts pieces in the place of a range; nodes among them that stand in the range in this order are not touched. */
  replace(range: TextRange, pieces: readonly Piece[]): void {
    if (!staysInPlace(range, pieces, this.tree.text)) {
      this.#covering.push({ start: range.start, end: range.end, pieces });
      return;
    }
    for (const gap of gapsOf(range, pieces)) this.#push(gap, gap.newText);
  }

  /** Replaces a range that several wishes of the change may want replaced alike. */
  replaceOnce(range: TextRange, newText: string): void {
    const isKnown = this.#edits.some(
      (edit) => edit.start === range.start && edit.end === range.end && edit.newText === newText,
    );
    if (!isKnown) this.#push(range, newText);
  }

  remove(start: number, end: number): void {
    this.#push({ start, end }, '');
  }

  insert(offset: number, ...pieces: readonly Piece[]): void {
    this.replace({ start: offset, end: offset }, pieces);
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
  newline(offset: number): string {
    return newlineOf(this.tree.text, offset);
  }

  /** The source of a node as this change leaves it. Only while edits are collected. */
  render(node: TreeNode): string {
    return node.tree === this.tree ? renderSource(node, sortEdits(this.#edits)) : node.text;
  }

  /** Sorted, disjoint edits. Throws `E-EDIT` when two wishes of the change contradict each other. */
  collect(): readonly TextEdit[] {
    for (let plan = this.#plans.shift(); plan !== undefined; plan = this.#plans.shift()) plan();
    this.#settleCovering();
    for (const { offset, indent, write } of this.#added) this.#push({ start: offset, end: offset }, write(indent()));
    const edits = [...this.indents.edits((offset) => this.newline(offset)), ...this.#edits];
    return withoutSwallowed(sortEdits(edits));
  }

  /** Writes the inner covering edits first, since the outer ones may carry them along. */
  #settleCovering(): void {
    const inward = [...this.#covering].sort((a, b) => a.end - a.start - (b.end - b.start));
    for (const { pieces, start, end } of inward) {
      const text = pieces.map((piece) => (typeof piece === 'string' ? piece : this.render(piece))).join('');
      const kept = this.#edits.filter((edit) => !isWithin(edit, { start, end }) || isInsertionAt(edit, start, end));
      this.#edits.splice(0, this.#edits.length, ...kept);
      this.#push({ start, end }, text);
    }
  }

  #push(range: TextRange, newText: string): void {
    const edit = editOf(range, newText, this.tree.text);
    if (edit !== undefined) this.#edits.push(edit);
  }
}

/** Leaves out what lies inside text that another edit replaces; a partial overlap is a contradiction. */
function withoutSwallowed(edits: readonly TextEdit[]): readonly TextEdit[] {
  const kept: TextEdit[] = [];
  for (const edit of edits) {
    const outer = edits.find((other) => other !== edit && rangesOverlap(other, edit) && isWithin(edit, other));
    if (outer === undefined || (isWithin(outer, edit) && edits.indexOf(outer) > edits.indexOf(edit))) kept.push(edit);
  }
  for (const [index, edit] of kept.entries()) {
    const next = kept[index + 1];
    if (next !== undefined && rangesOverlap(edit, next)) throw contradiction(edit, next);
  }
  return kept;
}

function contradiction(a: TextEdit, b: TextEdit): MoultError {
  return new MoultError('E-EDIT', `A rule replaces the same text twice: by \`${a.newText}\` and by \`${b.newText}\``, {
    hint: 'Let the rule ask for one edit of each node',
  });
}

function isWithin(inner: TextRange, outer: TextRange): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function isInsertionAt(edit: TextEdit, start: number, end: number): boolean {
  return edit.start === edit.end && (edit.start === start || edit.start === end);
}
