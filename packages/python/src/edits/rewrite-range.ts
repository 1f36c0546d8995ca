import type { TextEdit, TextRange } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { Draft } from './draft.ts';
import { gapsOf, type Piece, staysInPlace } from './piece.ts';
import { type OpenBracket, openBrackets, refineGap } from './refine-gap.ts';
import { commentsIn } from './tokens.ts';
import { isInsideBrackets } from './tree-places.ts';

/**
 * Puts pieces in the place of code around or in `node`, touching only the tokens that differ. Comments of what goes are kept above the
 * statement.
 */
export function rewriteRange(draft: Draft, range: TextRange, pieces: readonly Piece[], node: TreeNode): void {
  if (!staysInPlace(range, pieces, draft.tree)) {
    saveDropped(draft, range, pieces, node);
    draft.rewrite(range, pieces, undefined);
    return;
  }
  const isEnclosed = isInsideBrackets(node);
  const all: TextEdit[] = [];
  let open: readonly OpenBracket[] = [];
  for (const [index, gap] of gapsOf(range, pieces).entries()) {
    const edits = refineGap(draft.tree, gap, { open, isEnclosed, isFirst: index === 0 });
    for (const edit of edits) draft.saveComments(edit, node);
    all.push(...edits.filter((edit) => draft.tree.text.slice(edit.start, edit.end) !== edit.newText));
    open = openBrackets(open, laidOut(draft, gap, edits));
  }
  draft.rewrite(range, pieces, all);
}

/** The text of a gap after its edits, without comments. */
function laidOut({ tree }: Draft, gap: TextRange, edits: readonly TextEdit[]): string {
  let text = '';
  let position = gap.start;
  for (const edit of edits) {
    text += tree.text.slice(position, edit.start) + edit.newText;
    position = edit.end;
  }
  return (text + tree.text.slice(position, gap.end)).replace(/#[^\r\n]*/g, '');
}

/** Keeps the comments that no piece carries along. */
function saveDropped(draft: Draft, range: TextRange, pieces: readonly Piece[], node: TreeNode): void {
  for (const comment of commentsIn(draft.tree, range.start, range.end)) {
    const travels = pieces.some(
      (piece) => typeof piece !== 'string' && piece.start <= comment.start && comment.end <= piece.end,
    );
    if (!travels) draft.saveComment(comment, node);
  }
}
