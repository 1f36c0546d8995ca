import { type FluxSource, flatten } from './flux-text.ts';
import { lexFlux } from './lex-flux.ts';
import { parseExpression } from './parse-expression.ts';
import type { ParseResult, Statement } from './syntax.ts';
import { expectName, fail, isAt, peek, skipIf, type TokenCursor, take } from './token-cursor.ts';

/**
 * Reads a Flux program, in time linear in its length. What cannot be read is a value with the offset in the flat text and the
 * reason; nothing is thrown.
 */
export function parseFlux(source: FluxSource): ParseResult {
  const tokens = lexFlux(flatten(source));
  if ('kind' in tokens) return tokens;
  const cursor: TokenCursor = { tokens, index: 0, depth: 0, problem: undefined };
  const statements: Statement[] = [];
  while (peek(cursor).kind !== 'end') {
    statements.push(readStatement(cursor));
    skipIf(cursor, ';');
  }
  return cursor.problem === undefined ? { kind: 'parsed', statements } : { kind: 'invalid', ...cursor.problem };
}

function readStatement(cursor: TokenCursor): Statement {
  const { start: at } = peek(cursor);
  if (isAt(cursor, 'package')) return readPackage(cursor, at);
  if (isAt(cursor, 'import')) return readImport(cursor, at);
  if (isAt(cursor, 'option')) return readOption(cursor, at);
  if (isAt(cursor, 'builtin') || isAt(cursor, 'testcase') || isAt(cursor, '@'))
    fail(cursor, 'only the library of Flux says this');
  if (peek(cursor).kind === 'identifier' && isAt(cursor, '=', 1)) return readAssignment(cursor, at);
  return { kind: 'expression', expression: parseExpression(cursor), at };
}

function readPackage(cursor: TokenCursor, at: number): Statement {
  take(cursor);
  return { kind: 'package', name: expectName(cursor), at };
}

function readImport(cursor: TokenCursor, at: number): Statement {
  take(cursor);
  if (peek(cursor).kind === 'identifier') take(cursor);
  const token = peek(cursor);
  if (token.kind !== 'string') fail(cursor, 'the path of an import is missing here');
  take(cursor);
  const path = token.kind === 'string' ? token.pieces.filter((piece) => typeof piece === 'string').join('') : '';
  return { kind: 'import', path, at };
}

function readOption(cursor: TokenCursor, at: number): Statement {
  take(cursor);
  let name = expectName(cursor);
  if (skipIf(cursor, '.')) name += `.${expectName(cursor)}`;
  if (!skipIf(cursor, '=')) fail(cursor, '`=` is missing here');
  parseExpression(cursor);
  return { kind: 'option', name, at };
}

function readAssignment(cursor: TokenCursor, at: number): Statement {
  const name = expectName(cursor);
  take(cursor);
  return { kind: 'assignment', name, value: parseExpression(cursor), at };
}
