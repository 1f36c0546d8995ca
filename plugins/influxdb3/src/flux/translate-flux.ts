import { AGGREGATES, applyAggregate, applySelector, isSelector } from './apply-aggregate.ts';
import { applyColumns, applyGroup } from './apply-grouping.ts';
import { applyMap, applyPivot } from './apply-map.ts';
import { applyLimit, applySort } from './apply-order.ts';
import { applyWindow } from './apply-window.ts';
import type { FluxSource } from './flux-text.ts';
import { parseFlux } from './parse-flux.ts';
import { partitionOf, type QueryState, wrapState, writeOrder, writeSelect } from './query-state.ts';
import { writePredicate } from './read-predicate.ts';
import { readSteps, readVariables, type Step } from './read-program.ts';
import { readRange } from './read-range.ts';
import { readCondition, readDatabase, readSource } from './read-source.ts';
import { joinSql, quoteName, type SqlText, sql } from './sql-text.ts';
import { type FluxOptions, type FluxTranslation, refuse, type Translation } from './translation.ts';

/**
 * Translates a Flux query to SQL for InfluxDB 3, so that the rows, their order and the names of their columns are those of Flux; where that is not sure,
 * it says why not. It never throws.
 */
export function translateFlux(query: FluxSource, options: FluxOptions = {}): FluxTranslation {
  const parsed = parseFlux(query);
  if (parsed.kind === 'invalid') return { kind: 'refused', reason: parsed.reason, at: parsed.at };
  const translation: Translation = {
    options,
    variables: readVariables(parsed.statements),
    parameters: [],
    notes: new Set(),
    hasEmptyTables: false,
    doubts: [],
    problem: undefined,
  };
  const steps = readSteps(translation, parsed.statements);
  const made = steps === undefined ? undefined : translateSteps(translation, steps);
  if (made === undefined || translation.problem !== undefined) return refusedBy(translation);
  const [first] = translation.doubts;
  if (first !== undefined) return { kind: 'refused', ...first, suggestion: made.sql };
  return {
    kind: 'exact',
    ...made,
    parameters: translation.parameters,
    mayHaveEmptyTables: translation.hasEmptyTables,
    consumers: 'flux-names',
    notes: [...translation.notes],
  };
}

type Made = Pick<
  Extract<FluxTranslation, { kind: 'exact' }>,
  'sql' | 'database' | 'columns' | 'splitBy' | 'mayBeNull' | 'tagColumns'
>;

function refusedBy({ problem }: Translation): FluxTranslation {
  return { kind: 'refused', reason: problem?.reason ?? 'this query is not translated', at: problem?.at ?? 0 };
}

function translateSteps(translation: Translation, [from, range, ...rest]: readonly Step[]): Made | undefined {
  const database = from === undefined ? undefined : readDatabase(translation, from);
  if (database === undefined || from === undefined) return undefined;
  if (range === undefined) return refuse(translation, from.at, 'range() does not follow from()');
  const bounds = readRange(translation, range);
  if (bounds === undefined) return undefined;
  const later = rest.findIndex((step) => step.name !== 'filter');
  const filters = later < 0 ? rest : rest.slice(0, later);
  let state = readSource(translation, bounds, filters);
  const last = rest.length - 1;
  for (const [index, step] of rest.entries()) {
    if (index < filters.length || state === undefined) continue;
    if (step.name === 'yield' && index === last) continue;
    state = applyStep(translation, state, step);
  }
  return state === undefined ? undefined : finish(translation, { state, database, at: rest.at(-1)?.at ?? range.at });
}

function applyStep(translation: Translation, given: QueryState, step: Step): QueryState | undefined {
  // A limit stands for the order it was taken in, which no later step may change.
  const state = given.limit === undefined ? given : wrapState(given);
  if (state.shape === 'several-fields' && step.name !== 'aggregateWindow' && step.name !== 'pivot')
    return refuse(
      translation,
      step.at,
      `${step.name}() of several fields that are not in columns of their own yet is not translated`,
    );
  if (step.name === 'group') return applyGroup(translation, state, step);
  if (step.name === 'keep' || step.name === 'drop') return applyColumns(translation, state, step);
  if (step.name === 'sort') return applySort(translation, state, step);
  if (step.name === 'limit') return applyLimit(translation, state, step);
  if (step.name === 'map') return applyMap(translation, state, step);
  if (step.name === 'pivot') return applyPivot(translation, state, step);
  if (step.name === 'aggregateWindow') return applyWindow(translation, state, step);
  if (step.name === 'filter') return applyFilter(translation, state, step);
  if (isSelector(step.name)) return applySelector(translation, state, step);
  if (Object.hasOwn(AGGREGATES, step.name)) return applyAggregate(translation, state, step);
  return refuse(translation, step.at, `${step.name}() is not translated`);
}

function applyFilter(translation: Translation, given: QueryState, step: Step): QueryState | undefined {
  const condition = readCondition(translation, step);
  if (condition === undefined) return undefined;
  const state = given.groupBy === undefined && given.limit === undefined ? given : wrapState(given);
  const hasFreeTags = state.key === undefined && state === given;
  const written = writePredicate({ translation, state, row: condition.row, hasFreeTags }, condition.expression);
  return written === undefined ? undefined : { ...state, where: [...state.where, written] };
}

function finish(
  translation: Translation,
  { state: given, database, at }: { state: QueryState; database: SqlText; at: number },
): Made | undefined {
  const columns = readColumns(translation, given, at);
  // What is brought together by its window cannot be cast in the same SELECT.
  const isCast = translation.options.times === 'utc' && columns?.includes('_time') === true;
  const state = isCast && given.groupBy !== undefined ? wrapState(given) : given;
  if (state.shape === 'several-fields')
    return refuse(
      translation,
      at,
      'several fields come in rows of their own, which is another shape than that of a table; use pivot()',
    );
  const partition = partitionOf(translation, state, at);
  if (columns === undefined) return undefined;
  if (columns.length === 0) return refuse(translation, at, 'no column is left');
  const select = writeSelect(
    state,
    columns.map((name) => [name, writeColumn(state, name, isCast)]),
  );
  if (state.order === undefined && state.shape !== 'aggregated')
    translation.notes.add('Flux gives the rows of several series in no certain order; here they come by time.');
  const inTable =
    state.order ??
    (state.columns.has('_time') && state.shape !== 'aggregated' ? [{ column: '_time', descending: false }] : []);
  const keys = [
    ...partition
      .filter((name) => !inTable.some(({ column }) => column === name))
      .map((column) => ({ column, descending: false })),
    ...inTable,
  ];
  const order = keys.length === 0 ? [] : [sql` ORDER BY ${writeOrder(state, keys)}`];
  const limit = state.limit === undefined ? [] : [sql` ${state.limit}`];
  const isSet = (name: string) => state.pinned.has(name) || /^_(?:time|field|measurement)$/.test(name);
  return {
    sql: joinSql([select, ...order, ...limit], ''),
    database,
    columns,
    splitBy: partition,
    mayBeNull: columns.filter((name) => !isSet(name) && (state.hasNulls || !state.values.includes(name))),
    tagColumns: columns.filter((name) => !name.startsWith('_') && !state.values.includes(name)),
  };
}

/** The old client gave times in microseconds, and in UTC; a column in nanoseconds without a zone comes as something else. */
function writeColumn(state: QueryState, name: string, isCast: boolean): SqlText {
  const expression = state.columns.get(name) ?? quoteName(name);
  return name === '_time' && isCast
    ? sql`arrow_cast(${expression}, 'Timestamp(Microsecond, Some("+00:00"))')`
    : expression;
}

function readColumns(translation: Translation, state: QueryState, at: number): readonly string[] | undefined {
  const { reads } = translation.options;
  if (reads === undefined) return state.shown;
  const missing = reads.find((name) => !state.shown.includes(name));
  if (missing !== undefined)
    return refuse(translation, at, `the rows are read for \`${missing}\`, which this query is not known to have`);
  return state.shown.filter((name) => reads.includes(name));
}
