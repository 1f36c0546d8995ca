import { parseParameters, parseRecordProperties, type ReadExpression } from './parse-properties.ts';
import type { Expression, Identifier } from './syntax.ts';
import { expectName, expectSymbol, fail, isAt, peek, skipIf, type TokenCursor, take } from './token-cursor.ts';

/** Words that are never the name of a value. */
const RESERVED = new Set(['and', 'or', 'not', 'exists', 'then', 'else', 'return', 'import', 'package', 'option', 'if']);

/** Reads a literal, a name, an array, a record, a function or something in parentheses. */
export function parsePrimary(cursor: TokenCursor, read: ReadExpression): Expression {
  const token = peek(cursor);
  const { start: at } = token;
  switch (token.kind) {
    case 'end':
      fail(cursor, 'an expression is missing at the end');
      return nothing(at);
    case 'symbol':
      return parseBracketed(cursor, read, token.symbol, at);
    case 'identifier':
      if (RESERVED.has(token.name)) fail(cursor, `\`${token.name}\` cannot stand here`);
      take(cursor);
      return { kind: 'identifier', name: token.name, at };
    default: {
      take(cursor);
      const { start: _start, end: _end, ...literal } = token;
      return { ...literal, at };
    }
  }
}

function parseBracketed(cursor: TokenCursor, read: ReadExpression, symbol: string, at: number): Expression {
  if (symbol === '[') return parseArray(cursor, read, at);
  if (symbol === '{') return parseRecord(cursor, read, at);
  if (symbol === '(') return isFunction(cursor) ? parseFunction(cursor, read, at) : parseGroup(cursor, read);
  fail(cursor, `\`${symbol}\` cannot stand here`);
  return nothing(at);
}

function parseGroup(cursor: TokenCursor, read: ReadExpression): Expression {
  take(cursor);
  const expression = read(cursor);
  expectSymbol(cursor, ')');
  return expression;
}

function parseArray(cursor: TokenCursor, read: ReadExpression, at: number): Expression {
  take(cursor);
  const items: Expression[] = [];
  while (!skipIf(cursor, ']') && cursor.problem === undefined) {
    items.push(read(cursor));
    if (isAt(cursor, ':')) fail(cursor, 'dictionaries are not read');
    if (!isAt(cursor, ']')) expectSymbol(cursor, ',');
  }
  return { kind: 'array', items, at };
}

function parseRecord(cursor: TokenCursor, read: ReadExpression, at: number): Expression {
  take(cursor);
  let base: Identifier | undefined;
  if (peek(cursor).kind === 'identifier' && isAt(cursor, 'with', 1)) {
    base = { kind: 'identifier', at: peek(cursor).start, name: expectName(cursor) };
    take(cursor);
  }
  return { kind: 'record', base, properties: parseRecordProperties(cursor, read), at };
}

/** `()`, `(a) =>`, `(a,`, `(a=`: what tells parameters from an expression in parentheses within four words. */
function isFunction(cursor: TokenCursor): boolean {
  if (isAt(cursor, ')', 1)) return isAt(cursor, '=>', 2);
  if (peek(cursor, 1).kind !== 'identifier') return false;
  if (isAt(cursor, ',', 2) || isAt(cursor, '=', 2)) return true;
  return isAt(cursor, ')', 2) && isAt(cursor, '=>', 3);
}

function parseFunction(cursor: TokenCursor, read: ReadExpression, at: number): Expression {
  take(cursor);
  const parameters = parseParameters(cursor, read);
  expectSymbol(cursor, '=>');
  if (!isAt(cursor, '{')) return { kind: 'function', parameters, body: read(cursor), at };
  skipBlock(cursor);
  return { kind: 'function', parameters, body: undefined, at };
}

/** Passes over a body of statements; no such function is translated. */
function skipBlock(cursor: TokenCursor): void {
  let depth = 0;
  do {
    if (peek(cursor).kind === 'end') fail(cursor, 'the brace that ends this function is missing');
    if (cursor.problem !== undefined) return;
    if (isAt(cursor, '{')) depth += 1;
    if (isAt(cursor, '}')) depth -= 1;
    take(cursor);
  } while (depth > 0);
}

function nothing(at: number): Expression {
  return { kind: 'identifier', name: '', at };
}
