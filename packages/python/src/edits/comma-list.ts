import { lineEndOf, lineStartOf, nextLineStartOf, type TextRange } from '@moult/text';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import { commentsIn, findToken, type Token, tokensIn } from './tokens.ts';
import { codeChildren } from './tree-places.ts';

/** One element of a list with commas, as it stands in the text. */
export interface ListItem {
  readonly node: TreeNode;
  readonly start: number;
  readonly end: number;
  /** The comma behind it. */
  readonly comma: Token | undefined;
  /** Where the element ends with its comma. */
  readonly outerEnd: number;
  /** Whether only blanks stand before it on its line. */
  readonly isFirstOnLine: boolean;
  /** Whether nothing but its comma and a comment follows on its last line. */
  readonly isLastOnLine: boolean;
}

/** A list between two offsets, its brackets left out. */
export interface CommaList extends TextRange {
  readonly tree: SyntaxTree;
  readonly items: readonly ListItem[];
  readonly comments: readonly TreeNode[];
  /** Whether brackets stand around it, so that its lines end without meaning. */
  readonly isBracketed: boolean;
}

/** Reads the elements between the brackets of `node`: arguments, elements, parameters, pairs. */
export function readBracketed(node: TreeNode): CommaList {
  return readList(node.tree, codeChildren(node), { start: node.start + 1, end: node.end - 1 }, true);
}

/** Reads elements that have no brackets of their own, or only some of the children of a node. */
export function readList(
  tree: SyntaxTree,
  nodes: readonly TreeNode[],
  range: TextRange,
  isBracketed: boolean,
): CommaList {
  const read = nodes.map((node, index) => readItem(tree, node, nodes[index + 1]?.start ?? range.end));
  // Without brackets only a backslash ends a line, so no element has a line for itself.
  const items = isBracketed ? read : read.map((item) => ({ ...item, isFirstOnLine: false, isLastOnLine: false }));
  const { start, end } = range;
  return { tree, items, comments: commentsIn(tree, start, end), start, end, isBracketed };
}

/** Whether text between two elements can go without taking a comment or the layout of other lines along. */
export function isPlainGap({ tree, isBracketed }: CommaList, start: number, end: number): boolean {
  return !isBracketed || !/[\r\n\\#]/.test(tree.text.slice(start, end));
}

function readItem(tree: SyntaxTree, node: TreeNode, limit: number): ListItem {
  const { text } = tree;
  const comma = findToken(tree, node.end, limit, ',');
  const outerEnd = comma?.end ?? node.end;
  return {
    node,
    start: node.start,
    end: node.end,
    comma,
    outerEnd,
    isFirstOnLine: text.slice(lineStartOf(text, node.start), node.start).trim() === '',
    isLastOnLine: tokensIn(tree, outerEnd, lineEndOf(text, outerEnd)).every((token) => token.kind === 'comment'),
  };
}

/** Whether an element has its lines for itself, so that the lines can go with it. */
export function ownsLines(item: ListItem): boolean {
  return item.isFirstOnLine && item.isLastOnLine;
}

/** The whole lines of an element that has them for itself. */
export function linesOf(tree: SyntaxTree, item: ListItem): TextRange {
  return { start: lineStartOf(tree.text, item.start), end: nextLineStartOf(tree.text, item.outerEnd) };
}
