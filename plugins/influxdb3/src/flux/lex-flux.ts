import type { FluxText } from './flux-text.ts';
import { readNumber } from './read-number.ts';
import { readRegex, readString } from './read-string.ts';
import type { Token, TokenResult } from './tokens.ts';

const SPACE = /\s+/y;
/** A comment up to the end of its line. One with a hole is none: the value could begin a new line. */
const COMMENT = /\/\/[^\n\uE000]*(?=\n|$)/y;
const WORD = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const SYMBOL = /\|>|<-|=>|==|!=|=~|!~|<=|>=|[-+*/%^<>=()[\]{}:.,?@;]/y;

/** Words that begin an operand, so that a slash behind them begins a regular expression. */
const BEFORE_OPERAND = new Set(['and', 'or', 'not', 'exists', 'if', 'then', 'else', 'return']);

/** Splits a query into words; the last one is the end of the text. */
export function lexFlux(flux: FluxText): readonly Token[] | Invalid {
  const tokens: Token[] = [];
  const end = flux.text.length;
  for (let at = skipSpace(flux, 0); at < end; ) {
    const token = readToken(flux, at, tokens.at(-1));
    if (token.kind === 'invalid') return token;
    tokens.push(token);
    at = skipSpace(flux, token.end);
  }
  tokens.push({ kind: 'end', start: end, end });
  return tokens;
}

type Invalid = Extract<TokenResult, { kind: 'invalid' }>;

function readToken(flux: FluxText, start: number, before: Token | undefined): TokenResult {
  const character = flux.text.charAt(start);
  if (flux.holes.has(start) || /\d/.test(character)) return readNumber(flux, start);
  if (character === '.' && /\d/.test(flux.text.charAt(start + 1))) return readNumber(flux, start);
  if (character === '"') return readString(flux, start);
  if (character === '/' && flux.text.charAt(start + 1) === '/')
    return { kind: 'invalid', at: start, reason: 'a value of Python in a comment, which may begin a new line' };
  if (character === '/' && !endsOperand(before)) return readRegex(flux, start);
  const name = matchAt(WORD, flux.text, start);
  if (name !== undefined) return readWord(flux, start, name);
  const symbol = matchAt(SYMBOL, flux.text, start);
  if (symbol !== undefined) return { kind: 'symbol', symbol, start, end: start + symbol.length };
  return { kind: 'invalid', at: start, reason: `\`${character}\` is not Flux` };
}

function readWord(flux: FluxText, start: number, name: string): TokenResult {
  const end = start + name.length;
  if (!flux.holes.has(end)) return { kind: 'identifier', name, start, end };
  return {
    kind: 'invalid',
    at: end,
    reason: 'a value of Python completes a name, so the name is known only at run time',
  };
}

function endsOperand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'identifier') return !BEFORE_OPERAND.has(token.name);
  return token.kind === 'symbol' ? [')', ']', '}'].includes(token.symbol) : true;
}

function skipSpace(flux: FluxText, start: number): number {
  let at = start;
  for (;;) {
    const skipped = matchAt(SPACE, flux.text, at) ?? matchAt(COMMENT, flux.text, at);
    if (skipped === undefined) return at;
    at += skipped.length;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
