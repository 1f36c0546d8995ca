import { lineEndOf } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { CommaList } from './comma-list.ts';
import type { Draft } from './draft.ts';
import type { NewItems } from './insert-items.ts';
import { lineIndentAt } from './lay-fragment.ts';
import { joinPieces } from './piece.ts';

/**
 * Adds arguments to a decorator of several lines whose bracket closes behind the last argument, with a comment after it: the comment stays with
 * the argument it stands beside, and the bracket moves to the new line. False where the call is of another shape.
 */
export function insertPastComment(draft: Draft, call: TreeNode, list: CommaList, added: NewItems): boolean {
  const last = list.items.at(-1);
  const { text } = list.tree;
  if (last === undefined || call.parent?.kind !== 'decorator' || !standsAlone(list)) return false;
  if (!/^[ \t]*$/.test(text.slice(last.outerEnd, list.end))) return false;
  const lineEnd = lineEndOf(text, list.end);
  const comment = /^[ \t]*#.*?(?=[ \t]*$)/.exec(text.slice(list.end + 1, lineEnd))?.[0];
  if (comment === undefined || call.end !== list.end + 1) return false;
  const lead = draft.newline(last.end) + lineIndentAt(list.tree, last.start);
  const lines = added.flatMap((pieces, index) => [[lead], pieces, [index < added.length - 1 ? ',' : '']]);
  draft.replace({ start: last.end, end: call.end }, [',']);
  draft.insert(call.end + comment.length, ...joinPieces(...lines, [last.comma === undefined ? ')' : ',)']));
  return true;
}

/** Whether the last argument begins a line that is not the first one's. */
function standsAlone({ items }: CommaList): boolean {
  const [first, last] = [items[0], items.at(-1)];
  return last?.isFirstOnLine === true && (items.length === 1 || (first?.node.line ?? last.node.line) < last.node.line);
}
