import type { Expression, Property } from './syntax.ts';
import { expectName, expectSymbol, fail, isAt, peek, skipIf, type TokenCursor, take } from './token-cursor.ts';

/** How the caller reads an expression; handed in, so that no two files need each other. */
export type ReadExpression = (cursor: TokenCursor) => Expression;

/** Reads the named arguments of a call, from its parenthesis to the closing one. */
export function parseArguments(cursor: TokenCursor, read: ReadExpression): readonly Property[] {
  expectSymbol(cursor, '(');
  return parseProperties(cursor, ')', () => parseProperty(cursor, read, ':'));
}

/** Reads the parameters of a function, from behind its parenthesis to the closing one. */
export function parseParameters(cursor: TokenCursor, read: ReadExpression): readonly Property[] {
  return parseProperties(cursor, ')', () => parseProperty(cursor, read, '='));
}

/** Reads the properties of a record up to its closing brace. */
export function parseRecordProperties(cursor: TokenCursor, read: ReadExpression): readonly Property[] {
  return parseProperties(cursor, '}', () => parseProperty(cursor, read, ':'));
}

function parseProperties(cursor: TokenCursor, close: string, readOne: () => Property): readonly Property[] {
  const properties: Property[] = [];
  const seen = new Set<string>();
  while (!skipIf(cursor, close)) {
    const property = readOne();
    if (seen.has(property.name)) fail(cursor, `\`${property.name}\` is given twice`);
    seen.add(property.name);
    properties.push(property);
    if (!isAt(cursor, close)) expectSymbol(cursor, ',');
    if (cursor.problem !== undefined) return properties;
  }
  return properties;
}

function parseProperty(cursor: TokenCursor, read: ReadExpression, separator: ':' | '='): Property {
  const { start: at } = peek(cursor);
  const name = readKey(cursor);
  if (!skipIf(cursor, separator)) return { name, value: undefined, at };
  const { start } = peek(cursor);
  const value: Expression = skipIf(cursor, '<-') ? { kind: 'pipe-parameter', at: start } : read(cursor);
  return { name, value, at };
}

function readKey(cursor: TokenCursor): string {
  const token = peek(cursor);
  if (token.kind !== 'string') return expectName(cursor);
  take(cursor);
  const [piece = '', ...more] = token.pieces;
  if (typeof piece === 'string' && more.length === 0) return piece;
  fail(cursor, 'the name of this property is known only at run time');
  return '';
}
