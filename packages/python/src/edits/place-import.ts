import { lineEndOf, lineStartOf, nextLineStartOf } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';
import { docstringOf } from './compound-parts.ts';
import type { Draft } from './draft.ts';
import type { ImportWish } from './import-fates.ts';
import {
  type HeadImport,
  headImports,
  type IsLocalModule,
  predecessorIn,
  SECTIONS,
  sectionOf,
} from './import-order.ts';
import { statementsOf } from './tree-places.ts';

/** Where a new import goes, besides its place in the order. */
export interface ImportHome {
  readonly isLocal: IsLocalModule;
  /** Where code uses the name first; an import further down would come too late. */
  readonly firstUse: (wish: ImportWish) => number;
  /** Gives the line to a statement that is about to go, whose place it takes; false when the statement stays. */
  readonly takePlace: (statement: TreeNode, line: string) => boolean;
}

/** Adds a new import statement to the head of a file, where its formatter would put it. */
export function placeImport(draft: Draft, wish: ImportWish, line: string, home: ImportHome): void {
  const { isLocal, takePlace } = home;
  const firstUse = home.firstUse(wish);
  const head = headImports(draft.tree.root, isLocal).filter(({ statement }) => statement.end <= firstUse);
  const section = sectionOf(wish.module, 0, isLocal);
  const group = head.filter((one) => one.section === section);
  const first = group[0];
  if (first !== undefined) {
    const form = wish.member === undefined ? 'import' : 'from';
    const before = predecessorIn(group, { form, module: wish.module });
    if (takePlace((before ?? first).statement, line)) return;
    before === undefined ? addBefore(draft, first.statement, line) : addAfter(draft, before.statement, line, 1);
    return;
  }
  if (head.length === 0) {
    addToTop(draft, line);
    return;
  }
  const rank = SECTIONS.indexOf(section);
  const lower = head.findLast((one) => SECTIONS.indexOf(one.section) < rank);
  const isApart = separatesSections(head);
  if (lower !== undefined) {
    addAfter(draft, lower.statement, line, isApart ? 2 : 1);
    return;
  }
  const higher = head[0];
  if (higher !== undefined)
    addBefore(draft, higher.statement, isApart ? `${line}${draft.newline(higher.statement.start)}` : line);
}

/** Puts a statement on a line after another one; `breaks` is 2 for a blank line between. */
export function addAfter(draft: Draft, statement: TreeNode, line: string, breaks: 1 | 2): void {
  const end = lineEndOf(draft.tree.text, statement.end);
  const start = lineStartOf(draft.tree.text, statement.start);
  draft.addLinesAfter(end, start, (indent) => `${draft.newline(start).repeat(breaks)}${indent}${line}`);
}

function addBefore(draft: Draft, statement: TreeNode, line: string): void {
  draft.indents.addBefore(statement.start, (indent) => indent + line);
}

/** Whether blank lines stand between imports of different sections; true where there is only one section. */
function separatesSections(head: readonly HeadImport[]): boolean {
  const borders = head.flatMap((one, index) => {
    const next = head[index + 1];
    return next !== undefined && next.section !== one.section ? [{ one, next }] : [];
  });
  return (
    borders.length === 0 ||
    borders.some(({ one, next }) =>
      /\n[ \t]*\r?\n/.test(one.statement.tree.text.slice(one.statement.end, next.statement.start)),
    )
  );
}

/** In a file without imports: after the docstring, else after the comments that head the file. */
function addToTop(draft: Draft, line: string): void {
  const { root, text } = draft.tree;
  const docstring = docstringOf(root);
  if (docstring !== undefined) {
    addAfter(draft, docstring, line, 2);
    return;
  }
  const [first] = statementsOf(root);
  const offset = endOfHeadComments(root);
  const newline = draft.newline(offset);
  if (first === undefined) {
    draft.insert(text.length, line, newline);
    return;
  }
  const isDefinition = /_definition$/.test(first.kind);
  draft.insert(offset, `${line}${newline.repeat(isDefinition ? 3 : 2)}`);
}

/** Behind the first block of comments where a blank line follows it, else behind `#!` and encoding lines. */
function endOfHeadComments(root: TreeNode): number {
  const { text } = root.tree;
  let line = 0;
  let fixed = 0;
  while (text.startsWith('#', line)) {
    const next = nextLineStartOf(text, line);
    if (/^#!|^#.*coding[:=]/.test(text.slice(line, next))) fixed = next;
    line = next;
  }
  const isApart = text.slice(line, lineEndOf(text, line)).trim() === '';
  if (!isApart) return fixed;
  while (line < text.length && text.slice(line, lineEndOf(text, line)).trim() === '')
    line = nextLineStartOf(text, line);
  return line;
}
