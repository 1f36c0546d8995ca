import { partitionOf, type QueryState, wrapState, writeOrder } from './query-state.ts';
import { joinSql, quoteName, type SqlText, sql } from './sql-text.ts';
import type { Translation } from './translation.ts';

/** Which rows of each table, in the order of the table. */
export interface RowPick {
  readonly at: number;
  readonly count: SqlText;
  readonly offset?: SqlText;
}

/** Keeps the first rows of each table. */
export function pickRows(translation: Translation, given: QueryState, { at, count, offset }: RowPick): QueryState {
  const partition = partitionOf(translation, given, at);
  const state = given.groupBy === undefined && given.limit === undefined ? given : wrapState(given);
  if (partition.length === 0)
    return { ...state, limit: sql`LIMIT ${count}${offset === undefined ? '' : sql` OFFSET ${offset}`}` };
  const by = joinSql(
    partition.map((name) => state.columns.get(name) ?? quoteName(name)),
    ', ',
  );
  const order = writeOrder(state, state.order ?? []);
  const number = sql`row_number() OVER (PARTITION BY ${by}${order.length === 0 ? '' : sql` ORDER BY ${order}`})`;
  const numbered = wrapState(state, ['_row', number]);
  const row = quoteName('_row');
  const range =
    offset === undefined ? sql`${row} <= ${count}` : sql`${row} > ${offset} AND ${row} <= ${offset} + ${count}`;
  return { ...numbered, where: [range], columns: new Map([...numbered.columns].filter(([name]) => name !== '_row')) };
}
