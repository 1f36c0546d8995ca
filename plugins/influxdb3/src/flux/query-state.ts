import { joinSql, quoteName, type SqlText, sql } from './sql-text.ts';
import { doubt, type Translation } from './translation.ts';

/** One key of an order. */
export interface OrderKey {
  readonly column: string;
  readonly descending: boolean;
}

/** A bound of `range`: as it is compared with a time, and as a timestamp of its own. */
export interface TimeBound {
  readonly compared: SqlText;
  readonly timestamp: SqlText;
}

/** What a pipeline has made so far: one SELECT, and what Flux knows of its tables. */
export interface QueryState {
  readonly from: SqlText;
  readonly where: readonly SqlText[];
  /** SQL by column, those that are no longer shown included. */
  readonly columns: ReadonlyMap<string, SqlText>;
  readonly shown: readonly string[];
  /** Defined once rows were brought together; empty for one row of all. */
  readonly groupBy?: readonly SqlText[];
  readonly limit?: SqlText;
  /** Columns that tell tables apart; undefined while the tags are unknown. */
  readonly key: readonly string[] | undefined;
  /** Columns that have one value in all rows. */
  readonly pinned: ReadonlySet<string>;
  /** Order inside each table; undefined where Flux gives none. */
  readonly order: readonly OrderKey[] | undefined;
  /** Columns that carry values: `_value`, or the fields by name before and after a pivot. */
  readonly values: readonly string[];
  readonly shape: 'rows' | 'several-fields' | 'pivoted' | 'aggregated';
  /** Whether a value can be null. */
  readonly hasNulls: boolean;
  readonly start: TimeBound;
  readonly stop: TimeBound;
}

/** The columns by which the rows fall into several tables; a doubt, and one table, where the tags are unknown. */
export function partitionOf(translation: Translation, state: QueryState, at: number): readonly string[] {
  if (state.key === undefined) {
    doubt(
      translation,
      at,
      'Flux does this for every series, and the tags of the measurement are not known; name them in the configuration, or use group() before',
    );
    return [];
  }
  return state.key.filter((column) => !state.pinned.has(column));
}

/** SQL of a column of the state; undefined when there is no such column. */
export function columnSql(state: QueryState, name: string): SqlText | undefined {
  return state.columns.get(name);
}

/** Makes what was built so far the source of another SELECT, so that the next step sees only its columns. */
export function wrapState(state: QueryState, extra?: readonly [string, SqlText]): QueryState {
  const columns = new Map(state.columns);
  if (extra !== undefined) columns.set(extra[0], extra[1]);
  const inner = writeSelect(state, [...columns]);
  const limit =
    state.limit === undefined ? [] : [sql` ORDER BY ${writeOrder(state, state.order ?? [])} ${state.limit}`];
  const { groupBy: _groupBy, limit: _limit, ...rest } = state;
  return {
    ...rest,
    from: sql`(${joinSql([inner, ...limit], '')}) AS "q"`,
    where: [],
    columns: new Map([...columns.keys()].map((name) => [name, quoteName(name)])),
  };
}

/** SELECT … HAVING of a state with the columns named. */
export function writeSelect(state: QueryState, columns: readonly (readonly [string, SqlText])[]): SqlText {
  const list = columns.map(([name, expression]) => {
    const alias = quoteName(name);
    return JSON.stringify(alias) === JSON.stringify(expression) ? alias : sql`${expression} AS ${alias}`;
  });
  const where = state.where.length === 0 ? '' : sql` WHERE ${joinSql(state.where, ' AND ')}`;
  const group = state.groupBy === undefined ? '' : writeGroup(state, columns[0]?.[0]);
  return sql`SELECT ${joinSql(list, ', ')} FROM ${state.from}${where}${group}`;
}

/** Flux gives no row where there is nothing; SQL without GROUP BY gives one. */
function writeGroup({ groupBy = [], columns }: QueryState, first: string | undefined): SqlText {
  // `1` is the time of a window, which may not be selected.
  const written = groupBy.map((key) => (key[0] === '1' && first !== '_time' ? (columns.get('_time') ?? key) : key));
  return written.length === 0 ? [' HAVING count(*) > 0'] : sql` GROUP BY ${joinSql(written, ', ')}`;
}

/** Keys of ORDER BY. Flux puts nulls last, or first when it descends. */
export function writeOrder(state: QueryState, keys: readonly OrderKey[]): SqlText {
  const written = keys.map(({ column, descending }) => {
    const expression = state.columns.get(column) ?? quoteName(column);
    const direction = descending ? sql`${expression} DESC` : expression;
    if (column === '_time' || (column === '_value' && !state.hasNulls)) return direction;
    return sql`${direction} NULLS ${descending ? 'FIRST' : 'LAST'}`;
  });
  return joinSql(written, ', ');
}
