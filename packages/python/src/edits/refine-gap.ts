import type { TextEdit } from '@moult/text';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import { codeTokensIn, commentsIn, type Token } from './tokens.ts';

/** A bracket of the new code that is not closed yet. */
export interface OpenBracket {
  /** Whether it belongs to a call, where a comma before the closing bracket means nothing. */
  readonly isCall: boolean;
  /** Whether its content begins on the next line. */
  readonly isSpread: boolean;
}

/** What is known about the place of a gap in the new code. */
export interface GapPlace {
  /** Brackets that are open in the new code where the gap begins. */
  readonly open: readonly OpenBracket[];
  /** Whether brackets around the whole replacement are open. */
  readonly isEnclosed: boolean;
  readonly isFirst: boolean;
}

const TEXT_TOKEN =
  /(?<string>[a-zA-Z]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\[\s\S]|[^"\\\r\n])*"|'(?:\\[\s\S]|[^'\\\r\n])*'))|(?<word>\d[\w.]*|[\w\u0080-\uffff]+)|\*\*=|\/\/=|>>=|<<=|\.\.\.|->|:=|\*\*|\/\/|<<|>>|<=|>=|==|!=|[-+*/%@&|^]=|[^\s\w]/gu;

/** A token of new text, which has no tree. */
export interface TextToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isWord: boolean;
}

/** The tokens of new text. */
export function lexText(text: string): readonly TextToken[] {
  return [...text.matchAll(TEXT_TOKEN)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    isWord: match.groups?.['word'] !== undefined,
  }));
}

/**
 * Narrows the replacement of a gap to the tokens that differ, so that line breaks, blanks and comments beside the others stay.
 * Returns the gap itself where a line break that stays would end the statement.
 */
export function refineGap(tree: SyntaxTree, gap: TextEdit, place: GapPlace): readonly TextEdit[] {
  const old = codeTokensIn(tree, gap.start, gap.end);
  const added = lexText(gap.newText);
  const head = sharedHead(old, added);
  const tail = balancedTail(old, head, sharedTail(old, added, head));
  if (head + tail === 0 || closesCompactly(tree, gap, place)) return [gap];
  const from = head > 0 ? (old[head - 1]?.end ?? gap.start) : gap.start;
  const to = tail > 0 ? (old[old.length - tail]?.start ?? gap.end) : gap.end;
  if (losesBrackets(tree, gap, { head, tail }, old, added, place)) return [gap];
  const oldMiddle = old.slice(head, old.length - tail);
  const newMiddle = added.slice(head, added.length - tail);
  if (oldMiddle.length + newMiddle.length === 0) return [];
  if (isFinalComma(oldMiddle, newMiddle, old[old.length - tail], place, head)) return [];
  const newFrom = head > 0 ? (added[head - 1]?.end ?? 0) : 0;
  const newTo = tail > 0 ? (added[added.length - tail]?.start ?? 0) : gap.newText.length;
  return narrow(tree, { start: from, end: to, newText: gap.newText.slice(newFrom, newTo) }, oldMiddle);
}

/** The open brackets after some new text, as it is laid out in the end. */
export function openBrackets(open: readonly OpenBracket[], text: string): readonly OpenBracket[] {
  const stack = [...open];
  const tokens = lexText(text);
  for (const [index, token] of tokens.entries()) {
    const previous = tokens[index - 1];
    const isCall = previous === undefined || previous.isWord || /[)\]]/.test(previous.text);
    const isSpread = /[\r\n]/.test(text.slice(token.end, tokens[index + 1]?.start ?? text.length));
    if ('([{'.includes(token.text)) stack.push({ isCall, isSpread });
    else if (')]}'.includes(token.text)) stack.pop();
  }
  return stack;
}

/** A closing bracket does not stay on its own line when the opening one now has its content beside it. */
function closesCompactly(tree: SyntaxTree, gap: TextEdit, { open }: GapPlace): boolean {
  const old = tree.text.slice(gap.start, gap.end);
  return open.at(-1)?.isSpread === false && /^\s*,?\s*[\r\n]\s*[)\]}]/.test(old) && !old.includes('#');
}

/** Replaces the middle; line breaks and comments beside it stay. */
function narrow(tree: SyntaxTree, edit: TextEdit, oldMiddle: readonly Token[]): readonly TextEdit[] {
  const old = tree.text.slice(edit.start, edit.end);
  const [first] = oldMiddle;
  const last = oldMiddle.at(-1);
  if (!/[\r\n#]/.test(old) && commentsIn(tree, edit.start, edit.end).length === 0)
    return [withoutSharedBlanks(edit, old)];
  if (first === undefined || last === undefined)
    return [{ start: edit.start, end: edit.start, newText: edit.newText.trimEnd() }];
  return [{ start: first.start, end: last.end, newText: edit.newText.trim() }];
}

function withoutSharedBlanks({ start, end, newText }: TextEdit, old: string): TextEdit {
  let head = 0;
  while (head < old.length && old[head] === newText[head] && isBlank(old[head])) head++;
  let tail = 0;
  while (
    tail < Math.min(old.length, newText.length) - head &&
    old.at(-1 - tail) === newText.at(-1 - tail) &&
    isBlank(old.at(-1 - tail))
  )
    tail++;
  return { start: start + head, end: end - tail, newText: newText.slice(head, newText.length - tail) };
}

function isBlank(unit: string | undefined): boolean {
  return unit === ' ' || unit === '\t';
}

/** Whether a line break that would stay is no longer between brackets. */
function losesBrackets(
  tree: SyntaxTree,
  gap: TextEdit,
  shared: { readonly head: number; readonly tail: number },
  old: readonly Token[],
  added: readonly TextToken[],
  { open, isEnclosed }: GapPlace,
): boolean {
  if (isEnclosed) return false;
  const { head, tail } = shared;
  const depths = depthsOf(added, open.length);
  for (let index = 0; index <= old.length; index++) {
    const blank = tree.text.slice(old[index - 1]?.end ?? gap.start, old[index]?.start ?? gap.end);
    const isInside = index > head && index < old.length - tail;
    if (isInside || !/[\r\n]/.test(blank)) continue;
    const depth = index <= head ? depths[index] : depths[added.length - (old.length - index)];
    if ((depth ?? 0) <= 0) return true;
  }
  return false;
}

/** How many brackets are open before each token and after the last. */
function depthsOf(tokens: readonly TextToken[], start: number): readonly number[] {
  const depths = [start];
  let depth = start;
  for (const { text } of tokens) {
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text)) depth--;
    depths.push(depth);
  }
  return depths;
}

/** The comma before a closing bracket says nothing in a call or subscript-free list, so it may stay. */
function isFinalComma(
  oldMiddle: readonly Token[],
  newMiddle: readonly TextToken[],
  next: Token | undefined,
  { open, isFirst }: GapPlace,
  head: number,
): boolean {
  if (isFirst || head > 0 || newMiddle.length > 0 || oldMiddle.length !== 1) return false;
  return oldMiddle[0]?.text === ',' && next?.text === ')' && open.at(-1)?.isCall === true;
}

/** A closing bracket stays only with the bracket it closes, so that an edit between the two meets this one. */
function balancedTail(old: readonly Token[], head: number, shared: number): number {
  let tail = shared;
  while (tail > 0 && isUnclosed(old.slice(head, old.length - tail))) tail--;
  return tail;
}

function isUnclosed(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const { text } of tokens) {
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text)) depth--;
  }
  return depth > 0;
}

function sharedHead(old: readonly Token[], added: readonly TextToken[]): number {
  let count = 0;
  while (count < Math.min(old.length, added.length) && old[count]?.text === added[count]?.text) count++;
  return count;
}

function sharedTail(old: readonly Token[], added: readonly TextToken[], head: number): number {
  const most = Math.min(old.length, added.length) - head;
  let count = 0;
  while (count < most && old.at(-1 - count)?.text === added.at(-1 - count)?.text) count++;
  return count;
}
