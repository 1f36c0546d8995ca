import { MoultError } from '@moult/errors';
import type { PyFragment } from '@moult/plugin-api';
import { parseSource } from '../syntax/parse-source.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import { TreeNode } from '../syntax/tree-node.ts';
import { type FlatFragment, flattenFragment, type Hole } from './fragment-holes.ts';
import { needsParentheses, PRECEDENCE, precedenceOf } from './precedence.ts';
import { tokensIn } from './tokens.ts';
import { codeChildren, isInsideBrackets } from './tree-places.ts';
import { trimFragment } from './trim-fragment.ts';

/** What a fragment has to be at the place it is written for. */
export type FragmentContext =
  | 'expression'
  | 'statement'
  | 'header'
  | 'argument'
  | 'call-tail'
  | 'pair'
  | 'with-item'
  | 'parameter';

/** A line break of a fragment, with the blanks that its next line has more than the fragment's first. */
export interface FragmentBreak {
  readonly kind: 'break';
  readonly indent: string;
}

export type FragmentPiece = string | TreeNode | FragmentBreak;

/** A fragment that has been parsed: its text and nodes, with parentheses where a node needs them. */
export interface ReadFragment {
  readonly kind: 'fragment';
  readonly pieces: readonly FragmentPiece[];
  /** Of the whole expression; that of an atom for anything else. */
  readonly precedence: number;
  readonly isNumber: boolean;
  /** Whether the fragment, or a node in it, goes over a line break outside brackets. */
  readonly breaksLines: boolean;
}

const WRAPPERS: Readonly<Record<FragmentContext, readonly [string, string]>> = {
  expression: ['(\n', '\n)'],
  statement: ['', '\n'],
  header: ['', ': pass\n'],
  argument: ['_(\n', '\n)'],
  'call-tail': ['_', '\n'],
  pair: ['{\n', '\n}'],
  'with-item': ['with ', ': pass\n'],
  parameter: ['def _(\n', '\n): pass\n'],
};

const CLAUSES: readonly (readonly [RegExp, string])[] = [
  [/^(elif|else)\b/, 'if _: pass\n'],
  [/^(except|finally)\b/, 'try: pass\n'],
  [/^case\b/, 'match _:\n '],
];

const MEANINGS: Readonly<Record<FragmentContext, string>> = {
  expression: 'an expression',
  statement: 'a statement',
  header: 'the head of a compound statement (without its colon)',
  argument: 'an argument',
  'call-tail': 'a list of arguments in parentheses',
  pair: 'an item of a dictionary',
  'with-item': 'an item of a `with` statement',
  parameter: 'a parameter',
};

/**
 * Parses a fragment with stand-ins for its holes and puts parentheses around holes that would bind differently. Throws `E-FRAGMENT`,
 * naming `owner` (plugin and rule), when the fragment is not what the place needs.
 */
export function readFragment(fragment: PyFragment, context: FragmentContext, owner: string): ReadFragment {
  const flat = trimFragment(flattenFragment(fragment, (inner) => tryExpression(inner, owner)));
  const read = parseFlat(flat, context);
  if (read !== undefined) return read;
  throw new MoultError('E-FRAGMENT', `The fragment \`${flat.text}\` of ${owner} is not ${MEANINGS[context]}`, {
    hint: 'Correct the `py` fragment in the plugin; holes stand for whole expressions, statements or blocks',
  });
}

/** Checks a fragment without using it. Throws as `readFragment` does. */
export function checkFragment(fragment: PyFragment, context: FragmentContext, owner: string): void {
  readFragment(fragment, context, owner);
}

function tryExpression(fragment: PyFragment, owner: string): ReadFragment | undefined {
  return parseFlat(trimFragment(flattenFragment(fragment, (inner) => tryExpression(inner, owner))), 'expression');
}

function parseFlat(flat: FlatFragment, context: FragmentContext): ReadFragment | undefined {
  const [before, after] = WRAPPERS[context];
  const clause = context === 'header' ? (CLAUSES.find(([word]) => word.test(flat.text))?.[1] ?? '') : '';
  const head = clause + before;
  const tree = parseSource(head + flat.text + after);
  if (tree.errors.length > 0 || flat.text === '') return undefined;
  const root = rootOf(tree, context);
  if (root === undefined) return undefined;
  const holes: HoleInTree[] = [];
  for (const hole of flat.holes) {
    const node = nodeOfHole(tree, hole, head.length);
    if (node === undefined) return undefined;
    holes.push({ ...hole, node });
  }
  const only = holes.find((hole) => hole.node === root);
  const pieces = piecesOf(tree, flat, head.length, holes, context);
  return {
    kind: 'fragment',
    pieces,
    precedence: only === undefined ? rootPrecedence(root, context) : precedenceOfContent(only.content),
    isNumber: isNumber(only?.content ?? root),
    breaksLines:
      hasOpenBreak(tree, head.length, head.length + flat.text.length) ||
      holes.some(({ content, node }) => breaksOpenly(content) && !isInsideBrackets(node, root)),
  };
}

/** A tuple that is the wrapper itself is a bare list. */
function rootPrecedence(root: TreeNode, context: FragmentContext): number {
  if (context !== 'expression') return PRECEDENCE.atom;
  return root.parent?.kind === 'parenthesized_expression' ? precedenceOf(root) : PRECEDENCE.list;
}

interface HoleInTree extends Hole {
  readonly node: TreeNode;
}

/** The node that the fragment is; undefined when it is something else than the context wants. */
function rootOf(tree: SyntaxTree, context: FragmentContext): TreeNode | undefined {
  const [statement, ...more] = codeChildren(tree.root);
  if (statement === undefined) return undefined;
  if (context === 'statement') return statement;
  if (more.length > 0) return undefined;
  if (context !== 'expression') return statement;
  const wrapper = codeChildren(statement)[0];
  if (wrapper === undefined || codeChildren(statement).length !== 1) return undefined;
  if (wrapper.kind === 'tuple') return wrapper;
  return wrapper.kind === 'parenthesized_expression' ? codeChildren(wrapper)[0] : undefined;
}

function nodeOfHole(tree: SyntaxTree, hole: Hole, shift: number): TreeNode | undefined {
  let node: TreeNode | undefined = tree.nodeAt(hole.start + shift, hole.end + shift);
  if (!hole.standIn.startsWith('_hole')) return node;
  if (node.kind === 'string_content' || node.kind === 'string') return node;
  if (node.kind !== 'identifier' || node.end - node.start !== hole.standIn.length) return undefined;
  for (let outer = node.parent; outer !== undefined && WRAPPING_KINDS.has(outer.kind); outer = outer.parent) {
    if (outer.start !== node.start || outer.end !== node.end) break;
    node = outer;
  }
  return node;
}

/** Nodes that the grammar puts around an expression without any text of their own. */
const WRAPPING_KINDS: ReadonlySet<string> = new Set([
  'as_pattern_target',
  'type',
  'with_item',
  'dotted_name',
  'parameter',
]);

function piecesOf(
  tree: SyntaxTree,
  flat: FlatFragment,
  shift: number,
  holes: readonly HoleInTree[],
  context: FragmentContext,
): readonly FragmentPiece[] {
  const pieces: FragmentPiece[] = [];
  let position = 0;
  for (const hole of holes) {
    pieces.push(...textPieces(tree, flat.text.slice(position, hole.start), position + shift));
    const inner = hole.content instanceof TreeNode ? [hole.content] : hole.content.pieces;
    pieces.push(...(wantsParentheses(hole, context) ? ['(', ...inner, ')'] : inner));
    position = hole.end;
  }
  pieces.push(...textPieces(tree, flat.text.slice(position), position + shift));
  return pieces.filter((piece) => piece !== '');
}

function wantsParentheses(hole: HoleInTree, context: FragmentContext): boolean {
  const { content, node } = hole;
  if (!hole.standIn.startsWith('_hole') || node.kind.startsWith('string')) return false;
  if (content instanceof TreeNode && STATEMENT_LIKE.test(content.kind)) return false;
  if (needsParentheses(precedenceOfContent(content), node, isNumber(content))) return true;
  return context !== 'expression' && context !== 'argument' && breaksOpenly(content) && !isInsideBrackets(node);
}

const STATEMENT_LIKE =
  /_statement$|^block$|_definition$|^keyword_argument$|_splat$|^pair$|^with_item$|^as_pattern|_pattern$|^pattern_list$/;

function precedenceOfContent(content: TreeNode | ReadFragment): number {
  return content instanceof TreeNode ? precedenceOf(content) : content.precedence;
}

function isNumber(content: TreeNode | ReadFragment): boolean {
  return content instanceof TreeNode ? content.kind === 'integer' : content.isNumber;
}

function breaksOpenly(content: TreeNode | ReadFragment): boolean {
  if (!(content instanceof TreeNode)) return content.breaksLines;
  return !STATEMENT_LIKE.test(content.kind) && hasOpenBreak(content.tree, content.start, content.end);
}

/** Whether a line ends in the range outside the brackets that the range itself has. */
export function hasOpenBreak(tree: SyntaxTree, start: number, end: number): boolean {
  let depth = 0;
  for (const { kind, text } of tokensIn(tree, start, end)) {
    if (kind === 'operator' && '([{'.includes(text)) depth++;
    else if (kind === 'operator' && ')]}'.includes(text)) depth--;
    else if (kind === 'newline' && depth === 0) return true;
  }
  return false;
}

/** Splits text at its line breaks, except at those inside strings. */
function textPieces(tree: SyntaxTree, text: string, start: number): readonly FragmentPiece[] {
  const pieces: FragmentPiece[] = [];
  let position = 0;
  for (const match of text.matchAll(/[ \t]*\r?\n([ \t]*)/g)) {
    const at = start + match.index;
    if (isInString(tree, at + match[0].length) && isInString(tree, at)) continue;
    pieces.push(text.slice(position, match.index), { kind: 'break', indent: match[1] ?? '' });
    position = match.index + match[0].length;
  }
  pieces.push(text.slice(position));
  return pieces;
}

function isInString(tree: SyntaxTree, offset: number): boolean {
  for (let node: TreeNode | undefined = tree.nodeAt(offset); node !== undefined; node = node.parent) {
    if (node.kind === 'string' && node.start < offset && offset < node.end) return true;
  }
  return false;
}
