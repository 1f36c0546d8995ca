import { lineEndOf, lineStartOf } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { ArgumentWishes } from './argument-wishes.ts';
import type { Argument } from './call-arguments.ts';
import { type CommaList, readBracketed } from './comma-list.ts';
import { type EditScope, limitOf, placeAt } from './edit-scope.ts';
import { explodeList } from './explode-list.ts';
import { insertAfterItem, insertBeforeItem, type NewItems } from './insert-items.ts';
import { insertPastComment } from './insert-past-comment.ts';
import { lineIndentAt } from './lay-fragment.ts';
import { measurePieces, type Piece } from './piece.ts';
import { PRECEDENCE, precedenceOf } from './precedence.ts';
import { refuseEdit } from './refuse-edit.ts';
import { clearList, removeItems } from './remove-items.ts';
import { enclosingString } from './tree-places.ts';

/** Writes the wishes for the arguments of one call as edits. */
export function placeArguments(scope: EditScope, wishes: ArgumentWishes): void {
  checkOrder(wishes);
  if (wishes.list.kind === 'generator_expression') {
    placeBesideGenerator(scope, wishes);
    return;
  }
  placeInBrackets(scope, wishes);
  // What is put in front of an argument stands before its new name.
  nameArguments(scope, wishes);
}

function placeInBrackets(scope: EditScope, wishes: ArgumentWishes): void {
  const list = readBracketed(wishes.list);
  const removed = new Set([...wishes.removed].map((argument) => wishes.all.indexOf(argument)));
  const added = takeRemovedPlaces(scope, wishes, list, removed);
  if (removed.size > 0 && removed.size === list.items.length) {
    replaceAll(scope, wishes, list, added);
    return;
  }
  if (removed.size > 0) removeItems(scope.draft, list, removed);
  insertPositionals(scope, wishes, list, removed);
  insertKeywords(scope, wishes, list, removed, added);
}

/** New keywords take the places of removed arguments at the end, so that the layout stays. Returns the rest. */
function takeRemovedPlaces(
  { draft }: EditScope,
  { added, all }: ArgumentWishes,
  list: CommaList,
  removed: Set<number>,
): NewItems {
  const rest = added.map(({ pieces }) => pieces);
  const tail = all.findLastIndex((argument, index) => argument.kind !== 'double-star' && !removed.has(index)) + 1;
  for (let index = tail; index < all.length && rest.length > 0; index++) {
    const item = list.items[index];
    const pieces = rest[0];
    if (item === undefined || pieces === undefined || !removed.has(index)) break;
    draft.saveComments(item, item.node);
    draft.replace(item, pieces);
    removed.delete(index);
    rest.shift();
  }
  return rest;
}

function replaceAll({ draft }: EditScope, wishes: ArgumentWishes, list: CommaList, added: NewItems): void {
  const { list: node } = wishes;
  const texts = [...wishes.inserted.map(({ pieces }) => pieces), ...added];
  if (texts.length === 0 || list.comments.length > 0) {
    const outer = lineIndentAt(draft.tree, node.start);
    clearList(draft, list, { inner: lineIndentAt(draft.tree, list.items[0]?.start ?? node.start), outer });
  }
  if (texts.length === 0) return;
  if (list.comments.length > 0) refuseEdit(node, 'All arguments would be replaced and comments stand between them');
  draft.replace(list, joinWithCommas(texts));
}

function insertPositionals(
  { draft }: EditScope,
  wishes: ArgumentWishes,
  list: CommaList,
  removed: ReadonlySet<number>,
): void {
  for (const { index, pieces } of wishes.inserted) {
    const positional = wishes.all.flatMap((argument, at) => (argument.kind === 'positional' ? [at] : []));
    const before = positional[index] ?? wishes.all.findIndex((argument) => argument.kind !== 'positional');
    if (index > positional.length) refuseEdit(wishes.call, `The call has fewer than ${index} positional arguments`);
    if (list.items.length === 0) draft.replace(list, pieces);
    else if (before >= 0 && !removed.has(before)) insertBeforeItem(draft, list, before, [pieces]);
    else
      insertAfterItem(
        draft,
        list,
        lastStaying(list, removed, list.items.length - 1),
        [pieces],
        Number.MAX_SAFE_INTEGER,
      );
  }
}

function insertKeywords(
  scope: EditScope,
  wishes: ArgumentWishes,
  list: CommaList,
  removed: ReadonlySet<number>,
  added: NewItems,
): void {
  if (added.length === 0) return;
  const { draft } = scope;
  const limit = limitOf(scope);
  if (list.items.length === 0) {
    insertIntoEmpty(scope, wishes.list, list, added);
    return;
  }
  const last = lastStaying(
    list,
    removed,
    wishes.all.findLastIndex(({ kind }) => kind !== 'double-star'),
  );
  const first = list.items.findIndex((_, index) => !removed.has(index));
  if (last < 0) {
    insertBeforeItem(draft, list, first, added);
    return;
  }
  const growth = growthOf(wishes);
  if (removed.size === 0 && isTooLong(wishes.list, list, growth, limit)) {
    explodeList(scope, list, last, added, limit - growth.width);
    return;
  }
  const isAtEnd = removed.size === 0 && last === list.items.length - 1;
  if (isAtEnd && insertPastComment(draft, wishes.call, list, added)) return;
  insertAfterItem(draft, list, last, added, limit);
}

/** Between brackets with nothing but blanks or comments. */
function insertIntoEmpty(scope: EditScope, node: TreeNode, list: CommaList, added: NewItems): void {
  const { draft } = scope;
  const comment = list.comments.at(-1);
  if (comment === undefined) {
    draft.replace(list, joinWithCommas(added));
    return;
  }
  const { newline, unit } = placeAt(scope, node.start);
  const { text } = draft.tree;
  const ownLine = text.slice(lineStartOf(text, comment.start), comment.start);
  const indent = ownLine.trim() === '' ? ownLine : lineIndentAt(draft.tree, node.start) + unit;
  const isSole = added.length === 1;
  draft.insert(
    comment.end,
    ...added.flatMap((pieces): readonly Piece[] => [newline + indent, ...pieces, isSole ? '' : ',']),
  );
}

/** `f(x for x in y)` may drop the parentheses of its generator only while that is the sole argument. */
function placeBesideGenerator({ draft }: EditScope, { list, inserted, added, removed, named }: ArgumentWishes): void {
  if (removed.size > 0) {
    draft.replace({ start: list.start + 1, end: list.end - 1 }, joinWithCommas(added.map(({ pieces }) => pieces)));
    return;
  }
  if (inserted.length + added.length === 0 && named.size === 0) return;
  const before = inserted.filter(({ index }) => index === 0).map(({ pieces }) => pieces);
  const after = [...inserted.filter(({ index }) => index > 0), ...added].map(({ pieces }) => pieces);
  const name = [...named.values()][0];
  draft.insert(list.start, '(', ...before.flatMap((pieces) => [...pieces, ', ']), name === undefined ? '' : `${name}=`);
  draft.insert(list.end, ...after.flatMap((pieces) => [', ', ...pieces]), ')');
}

function nameArguments({ draft }: EditScope, { named, list }: ArgumentWishes): void {
  if (list.kind === 'generator_expression') return;
  for (const [{ kind, value }, keyword] of named) {
    if (kind !== 'positional') continue;
    const isLoose = precedenceOf(value) < PRECEDENCE.lambda;
    draft.insert(value.start, isLoose ? `${keyword}=(` : `${keyword}=`);
    if (isLoose) draft.insert(value.end, ')');
  }
}

/** Python wants positional arguments first; a star argument fills positions, so none before it may become a keyword. */
function checkOrder({ all, named, removed, call }: ArgumentWishes): void {
  let hasKeyword = false;
  for (const argument of all) {
    if (removed.has(argument)) continue;
    if (argument.kind === 'positional' && named.has(argument)) hasKeyword = true;
    else if (hasKeyword && isPositional(argument)) {
      refuseEdit(call, 'A positional argument would follow the argument that gets a keyword');
    }
  }
}

function isPositional({ kind }: Argument): boolean {
  return kind === 'positional' || kind === 'star';
}

function lastStaying(list: CommaList, removed: ReadonlySet<number>, from: number): number {
  for (let index = Math.min(from, list.items.length - 1); index >= 0; index--) if (!removed.has(index)) return index;
  return -1;
}

function isTooLong(node: TreeNode, list: CommaList, growth: Growth, limit: number): boolean {
  if (node.line !== node.endLine || list.comments.length > 0 || growth.isMultiline) return false;
  if (enclosingString(node) !== undefined) return false;
  const { text } = node.tree;
  const width = text.slice(lineStartOf(text, node.start), lineEndOf(text, node.end)).trimEnd().length;
  return width + growth.width > limit && width <= limit;
}

/** How much wider the wishes make a list of one line. */
interface Growth {
  readonly width: number;
  readonly isMultiline: boolean;
}

function growthOf({ added, inserted, named, removed }: ArgumentWishes): Growth {
  const measures = [...added, ...inserted].map(({ pieces }) => measurePieces(pieces));
  const names = [...named].map(([{ name }, keyword]) => keyword.length - (name === undefined ? -1 : name.length));
  const gone = [...removed].map(({ node }) => -(node.end - node.start) - 2);
  const widths = [...measures.map(({ width }) => width + 2), ...names, ...gone];
  return {
    width: widths.reduce((sum, width) => sum + width, 0),
    isMultiline: measures.some(({ isMultiline }) => isMultiline),
  };
}

function joinWithCommas(items: NewItems): readonly Piece[] {
  return items.flatMap((pieces, index) => (index === 0 ? pieces : [', ', ...pieces]));
}
