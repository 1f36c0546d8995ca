import { parsePrimary } from './parse-primary.ts';
import { parseArguments } from './parse-properties.ts';
import type { BinaryOperator, Expression } from './syntax.ts';
import { expectName, expectSymbol, fail, isAt, peek, skipIf, type TokenCursor, take } from './token-cursor.ts';

/** How deep expressions may stand in each other; what people write stays far below. */
const DEEPEST = 100;

/** Operators between two operands, the loosest first. `not` and `exists` stand between `and` and the comparisons. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>=', '=~', '!~'],
  ['+', '-'],
  ['*', '/', '%'],
  ['^'],
];
const COMPARISON_LEVEL = 2;

/** Reads one expression. Where it cannot be read, the cursor holds the problem and the result means nothing. */
export function parseExpression(cursor: TokenCursor): Expression {
  const { start: at } = peek(cursor);
  cursor.depth += 1;
  if (cursor.depth > DEEPEST) fail(cursor, `more than ${DEEPEST} expressions stand in each other`);
  const expression = isAt(cursor, 'if') ? parseConditional(cursor, at) : parseLevel(cursor, 0);
  cursor.depth -= 1;
  return expression;
}

function parseConditional(cursor: TokenCursor, at: number): Expression {
  take(cursor);
  const test = parseExpression(cursor);
  if (!skipIf(cursor, 'then')) fail(cursor, '`then` is missing here');
  const consequent = parseExpression(cursor);
  if (!skipIf(cursor, 'else')) fail(cursor, '`else` is missing here');
  return { kind: 'conditional', test, consequent, alternate: parseExpression(cursor), at };
}

function parseLevel(cursor: TokenCursor, level: number): Expression {
  if (level === COMPARISON_LEVEL && (isAt(cursor, 'not') || isAt(cursor, 'exists'))) return parseWordPrefix(cursor);
  const operators = LEVELS[level];
  if (operators === undefined) return parseSign(cursor);
  let left = parseLevel(cursor, level + 1);
  for (;;) {
    const operator = operators.find((one) => isAt(cursor, one));
    if (operator === undefined) return left;
    const { start: at } = take(cursor);
    left = { kind: 'binary', operator, left, right: parseLevel(cursor, level + 1), at };
  }
}

function parseWordPrefix(cursor: TokenCursor): Expression {
  const operator = isAt(cursor, 'not') ? 'not' : 'exists';
  const { start: at } = take(cursor);
  return { kind: 'unary', operator, operand: deeper(cursor, () => parseLevel(cursor, COMPARISON_LEVEL)), at };
}

function parseSign(cursor: TokenCursor): Expression {
  const operator = isAt(cursor, '-') ? '-' : '+';
  if (!isAt(cursor, operator)) return parsePipes(cursor);
  const { start: at } = take(cursor);
  return { kind: 'unary', operator, operand: deeper(cursor, () => parseSign(cursor)), at };
}

function deeper(cursor: TokenCursor, parse: () => Expression): Expression {
  cursor.depth += 1;
  if (cursor.depth > DEEPEST) fail(cursor, `more than ${DEEPEST} expressions stand in each other`);
  const expression = parse();
  cursor.depth -= 1;
  return expression;
}

function parsePipes(cursor: TokenCursor): Expression {
  let source = parsePostfix(cursor);
  while (isAt(cursor, '|>')) {
    const { start: at } = take(cursor);
    const call = parsePostfix(cursor);
    if (call.kind !== 'call') fail(cursor, 'what is piped into must be a call');
    source = { kind: 'pipe', source, call, at };
  }
  return source;
}

function parsePostfix(cursor: TokenCursor): Expression {
  let expression = parsePrimary(cursor, parseExpression);
  for (;;) {
    const { start: at } = peek(cursor);
    if (skipIf(cursor, '.')) expression = { kind: 'member', object: expression, name: expectName(cursor), at };
    else if (skipIf(cursor, '[')) {
      expression = { kind: 'index', object: expression, index: parseExpression(cursor), at };
      expectSymbol(cursor, ']');
    } else if (isAt(cursor, '(')) {
      expression = { kind: 'call', callee: expression, arguments: parseArguments(cursor, parseExpression), at };
    } else return expression;
  }
}
