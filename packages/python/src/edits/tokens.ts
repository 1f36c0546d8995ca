import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';

/** A token of Python source. Strings are one token, whatever stands in them. */
export interface Token {
  readonly kind: 'comment' | 'string' | 'word' | 'operator' | 'continuation' | 'newline';
  readonly text: string;
  /** UTF-16 units of the tree's text, as `end`. */
  readonly start: number;
  readonly end: number;
}

const LEXEME =
  /(?<newline>\r\n|\n|\r)|(?<continuation>\\(?:\r\n|\n|\r))|(?<word>\d[\w.]*|[\w\u0080-\uffff]+)|(?<operator>\*\*=|\/\/=|>>=|<<=|\.\.\.|->|:=|\*\*|\/\/|<<|>>|<=|>=|==|!=|[-+*/%@&|^]=|[^\s\w])/gu;

/** The tokens of a range, in order. Blanks are left out; line ends are tokens of the kind `newline`. */
export function tokensIn(tree: SyntaxTree, start: number, end: number): readonly Token[] {
  const tokens: Token[] = [];
  let position = start;
  for (const atom of atomsIn(tree, start, end)) {
    lexInto(tokens, tree.text, position, atom.start);
    tokens.push({
      kind: atom.kind === 'comment' ? 'comment' : 'string',
      text: atom.text,
      start: atom.start,
      end: atom.end,
    });
    position = atom.end;
  }
  lexInto(tokens, tree.text, position, end);
  return tokens;
}

/** The tokens of a range without comments, line ends and line joins. */
export function codeTokensIn(tree: SyntaxTree, start: number, end: number): readonly Token[] {
  return tokensIn(tree, start, end).filter(isCode);
}

/** Whether a token means something to Python's grammar. */
export function isCode(token: Token): boolean {
  return token.kind === 'word' || token.kind === 'operator' || token.kind === 'string';
}

/** The first token in a range with this text, comments and strings left out. */
export function findToken(tree: SyntaxTree, start: number, end: number, text: string): Token | undefined {
  return tokensIn(tree, start, end).find((token) => token.text === text && token.kind !== 'comment');
}

/** The comments of a range. */
export function commentsIn(tree: SyntaxTree, start: number, end: number): readonly TreeNode[] {
  return atomsIn(tree, start, end).filter((atom) => atom.kind === 'comment');
}

/** Strings and comments of a range, the outermost ones, which have to be taken as they are. */
function atomsIn(tree: SyntaxTree, start: number, end: number): readonly TreeNode[] {
  const atoms: TreeNode[] = [];
  let position = start;
  for (let index = firstFrom(tree, start); index < tree.all.length; index++) {
    const node = tree.all[index];
    if (node === undefined || node.start >= end) break;
    if (node.start < position || (node.kind !== 'comment' && node.kind !== 'string')) continue;
    if (node.end > end || node.end === node.start) continue;
    atoms.push(node);
    position = node.end;
  }
  return atoms;
}

/** Index of the first node that begins at `start` or later. Nodes are ordered by where they begin. */
function firstFrom(tree: SyntaxTree, start: number): number {
  let low = 0;
  let high = tree.all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tree.all[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lexInto(tokens: Token[], text: string, start: number, end: number): void {
  if (start >= end) return;
  for (const match of text.slice(start, end).matchAll(LEXEME)) {
    const at = start + match.index;
    tokens.push({ kind: kindOf(match.groups), text: match[0], start: at, end: at + match[0].length });
  }
}

function kindOf(groups: Readonly<Record<string, string | undefined>> | undefined): Token['kind'] {
  if (groups?.['newline'] !== undefined) return 'newline';
  if (groups?.['continuation'] !== undefined) return 'continuation';
  return groups?.['word'] === undefined ? 'operator' : 'word';
}
