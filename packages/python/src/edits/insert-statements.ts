import type { PyFragment, SyntaxNode } from '@moult/plugin-api';
import { lineStartOf } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';
import { docstringOf, firstBodyLine, ownerOf } from './compound-parts.ts';
import { checkReadable, type EditScope, placeAt } from './edit-scope.ts';
import { layFragment, lineIndentAt } from './lay-fragment.ts';
import { type ReadFragment, readFragment } from './read-fragment.ts';
import { refuseEdit } from './refuse-edit.ts';
import { copyNodes } from './reindent-nodes.ts';
import { needsLines } from './replace-statement.ts';
import { isOnHeaderLine, lastLineEnd, neighbour, openBody } from './statement-lines.ts';
import { asTreeNode, codeChildren, statementOf } from './tree-places.ts';

type Fragments = readonly PyFragment[];

/** Puts statements before a statement and the comments right above it. */
export function insertBefore(scope: EditScope, given: SyntaxNode, fragments: Fragments): void {
  const { statement, block, reads } = prepare(scope, given, fragments);
  const { draft } = scope;
  if (neighbour(statement, -1) !== undefined) {
    draft.insert(statement.start, ...onOneLine(scope, statement, reads, '', '; '));
    return;
  }
  if (isOnHeaderLine(block)) {
    const indent = openBody(scope, block);
    const lead = draft.newline(statement.start) + indent;
    draft.insert(statement.start, ...reads.flatMap((read) => [...lay(scope, read, statement, indent), lead]));
    return;
  }
  const gap = draft.newline(statement.start);
  draft.indents.addBefore(
    commentsAbove(statement),
    (indent) => writeLines(scope, reads, statement, indent) + blankLinesBehind(reads, indent, gap),
  );
}

/** A definition stands apart from what follows it. */
function blankLinesBehind(reads: readonly ReadFragment[], indent: string, newline: string): string {
  const first = reads.at(-1)?.pieces[0];
  const isDefinition = typeof first === 'string' && /^(def|class|async\s+def|@)/.test(first);
  if (!isDefinition) return '';
  return indent === '' ? newline + newline : newline;
}

/** Puts statements after a statement and the comment behind it. */
export function insertAfter(scope: EditScope, given: SyntaxNode, fragments: Fragments): void {
  const { statement, block, reads } = prepare(scope, given, fragments);
  const { draft } = scope;
  if (neighbour(statement, 1) !== undefined) {
    draft.insert(statement.end, ...onOneLine(scope, statement, reads, '; ', ''));
    return;
  }
  const newline = draft.newline(statement.start);
  if (isOnHeaderLine(block)) {
    const indent = openBody(scope, block);
    draft.insert(lastLineEnd(statement), `${newline}${writeLines(scope, reads, statement, indent)}`);
    return;
  }
  draft.addLinesAfter(
    lastLineEnd(statement),
    lineStartOf(draft.tree.text, statement.start),
    (indent) => newline + writeLines(scope, reads, statement, indent),
  );
}

/** Puts statements at the head of a body, after its docstring. */
export function insertFirst(scope: EditScope, given: SyntaxNode, fragments: Fragments): void {
  const block = asTreeNode(given);
  const [first, second] = codeChildren(block);
  if (first === undefined) refuseEdit(block, 'The body is empty');
  const docstring = docstringOf(block);
  if (docstring !== undefined) {
    const isApart = second !== undefined && /\n[ \t\f]*\r?\n/.test(block.tree.text.slice(docstring.end, second.start));
    isApart ? insertBefore(scope, second, fragments) : insertAfter(scope, docstring, fragments);
    return;
  }
  if (block.kind === 'module' || isOnHeaderLine(block)) {
    insertBefore(scope, first, fragments);
    return;
  }
  const { statement, reads } = prepare(scope, first, fragments);
  const line = firstBodyLine(ownerOf(block));
  const isAligned = lineIndentAt(block.tree, line + indentAt(statement).length) === indentAt(statement);
  const at = isAligned ? line : statement.start;
  scope.draft.indents.addBefore(at, (indent) => writeLines(scope, reads, statement, indent));
}

interface Prepared {
  readonly statement: TreeNode;
  readonly block: TreeNode;
  readonly reads: readonly ReadFragment[];
}

function prepare(scope: EditScope, given: SyntaxNode, fragments: Fragments): Prepared {
  const statement = statementOf(asTreeNode(given));
  checkReadable(statement);
  const block = statement.parent;
  if (block === undefined) return refuseEdit(statement, 'Statements can be put beside a statement only');
  scope.filledBlocks.add(block);
  return { statement, block, reads: fragments.map((fragment) => readFragment(fragment, 'statement', scope.owner)) };
}

function lay(scope: EditScope, read: ReadFragment, at: TreeNode, indent: string) {
  return copyNodes(layFragment(read, placeAt(scope, at.start, indent)), indent);
}

function writeLines(scope: EditScope, reads: readonly ReadFragment[], at: TreeNode, indent: string): string {
  const lines = reads.map((read) => scope.draft.write([indent, ...lay(scope, read, at, indent)]));
  return lines.join(scope.draft.newline(at.start));
}

/** Simple statements between others on one line. */
function onOneLine(
  scope: EditScope,
  statement: TreeNode,
  reads: readonly ReadFragment[],
  before: string,
  after: string,
) {
  if (reads.some(needsLines)) {
    return refuseEdit(statement, 'Other statements share the line', 'Put each statement on a line of its own first');
  }
  return reads.flatMap((read) => [before, ...lay(scope, read, statement, ''), after]);
}

/** Where the comments right above a statement begin, else the statement. */
function commentsAbove(statement: TreeNode): number {
  const { text } = statement.tree;
  const indent = indentAt(statement);
  let line = lineStartOf(text, statement.start);
  while (line > 0) {
    const above = lineStartOf(text, line - 1);
    const isComment = text.startsWith(`${indent}#`, above) && isCommentAt(statement, above + indent.length);
    if (!isComment || text.startsWith('#!', above)) break;
    line = above;
  }
  return line;
}

function isCommentAt({ tree }: TreeNode, offset: number): boolean {
  return tree.nodeAt(offset, offset + 1).kind === 'comment';
}

function indentAt(statement: TreeNode): string {
  return lineIndentAt(statement.tree, statement.start);
}
