import { findRegexDifference } from './check-regex.ts';
import { columnSql, type QueryState } from './query-state.ts';
import { readPlainText, resolveValue, writeLiteral } from './read-literal.ts';
import { normalizeTime } from './read-range.ts';
import { joinSql, quoteName, quoteText, type SqlText, sql } from './sql-text.ts';
import type { BinaryExpression, Expression } from './syntax.ts';
import { doubt, refuse, type Translation } from './translation.ts';

/** What a predicate is read in. */
export interface PredicateScope {
  readonly translation: Translation;
  readonly state: QueryState;
  /** Name of the row. */
  readonly row: string;
  /** Whether names without a leading underscore may be tags that were not named before. */
  readonly hasFreeTags: boolean;
}

const FLIPPED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const NO_TEXT = 'a tag is compared with what is no text, or an empty one, which SQL does not store';
const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='];
const ABSENT =
  'what Flux does with a row that lacks the tag depends on how the server runs the query; SQL drops the row';

/** Writes a predicate over the row as SQL. */
export function writePredicate(scope: PredicateScope, expression: Expression, negated = false): SqlText | undefined {
  if (expression.kind === 'binary' && (expression.operator === 'and' || expression.operator === 'or'))
    return writeChain(scope, expression, negated);
  if (expression.kind === 'unary' && expression.operator === 'exists')
    return writeExists(scope, expression.operand, false);
  if (expression.kind === 'unary' && expression.operator === 'not') return writeNot(scope, expression.operand);
  if (expression.kind === 'binary') return writeComparison(scope, expression, negated);
  if (expression.kind === 'call') return writeContains(scope, expression, negated);
  return refuse(scope.translation, expression.at, 'this condition is not translated');
}

/** The operands of a chain of one operator, in order. */
export function chainOf(expression: Expression, operator: 'and' | 'or'): readonly Expression[] {
  const operands: Expression[] = [];
  let rest = expression;
  while (rest.kind === 'binary' && rest.operator === operator) {
    operands.push(rest.right);
    rest = rest.left;
  }
  return [rest, ...operands.reverse()];
}

/** Name of the column that `r.name` or `r["name"]` reads. */
export function columnName(translation: Translation, row: string, expression: Expression): string | undefined {
  if (expression.kind !== 'member' && expression.kind !== 'index') return undefined;
  if (expression.object.kind !== 'identifier' || expression.object.name !== row) return undefined;
  return expression.kind === 'member' ? expression.name : readPlainText(translation, expression.index);
}

function writeChain(scope: PredicateScope, expression: BinaryExpression, negated: boolean): SqlText | undefined {
  const operator = expression.operator === 'or' ? 'or' : 'and';
  const operands = chainOf(expression, operator).map((one) => writePredicate(scope, one, negated));
  const written = operands.filter((one) => one !== undefined);
  return written.length < operands.length
    ? undefined
    : sql`(${joinSql(written, operator === 'or' ? ' OR ' : ' AND ')})`;
}

function writeNot(scope: PredicateScope, operand: Expression): SqlText | undefined {
  if (operand.kind === 'unary' && operand.operator === 'exists') return writeExists(scope, operand.operand, true);
  const written = writePredicate(scope, operand, true);
  return written === undefined ? undefined : sql`NOT (${written})`;
}

function writeExists(scope: PredicateScope, operand: Expression, isAbsent: boolean): SqlText | undefined {
  const column = readColumn(scope, operand);
  return column === undefined ? undefined : sql`${column.sql} IS ${isAbsent ? '' : 'NOT '}NULL`;
}

function writeComparison(scope: PredicateScope, expression: BinaryExpression, negated: boolean): SqlText | undefined {
  const { translation, row } = scope;
  const isFlipped = columnName(translation, row, expression.left) === undefined;
  const [side, value] = isFlipped ? [expression.right, expression.left] : [expression.left, expression.right];
  const column = readColumn(scope, side);
  if (column === undefined) return undefined;
  if (expression.operator === '=~' || expression.operator === '!~')
    return writeMatch(scope, expression, column, isFlipped || negated);
  if (!COMPARISONS.includes(expression.operator))
    return refuse(translation, expression.at, 'this condition is not translated');
  if (column.isTag && (negated || expression.operator === '!=')) doubt(translation, expression.at, ABSENT);
  const literal = column.name === '_time' ? writeTime(scope, value) : writeLiteral(translation, value, column.name);
  if (literal === undefined) return undefined;
  if (column.isTag && !isFilledText(literal)) doubt(translation, value.at, NO_TEXT);
  return sql`${column.sql} ${writeOperator(expression.operator, isFlipped)} ${literal}`;
}

function writeOperator(operator: string, isFlipped: boolean): string {
  if (operator === '==') return '=';
  return isFlipped ? (FLIPPED[operator] ?? operator) : operator;
}

function isFilledText([first]: SqlText): boolean {
  return typeof first === 'string' && first !== "''" && /^['$]/.test(first);
}

function writeTime(scope: PredicateScope, expression: Expression): SqlText | undefined {
  const value = resolveValue(scope.translation, expression);
  const time = value.kind === 'time' && typeof value.value === 'string' ? normalizeTime(value.value) : undefined;
  return time === undefined
    ? refuse(scope.translation, expression.at, 'only times as written are compared with `_time`')
    : quoteText(time);
}

function writeMatch(
  scope: PredicateScope,
  expression: BinaryExpression,
  column: Column,
  isOdd: boolean,
): SqlText | undefined {
  const regex = resolveValue(scope.translation, expression.right);
  const [pattern = '', ...more] = regex.kind === 'regex' ? regex.pieces : [];
  if (regex.kind !== 'regex' || typeof pattern !== 'string' || more.length > 0)
    return refuse(scope.translation, expression.at, 'the regular expression is known only at run time');
  const difference = findRegexDifference(pattern);
  if (difference !== undefined) doubt(scope.translation, regex.at, difference);
  if (column.isTag && (isOdd || expression.operator === '!~')) doubt(scope.translation, expression.at, ABSENT);
  return sql`${column.sql} ${expression.operator === '=~' ? '~' : '!~'} ${quoteText(pattern)}`;
}

function writeContains(
  scope: PredicateScope,
  call: Extract<Expression, { kind: 'call' }>,
  negated: boolean,
): SqlText | undefined {
  const { translation } = scope;
  const given = new Map(call.arguments.map(({ name, value }) => [name, value]));
  const set = given.get('set');
  const value = given.get('value');
  const list = set === undefined ? undefined : resolveValue(translation, set);
  const isContains = call.callee.kind === 'identifier' && call.callee.name === 'contains' && given.size === 2;
  if (!isContains || value === undefined || list?.kind !== 'array' || list.items.length === 0)
    return refuse(translation, call.at, 'this call in a condition is not translated');
  const column = readColumn(scope, value);
  if (column === undefined) return undefined;
  if (column.isTag && negated) doubt(translation, call.at, ABSENT);
  const items = list.items.map((item) => writeLiteral(translation, item, column.name));
  const written = items.filter((item) => item !== undefined);
  return written.length < items.length ? undefined : sql`${column.sql} IN (${joinSql(written, ', ')})`;
}

interface Column {
  readonly name: string;
  readonly sql: SqlText;
  readonly isTag: boolean;
}

function readColumn(
  { translation, state, row, hasFreeTags }: PredicateScope,
  expression: Expression,
): Column | undefined {
  const name = columnName(translation, row, expression);
  if (name === undefined)
    return refuse(translation, expression.at, 'this condition does not compare a column with a value');
  if (name === '_field' || name === '_measurement')
    return refuse(
      translation,
      expression.at,
      `\`${name}\` can only be asked for by == with a text, apart from other conditions`,
    );
  const known = state.shown.includes(name) ? columnSql(state, name) : undefined;
  const isFree = hasFreeTags && !state.columns.has(name) && !name.startsWith('_') && name !== '';
  if (known === undefined && !isFree)
    return refuse(translation, expression.at, `there is no column \`${name}\` at this place`);
  return { name, sql: known ?? quoteName(name), isTag: !name.startsWith('_') && !state.values.includes(name) };
}
