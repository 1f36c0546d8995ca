import { lineStartOf, nextLineStartOf, type TextRange } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';
import { isCodePragma } from './code-pragma.ts';
import type { Draft } from './draft.ts';
import type { EditScope } from './edit-scope.ts';
import { lineIndentAt } from './lay-fragment.ts';
import { neighbour } from './statement-lines.ts';
import { commentsIn } from './tokens.ts';
import { statementsOf } from './tree-places.ts';

/** Takes out a statement. Several statements of one block are taken out together, so that an emptied block gets its `pass`. */
export function removeStatement(scope: EditScope, statement: TreeNode): void {
  const block = statement.parent ?? statement;
  const pending = scope.removedStatements.get(block);
  if (pending !== undefined) {
    pending.add(statement);
    return;
  }
  const removed = new Set([statement]);
  scope.removedStatements.set(block, removed);
  scope.draft.atEnd(() => removeStatements(scope.draft, block, removed, scope.filledBlocks.has(block)));
}

/** Takes statements out of a block; one that is emptied gets `pass`, unless new statements fill it. */
export function removeStatements(
  draft: Draft,
  block: TreeNode,
  removed: ReadonlySet<TreeNode>,
  isFilled: boolean,
): void {
  const all = statementsOf(block);
  const isEmptied = block.kind === 'block' && all.every((statement) => removed.has(statement));
  const needsPass = isEmptied && !isFilled;
  for (const [index, statement] of all.entries()) {
    if (!removed.has(statement)) continue;
    if (needsPass && index === 0) replaceByPass(draft, statement);
    else removeOne(draft, statement, removed);
  }
}

function replaceByPass(draft: Draft, statement: TreeNode): void {
  draft.saveComments(statement, statement);
  draft.replace(statement, ['pass']);
}

/** With its lines where it has them for itself, else with the semicolon towards a neighbour. */
function removeOne(draft: Draft, statement: TreeNode, removed: ReadonlySet<TreeNode>): void {
  const next = neighbour(statement, 1);
  const previous = neighbour(statement, -1);
  const keptBefore = someNeighbour(statement, -1, removed);
  const keptAfter = someNeighbour(statement, 1, removed);
  if (keptBefore) {
    cut(draft, { start: previous?.end ?? statement.start, end: statement.end }, statement);
    return;
  }
  if (keptAfter) {
    cut(draft, { start: statement.start, end: next?.start ?? statement.end }, statement);
    return;
  }
  if (previous === undefined) removeLines(draft, statement, removed);
  else cut(draft, { start: previous.end, end: statement.end }, statement);
}

function cut(draft: Draft, range: TextRange, statement: TreeNode): void {
  draft.saveComments(range, statement);
  draft.remove(range.start, range.end);
}

/** Whether a statement on the same line stays. */
function someNeighbour(statement: TreeNode, step: -1 | 1, removed: ReadonlySet<TreeNode>): boolean {
  for (let other = neighbour(statement, step); other !== undefined; other = neighbour(other, step)) {
    if (!removed.has(other)) return true;
  }
  return false;
}

function removeLines(draft: Draft, statement: TreeNode, removed: ReadonlySet<TreeNode>): void {
  const { tree } = draft;
  const start = lineStartOf(tree.text, statement.start);
  const end = nextLineStartOf(tree.text, lastOnLine(statement).end);
  const indent = lineIndentAt(tree, statement.start);
  const newline = draft.newline(statement.start);
  const comments = commentsIn(tree, start, end)
    .filter((comment) => !isCodePragma(comment.text))
    .map((comment) => `${indent}${comment.text}${newline}`);
  const range = comments.length > 0 ? { start, end } : blankLinesAround(statement, start, end);
  draft.replace(range, [comments.join('')]);
  claimNeighbour(draft, statement, removed);
}

/**
 * Claims the line of a statement that stays, so that a change that takes that one out waits, and sees then that it empties the block.
 */
function claimNeighbour(draft: Draft, statement: TreeNode, removed: ReadonlySet<TreeNode>): void {
  const block = statement.parent;
  if (block?.kind !== 'block') return;
  const all = statementsOf(block);
  const index = all.indexOf(statement);
  const stays = (one: TreeNode): boolean => !removed.has(one);
  const neighbour = all.slice(index + 1).find(stays) ?? all.slice(0, index).findLast(stays);
  if (neighbour !== undefined) draft.indents.claim(neighbour.start);
}

function lastOnLine(statement: TreeNode): TreeNode {
  const next = neighbour(statement, 1);
  return next === undefined ? statement : lastOnLine(next);
}

/** Blank lines on both sides would add up: those behind go, or those before where nothing follows in the block. */
function blankLinesAround(statement: TreeNode, start: number, end: number): TextRange {
  const { text } = statement.tree;
  const isLast = statement.parent?.children.at(-1) === statement;
  let before = start;
  while (before > 0 && text.slice(lineStartOf(text, before - 1), before).trim() === '')
    before = lineStartOf(text, before - 1);
  let after = end;
  while (after < text.length && text.slice(after, nextLineStartOf(text, after)).trim() === '')
    after = nextLineStartOf(text, after);
  if (end === text.length && !/[\r\n]$/.test(text)) return { start: endOfLineBefore(text, before), end };
  if (start === 0) return { start, end: after };
  if (before === start || (after === end && !isLast)) return { start, end };
  if (after === end) return { start: before, end };
  const linesBefore = text.slice(before, start).split('\n').length;
  const linesAfter = text.slice(end, after).split('\n').length;
  return linesAfter <= linesBefore ? { start, end: after } : { start: before, end };
}

/** Without the line end, so that a file whose last line had none still has none. */
function endOfLineBefore(text: string, lineStart: number): number {
  if (text.slice(lineStart - 2, lineStart) === '\r\n') return lineStart - 2;
  return Math.max(0, lineStart - 1);
}
