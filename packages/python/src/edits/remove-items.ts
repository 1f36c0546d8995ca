import { indentationOf, lineStartOf, type TextRange } from '@moult/text';
import { type CommaList, isPlainGap, type ListItem, linesOf, ownsLines } from './comma-list.ts';
import type { Draft } from './draft.ts';
import { commentsIn } from './tokens.ts';

/**
 * Takes elements out of a list with their commas; at least one other element stays. An element that has its lines for itself goes with
 * them, comments stay. With `needsComma` the last element keeps a comma, as a tuple of one needs it.
 */
export function removeItems(draft: Draft, list: CommaList, removed: ReadonlySet<number>, needsComma = false): void {
  const lastKept = list.items.findLastIndex((_, index) => !removed.has(index));
  for (const [index, item] of list.items.entries()) {
    if (!removed.has(index)) continue;
    if (ownsLines(item)) removeLines(draft, item);
    else if (index < lastKept) removeForward(draft, list, index, removed);
  }
  removeTail(draft, list, lastKept, needsComma);
}

/** Takes out all elements of a bracketed list; its comments stay on lines of their own. */
export function clearList(
  draft: Draft,
  list: CommaList,
  indent: { readonly inner: string; readonly outer: string },
): void {
  const newline = draft.newline(list.start);
  const comments = list.comments.map((comment) => `${newline}${indent.inner}${comment.text}`).join('');
  // The brackets are part of the edit, so that a change that adds to the list waits for this one.
  const range = { start: list.start - 1, end: list.end + 1 };
  const [open, close] = [list.tree.text[range.start] ?? '', list.tree.text[list.end] ?? ''];
  draft.replace(range, [open + (comments === '' ? '' : `${comments}${newline}${indent.outer}`) + close]);
}

function removeLines(draft: Draft, item: ListItem): void {
  const { tree } = draft;
  const range = linesOf(tree, item);
  const [comment, ...others] = commentsIn(tree, range.start, range.end);
  if (comment !== undefined && others.length === 0 && lineStartOf(tree.text, comment.start) === range.start) {
    // The indentation stays in place, so that what moves the line moves the comment.
    draft.replace({ start: item.start, end: comment.start }, ['']);
    return;
  }
  const indent = indentationOf(tree.text.slice(range.start, item.start));
  draft.replace(range, [commentLines(draft, range, indent)]);
}

function commentLines(draft: Draft, range: TextRange, indent: string): string {
  return commentsIn(draft.tree, range.start, range.end)
    .map((comment) => `${indent}${comment.text}${draft.newline(range.start)}`)
    .join('');
}

/** Up to the next element, or only past the comma where a comment or a line break follows. */
function removeForward(draft: Draft, list: CommaList, index: number, removed: ReadonlySet<number>): void {
  const { items } = list;
  const item = items[index];
  const next = items[index + 1];
  if (item === undefined || next === undefined) return;
  const followsRemoved = removed.has(index - 1);
  if (isPlainGap(list, item.outerEnd, next.start)) {
    // The unit before is part of the edit, so that a change that writes before the element waits for this one.
    const start = followsRemoved ? item.start : item.start - 1;
    const kept = index > 0 && endsLine(list, index, removed) ? '' : list.tree.text.slice(start, item.start);
    draft.saveComments(item, item.node);
    draft.replace({ start, end: next.start }, [kept]);
    return;
  }
  if (isFollowedUp(list, index, removed)) {
    draft.saveComments(item, item.node);
    draft.remove(item.start, next.start);
    return;
  }
  const previous = items[index - 1];
  const before = previous === undefined || followsRemoved ? item.start : previous.outerEnd;
  const start = isPlainGap(list, before, item.start) ? before : item.start;
  removeKeepingComments(draft, { start, end: item.outerEnd });
}

/** Whether a line break follows the run of elements that go, so that no blank may stay before it. */
function endsLine(list: CommaList, index: number, removed: ReadonlySet<number>): boolean {
  const { items } = list;
  let last = index;
  while (removed.has(last + 1)) last++;
  const [item, next] = [items[last], items[last + 1]];
  return item !== undefined && next !== undefined && !isPlainGap(list, item.outerEnd, next.start);
}

/** Whether the element of the next line comes up to the opening bracket, where nothing stays on the line of the bracket. */
function isFollowedUp(list: CommaList, index: number, removed: ReadonlySet<number>): boolean {
  const { items, tree } = list;
  const [first, item, next] = [items[0], items[index], items[index + 1]];
  if (first === undefined || item === undefined || next === undefined) return false;
  const isAtBracket = first.start === list.start && items.slice(0, index).every((_, before) => removed.has(before));
  const isOneGap = /^\s*$/.test(tree.text.slice(item.outerEnd, next.start));
  const isOneLine = !/[\r\n]/.test(tree.text.slice(list.start, item.start));
  return isAtBracket && isOneGap && isOneLine && !(removed.has(index + 1) && ownsLines(next));
}

/** Elements at the end that share a line with what stays: they go with the comma before them, unless the list ends with one. */
function removeTail(draft: Draft, list: CommaList, lastKept: number, needsComma: boolean): void {
  const { items } = list;
  const kept = items[lastKept];
  const last = items.at(-1);
  if (kept === undefined || last === undefined) return;
  if (needsComma && kept.comma === undefined) draft.insert(kept.end, ',');
  if (kept === last) return;
  const keepsComma = last.comma !== undefined || needsComma;
  if (!keepsComma && kept.comma !== undefined) draft.remove(kept.comma.start, kept.comma.end);
  let position = kept.outerEnd;
  for (const item of items.slice(lastKept + 1)) {
    if (!ownsLines(item)) {
      const start = isPlainGap(list, position, item.start) ? position : item.start;
      removeKeepingComments(draft, { start, end: item.outerEnd });
    }
    position = item.outerEnd;
  }
}

function removeKeepingComments(draft: Draft, range: TextRange): void {
  const { tree } = draft;
  const inside = commentsIn(tree, range.start, range.end);
  const [first] = inside;
  if (first !== undefined) draft.saveComments(range, first);
  draft.remove(range.start, range.end);
}
