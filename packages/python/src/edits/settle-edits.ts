import { MoultError } from '@moult/errors';
import { rangesOverlap, type TextEdit, type TextRange } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';
import { gapsOf, type Piece } from './piece.ts';

/** An edit with the code it was made for, which decides what comes first where several edits meet. */
export interface OwnedEdit extends TextEdit {
  readonly owner: TextRange;
}

/** A replacement of code by pieces. */
export interface Rewrite {
  readonly range: TextRange;
  readonly pieces: readonly Piece[];
  /** Edits of the gaps between nodes that stay; undefined when the nodes cannot stay in place, so that all is written anew. */
  readonly edits: readonly TextEdit[] | undefined;
}

/** Leaves out rewrites of code that another rewrite does not keep. Throws `E-EDIT` when code is rewritten twice. */
export function liveRewrites(rewrites: readonly Rewrite[]): readonly Rewrite[] {
  return rewrites.filter((inner, index) => !rewrites.some((outer, at) => drops(outer, inner, at < index)));
}

/** Whether a rewrite is lost to another one; of two that say the same, the later one is. */
function drops(outer: Rewrite, inner: Rewrite, isEarlier: boolean): boolean {
  if (inner === outer || isEmpty(outer.range) || !isWithin(inner.range, outer.range) || isKept(inner, outer))
    return false;
  if (!isWithin(outer.range, inner.range)) return true;
  if (isKept(outer, inner)) return false;
  const [own, other] = [textOf(inner.pieces), textOf(outer.pieces)];
  if (own === other) return isEarlier;
  if (own !== '' && other !== '') throw contradiction(other, own);
  return own !== '';
}

function isEmpty({ start, end }: TextRange): boolean {
  return start === end;
}

/** Whether the outer rewrite carries the inner one's code along. */
function isKept(inner: Rewrite, outer: Rewrite): boolean {
  return outer.pieces.some((piece) => typeof piece !== 'string' && isWithin(inner.range, piece));
}

/** The edits of rewrites and the other edits of a change together. Rewrites that write nodes anew take the edits inside them along. */
export function combineRewrites(rewrites: readonly Rewrite[], others: readonly OwnedEdit[]): readonly OwnedEdit[] {
  const live = liveRewrites(rewrites);
  let edits: readonly OwnedEdit[] = [
    ...others,
    ...live.flatMap(({ range, edits: gaps }) => (gaps ?? []).map((gap) => ({ ...gap, owner: range }))),
  ];
  const covering = live.filter((rewrite) => rewrite.edits === undefined);
  const inward = [...covering].sort((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start));
  for (const { range, pieces } of inward) {
    const known = edits;
    const newText = pieces
      .map((piece) => (typeof piece === 'string' ? piece : renderNode(piece, known, range)))
      .join('');
    const outside = edits.filter(
      (edit) => !isWithin(edit, range) || (isOnEdge(edit, range) && !isWithin(edit.owner, range)),
    );
    edits = [...outside, { ...range, newText, owner: range }];
  }
  return edits;
}

/** The source of a node with the edits inside it; those around the rewrite it is part of are left out. */
export function renderNode(node: TreeNode, edits: readonly OwnedEdit[], around: TextRange): string {
  const inside = edits.filter(
    (edit) => isWithin(edit, node) && (!isOnEdge(edit, around) || isWithin(edit.owner, around)),
  );
  let text = '';
  let position = node.start;
  for (const edit of orderEdits(withoutSwallowed(inside))) {
    text += node.tree.text.slice(position, edit.start) + edit.newText;
    position = edit.end;
  }
  return text + node.tree.text.slice(position, node.end);
}

/** Sorted, disjoint edits; what meets at one place is one insertion. Throws `E-EDIT` where edits contradict each other. */
export function settleEdits(edits: readonly OwnedEdit[], text: string): readonly TextEdit[] {
  const settled: TextEdit[] = [];
  for (const edit of orderEdits(withoutSwallowed(edits))) {
    const { start, end, newText } = edit;
    const last = settled.at(-1);
    const joined = last === undefined ? undefined : joinEdits(last, edit);
    if (joined !== undefined) settled[settled.length - 1] = joined;
    else settled.push({ start, end, newText });
  }
  return settled.filter((edit) => edit.end > edit.start || edit.newText !== '' || text === '');
}

/** Two insertions at one place, or two removals that overlap, as one; undefined for edits that stay apart. */
function joinEdits(last: TextEdit, edit: TextEdit): TextEdit | undefined {
  const { start, end, newText } = edit;
  if (last.start === last.end && start === end && last.start === start) {
    return { start, end, newText: last.newText + newText };
  }
  if (!rangesOverlap(last, edit)) return undefined;
  if (last.newText !== '' || newText !== '') throw contradiction(last.newText, newText);
  return { start: last.start, end: Math.max(last.end, end), newText };
}

/** Edits in text order. At one place the edit of outer code comes first where the inner code begins, and last where it ends. */
export function orderEdits(edits: readonly OwnedEdit[]): readonly OwnedEdit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end || compareOwners(a, b));
}

function compareOwners(a: OwnedEdit, b: OwnedEdit): number {
  if (a.start !== a.end) return 0;
  const isOuter = isWithin(b.owner, a.owner) && !isWithin(a.owner, b.owner);
  const isInner = isWithin(a.owner, b.owner) && !isWithin(b.owner, a.owner);
  if (isOuter) return a.start <= b.owner.start ? -1 : 1;
  if (isInner) return a.start <= a.owner.start ? 1 : -1;
  if (a.owner.end <= b.owner.start) return -1;
  return b.owner.end <= a.owner.start ? 1 : 0;
}

/** Leaves out what lies inside text that another edit replaces. */
function withoutSwallowed(edits: readonly OwnedEdit[]): readonly OwnedEdit[] {
  const wide = edits.filter((edit) => edit.end > edit.start);
  return edits.filter((edit, index) =>
    wide.every((outer) => {
      if (outer === edit || !isWithin(edit, outer)) return true;
      if (isWithin(outer, edit)) return outer.newText !== edit.newText || edits.indexOf(outer) >= index;
      return isOnEdge(edit, outer) && !isWithin(edit.owner, outer);
    }),
  );
}

function contradiction(first: string, second: string): MoultError {
  return new MoultError('E-EDIT', `A rule replaces the same code twice: by \`${first}\` and by \`${second}\``, {
    hint: 'Let the rule ask for one edit of each node',
  });
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
}

function isWithin(inner: TextRange, outer: TextRange): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function isOnEdge(edit: TextRange, { start, end }: TextRange): boolean {
  return edit.start === edit.end && (edit.start === start || edit.start === end);
}

/** The gaps around the nodes of a replacement that stay in place. */
export function gapEdits(range: TextRange, pieces: readonly Piece[], text: string): readonly TextEdit[] {
  return gapsOf(range, pieces).filter((gap) => text.slice(gap.start, gap.end) !== gap.newText);
}
