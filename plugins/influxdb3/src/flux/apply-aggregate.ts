import { pickRows } from './pick-rows.ts';
import { partitionOf, type QueryState, wrapState } from './query-state.ts';
import { readPlainText } from './read-literal.ts';
import { hasOnly, type Step } from './read-program.ts';
import { type SqlText, sql } from './sql-text.ts';
import { doubt, refuse, type Translation } from './translation.ts';

/** What one column of many rows becomes. */
export const AGGREGATES: Readonly<Record<string, (value: SqlText) => SqlText>> = {
  count: (value) => sql`count(${value})`,
  sum: (value) => sql`sum(${value})`,
  mean: (value) => sql`avg(${value})`,
  spread: (value) => sql`max(${value}) - min(${value})`,
};

const SELECTORS = new Set(['first', 'last', 'min', 'max']);

/** Whether a step picks one row of each table. */
export function isSelector(name: string): boolean {
  return SELECTORS.has(name);
}

/** `count`, `sum`, `mean`, `spread`: one row for each table, with the columns that tell the tables apart. */
export function applyAggregate(translation: Translation, given: QueryState, step: Step): QueryState | undefined {
  const aggregate = AGGREGATES[step.name];
  if (aggregate === undefined || !readsValue(translation, given, step)) return undefined;
  const partition = partitionOf(translation, given, step.at);
  const state = given.groupBy === undefined && given.limit === undefined ? given : wrapState(given);
  const value = state.columns.get('_value');
  if (value === undefined) return refuse(translation, step.at, `there is no \`_value\` for ${step.name}()`);
  const kept = (state.key ?? []).filter((name) => state.columns.has(name));
  return {
    ...state,
    columns: new Map([['_value', aggregate(value)], ...columnsOf(state, kept)]),
    shown: ['_value', ...kept],
    groupBy: kept.filter((name) => !isConstant(name)).map((name) => state.columns.get(name) ?? []),
    key: state.key === undefined ? undefined : [...kept],
    order: partition.length === 0 ? [] : undefined,
    shape: 'aggregated',
    hasNulls: false,
  };
}

/** `first`, `last`, `min`, `max`: one row of each table, with all its columns. */
export function applySelector(translation: Translation, state: QueryState, step: Step): QueryState | undefined {
  if (!readsValue(translation, state, step)) return undefined;
  if (state.hasNulls)
    return refuse(translation, step.at, `${step.name}() of values that can be null is not translated`);
  const order = state.order ?? [];
  if (step.name === 'min' || step.name === 'max') {
    const byValue = [
      { column: '_value', descending: step.name === 'max' },
      ...order.filter(({ column }) => column !== '_value'),
    ];
    const hasTime = state.columns.has('_time') && !byValue.some(({ column }) => column === '_time');
    return pickRows(
      translation,
      { ...state, order: hasTime ? [...byValue, { column: '_time', descending: false }] : byValue },
      { at: step.at, count: ['1'] },
    );
  }
  if (state.order === undefined || order.length === 0)
    doubt(
      translation,
      step.at,
      `rows that come from several series have no order here, so ${step.name}() may give any; sort by \`_time\` before`,
    );
  const turned = step.name === 'first' ? order : order.map((key) => ({ ...key, descending: !key.descending }));
  return pickRows(translation, { ...state, order: turned }, { at: step.at, count: ['1'] });
}

/** Columns whose value stands in the query are the same in every row. */
export function isConstant(name: string): boolean {
  return name === '_measurement' || name === '_field';
}

/** The columns of these names. */
export function columnsOf(state: QueryState, names: readonly string[]): (readonly [string, SqlText])[] {
  return names.flatMap((name) => {
    const expression = state.columns.get(name);
    return expression === undefined ? [] : [[name, expression] as const];
  });
}

function readsValue(translation: Translation, state: QueryState, step: Step): boolean {
  if (!hasOnly(translation, step, ['column'])) return false;
  const column = step.arguments.get('column');
  if (column !== undefined && readPlainText(translation, column) !== '_value')
    refuse(translation, column.at, `${step.name}() of another column than \`_value\` is not translated`);
  else if (!state.shown.includes('_value') || state.shape === 'pivoted')
    refuse(translation, step.at, `there is no \`_value\` for ${step.name}() at this place`);
  else if (state.hasNulls && AGGREGATES[step.name] !== undefined)
    refuse(translation, step.at, `${step.name}() of values that can be null is not translated`);
  return translation.problem === undefined;
}
