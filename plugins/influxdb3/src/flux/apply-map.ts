import { columnsOf } from './apply-aggregate.ts';
import type { QueryState } from './query-state.ts';
import { readPlainText, resolveValue, writeFloat } from './read-literal.ts';
import { columnName } from './read-predicate.ts';
import { hasOnly, type Step } from './read-program.ts';
import { quoteName, type SqlText, sql } from './sql-text.ts';
import type { Expression } from './syntax.ts';
import { refuse, type Translation } from './translation.ts';

const DEEPEST = 50;

/** `map` that changes `_value` by arithmetic. */
export function applyMap(translation: Translation, state: QueryState, step: Step): QueryState | undefined {
  if (!hasOnly(translation, step, ['fn'])) return undefined;
  const fn = step.arguments.get('fn');
  const row = fn?.kind === 'function' && fn.parameters.length === 1 ? fn.parameters[0]?.name : undefined;
  const body = fn?.kind === 'function' ? fn.body : undefined;
  const [change, ...more] = body?.kind === 'record' ? body.properties : [];
  const isChange = body?.kind === 'record' && body.base?.name === row && change?.name === '_value' && more.length === 0;
  if (
    row === undefined ||
    !isChange ||
    change?.value === undefined ||
    state.limit !== undefined ||
    state.shape === 'pivoted'
  )
    return refuse(translation, step.at, 'map() is translated only where it changes `_value` by arithmetic');
  const value = writeArithmetic({ translation, state, row }, change.value, 0);
  if (value === undefined) return undefined;
  return {
    ...state,
    columns: new Map([...state.columns, ['_value', value]]),
    order: state.order?.some(({ column }) => column === '_value') ? undefined : state.order,
  };
}

function writeArithmetic(
  scope: { translation: Translation; state: QueryState; row: string },
  given: Expression,
  depth: number,
): SqlText | undefined {
  const { translation, state, row } = scope;
  const expression = resolveValue(translation, given);
  if (depth > DEEPEST) return refuse(translation, given.at, 'the arithmetic is too long');
  if (expression.kind === 'integer') return [BigInt(expression.digits).toString()];
  if (expression.kind === 'float') return [writeFloat(expression.digits)];
  if (columnName(translation, row, expression) === '_value') return state.columns.get('_value');
  if (expression.kind !== 'binary' || !['+', '-', '*', '/'].includes(expression.operator))
    return refuse(translation, expression.at, 'only +, -, * and / of `_value` and numbers are translated');
  const left = writeArithmetic(scope, expression.left, depth + 1);
  const right = writeArithmetic(scope, expression.right, depth + 1);
  return left === undefined || right === undefined ? undefined : sql`(${left} ${expression.operator} ${right})`;
}

/** `pivot` of fields to columns, the shape in which InfluxDB 3 keeps them. */
export function applyPivot(translation: Translation, state: QueryState, step: Step): QueryState | undefined {
  const list = (name: string) => {
    const value = step.arguments.get(name);
    const items = value === undefined ? undefined : resolveValue(translation, value);
    return items?.kind === 'array' && items.items.length === 1 ? readPlainText(translation, items.items[0]) : undefined;
  };
  const isUsual =
    list('rowKey') === '_time' &&
    list('columnKey') === '_field' &&
    readPlainText(translation, step.arguments.get('valueColumn')) === '_value';
  if (!hasOnly(translation, step, ['rowKey', 'columnKey', 'valueColumn']) || !isUsual)
    return refuse(translation, step.at, 'pivot() is translated only from fields to columns, by time');
  const isWhole =
    state.columns.has('_time') && state.limit === undefined && !state.shown.includes('') && state.shape !== 'pivoted';
  const isGrouped = state.key !== undefined && !state.key.includes('_measurement');
  if (
    !isWhole ||
    isGrouped ||
    state.order?.length !== 1 ||
    state.order[0]?.column !== '_time' ||
    state.order[0].descending
  )
    return refuse(translation, step.at, 'pivot() is translated only where the rows still stand by series and time');
  translation.notes.add('A row without one of the fields has None in its column, also where Flux had no such column.');
  if (state.shape === 'several-fields') return { ...state, shape: 'pivoted' };
  return renameValue(translation, state, step);
}

/** One field: its column takes the name of the field. */
function renameValue(translation: Translation, state: QueryState, step: Step): QueryState | undefined {
  const literal = state.columns.get('_field');
  const [text = '', ...more] = literal ?? [];
  if (typeof text !== 'string' || more.length > 0)
    return refuse(translation, step.at, 'the name of the column is known only at run time');
  const field = text.slice(1, -1).replaceAll("''", "'");
  const others = [...state.columns.keys()].filter((name) => name !== '_value' && name !== '_field');
  if (others.includes(field)) return refuse(translation, step.at, 'a tag and the field have one name');
  return {
    ...state,
    columns: new Map([...columnsOf(state, others), [field, state.columns.get('_value') ?? quoteName(field)]]),
    shown: state.shown.map((name) => (name === '_value' ? field : name)).filter((name) => name !== '_field'),
    key: state.key?.filter((name) => name !== '_field'),
    values: [field],
    shape: 'pivoted',
  };
}
