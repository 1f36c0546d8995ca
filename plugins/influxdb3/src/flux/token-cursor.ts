import type { FluxProblem } from './syntax.ts';
import type { Token } from './tokens.ts';

/** A place in the words of a query. Reading moves it on; a problem stops everything that reads. */
export interface TokenCursor {
  readonly tokens: readonly Token[];
  index: number;
  /** How many expressions are open around this place. */
  depth: number;
  /** The first thing that could not be read. */
  problem: FluxProblem | undefined;
}

/** The word at the cursor; the end of the text when a problem was met, so that every loop comes to an end. */
export function peek(cursor: TokenCursor, ahead = 0): Token {
  const last = cursor.tokens.length - 1;
  const index = cursor.problem === undefined ? Math.min(cursor.index + ahead, last) : last;
  return cursor.tokens[index] ?? { kind: 'end', start: 0, end: 0 };
}

/** Gives the word at the cursor and moves on. */
export function take(cursor: TokenCursor): Token {
  const token = peek(cursor);
  cursor.index += 1;
  return token;
}

/** Whether the word at the cursor is this symbol or this name. */
export function isAt(cursor: TokenCursor, word: string, ahead = 0): boolean {
  const token = peek(cursor, ahead);
  return (token.kind === 'symbol' && token.symbol === word) || (token.kind === 'identifier' && token.name === word);
}

/** Moves past this symbol or name if it is next. */
export function skipIf(cursor: TokenCursor, word: string): boolean {
  const found = isAt(cursor, word);
  if (found) cursor.index += 1;
  return found;
}

/** Moves past this symbol, or notes that it is missing. */
export function expectSymbol(cursor: TokenCursor, symbol: string): void {
  if (!skipIf(cursor, symbol)) fail(cursor, `\`${symbol}\` is missing here`);
}

/** Reads a name; a missing one is noted. */
export function expectName(cursor: TokenCursor): string {
  const token = peek(cursor);
  if (token.kind === 'identifier') {
    cursor.index += 1;
    return token.name;
  }
  fail(cursor, 'a name is missing here');
  return '';
}

/** Notes a problem at the cursor; only the first one counts. */
export function fail(cursor: TokenCursor, reason: string): void {
  cursor.problem ??= { at: peek(cursor).start, reason };
}
