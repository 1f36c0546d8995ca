import { AGGREGATES, columnsOf, isConstant, isSelector } from './apply-aggregate.ts';
import { partitionOf, type QueryState, wrapState } from './query-state.ts';
import { readPlainText, resolveValue } from './read-literal.ts';
import { hasOnly, type Step } from './read-program.ts';
import { quoteName, type SqlText, sql } from './sql-text.ts';
import type { DurationLiteral } from './syntax.ts';
import { doubt, refuse, type Translation } from './translation.ts';
import { hasMonths, nanosecondsOf, writeInterval } from './write-interval.ts';

interface Window {
  readonly every: DurationLiteral;
  readonly fn: string;
  readonly createsEmpty: boolean;
  readonly labelsStart: boolean;
}

/** `aggregateWindow`: one row for each window and table, named for the window's end, as far as the range goes. */
export function applyWindow(translation: Translation, state: QueryState, step: Step): QueryState | undefined {
  const window = readWindow(translation, step);
  if (window === undefined) return undefined;
  const isRaw =
    (state.shape === 'rows' || state.shape === 'several-fields') &&
    state.limit === undefined &&
    state.groupBy === undefined;
  if (!isRaw || state.columns.get('_time')?.[0] !== 'time')
    return refuse(translation, step.at, 'aggregateWindow() is translated only on rows as they were stored');
  partitionOf(translation, state, step.at);
  const isOrdered = state.order?.length === 1 && state.order[0]?.column === '_time' && !state.order[0].descending;
  if ((window.fn === 'first' || window.fn === 'last') && !isOrdered)
    doubt(
      translation,
      step.at,
      `the rows are not in the order of time here, so ${window.fn}() of a window may give any`,
    );
  const isFilled = window.createsEmpty && !isSelector(window.fn);
  if (isFilled) checkFilled(translation, state, step);
  if (translation.problem !== undefined) return undefined;
  return isFilled ? fillWindows(state, window) : binRows(state, window);
}

/** Windows without rows. */
function checkFilled(translation: Translation, state: QueryState, { at }: Step): void {
  if (state.shape === 'several-fields')
    refuse(translation, at, 'windows without rows, with several fields, are not translated; set createEmpty: false');
  if (state.start.compared[0] === 'to_timestamp_seconds(0)')
    refuse(translation, at, 'windows without rows since 1970 are too many; set createEmpty: false');
  doubt(
    translation,
    at,
    'windows without rows come from date_bin_gapfill, which is not known to make those of Flux in every case; set createEmpty: false where they are not needed',
  );
}

function readWindow(translation: Translation, step: Step): Window | undefined {
  if (!hasOnly(translation, step, ['every', 'fn', 'createEmpty', 'timeSrc'])) return undefined;
  const every = readLength(translation, step);
  const fn = readFunction(translation, step);
  const empty = readEmpty(translation, step);
  const source = step.arguments.get('timeSrc');
  const label = source === undefined ? '_stop' : readPlainText(translation, source);
  if (label !== '_stop' && label !== '_start')
    return refuse(translation, step.at, 'windows are named for their start or their end only');
  if (every === undefined || fn === undefined || empty === undefined) return undefined;
  if (empty && !isSelector(fn) && nanosecondsOf(every) === undefined)
    return refuse(
      translation,
      every.at,
      'windows without rows are made only for a known length without months; set createEmpty: false',
    );
  return { every, fn, createsEmpty: empty, labelsStart: label === '_start' };
}

function readLength(translation: Translation, step: Step): DurationLiteral | undefined {
  const given = step.arguments.get('every');
  const every = given === undefined ? undefined : resolveValue(translation, given);
  if (every?.kind !== 'duration')
    return refuse(translation, step.at, 'the length of the windows is known only at run time');
  const length = nanosecondsOf(every);
  if (length !== undefined && length > 0n) return every;
  const [term, ...more] = every.terms;
  const isOneUnknown = length === undefined && more.length === 0 && !/^0+$/.test(String(term?.amount));
  const isHoleOfMonths = typeof term?.amount !== 'string' && hasMonths(every);
  if (isOneUnknown && !isHoleOfMonths) return every;
  return refuse(translation, every.at, 'windows of this length are not translated');
}

function readFunction(translation: Translation, step: Step): string | undefined {
  const fn = step.arguments.get('fn');
  const name = fn?.kind === 'identifier' && !translation.variables.has(fn.name) ? fn.name : '';
  if (isSelector(name) || Object.hasOwn(AGGREGATES, name)) return name;
  const what = name === '' ? 'a function of its own' : name;
  return refuse(translation, fn?.at ?? step.at, `aggregateWindow() with ${what} is not translated`);
}

function readEmpty(translation: Translation, step: Step): boolean | undefined {
  const given = step.arguments.get('createEmpty');
  const empty = given === undefined ? undefined : resolveValue(translation, given);
  if (empty === undefined) return true;
  if (empty.kind === 'identifier' && ['true', 'false'].includes(empty.name)) return empty.name === 'true';
  return refuse(translation, empty.at, 'it is known only at run time whether windows without rows are made');
}

function binRows(state: QueryState, window: Window): QueryState {
  const bin = sql`date_bin(${writeInterval(window.every)}, time)`;
  const values = state.values.map((name) => [name, summarize(window.fn, state, name)] as const);
  const kept = (state.key ?? []).filter((name) => state.columns.has(name));
  return {
    ...afterWindow(state, kept),
    columns: new Map([['_time', writeLabel(state, window, bin)], ...values, ...columnsOf(state, kept)]),
    groupBy: [['1'], ...kept.filter((name) => !isConstant(name)).map((name) => state.columns.get(name) ?? [])],
    hasNulls: state.shape === 'several-fields',
  };
}

/** Windows without rows come from date_bin_gapfill, which wants to stand alone in its SELECT. */
function fillWindows(state: QueryState, window: Window): QueryState {
  const bin = sql`date_bin_gapfill(${writeInterval(window.every)}, time)`;
  const kept = (state.key ?? []).filter((name) => state.columns.has(name));
  const tags = kept.filter((name) => !isConstant(name));
  const inner = wrapState({
    ...state,
    columns: new Map([['_time', bin], ['_value', summarize(window.fn, state, '_value')], ...columnsOf(state, tags)]),
    groupBy: [['1'], ...tags.map((name) => state.columns.get(name) ?? [])],
  });
  const value = window.fn === 'count' ? sql`coalesce(${quoteName('_value')}, 0)` : quoteName('_value');
  const constants = columnsOf(state, kept.filter(isConstant));
  const columns = new Map([
    ...inner.columns,
    ['_time', writeLabel(state, window, quoteName('_time'))] as const,
    ['_value', value] as const,
    ...constants,
  ]);
  return {
    ...inner,
    ...afterWindow(state, kept),
    from: inner.from,
    where: [],
    columns,
    hasNulls: window.fn !== 'count',
  };
}

function afterWindow(state: QueryState, kept: readonly string[]): QueryState {
  return {
    ...state,
    shown: ['_time', ...state.values, ...kept],
    order: [{ column: '_time', descending: false }],
    shape: state.shape === 'several-fields' ? 'several-fields' : 'aggregated',
  };
}

function writeLabel(state: QueryState, { every, labelsStart }: Window, bin: SqlText): SqlText {
  if (labelsStart) return sql`greatest(${bin}, ${state.start.timestamp})`;
  return sql`least(${bin} + ${writeInterval(every)}, ${state.stop.timestamp})`;
}

function summarize(fn: string, state: QueryState, name: string): SqlText {
  const value = state.columns.get(name) ?? quoteName(name);
  const filter = state.shape === 'several-fields' ? sql` FILTER (WHERE ${value} IS NOT NULL)` : [];
  if (fn === 'first' || fn === 'last') return sql`${fn}_value(${value} ORDER BY time)${filter}`;
  if (fn === 'count' && state.shape === 'several-fields') return sql`nullif(count(${value}), 0)`;
  return AGGREGATES[fn]?.(value) ?? sql`${fn}(${value})`;
}
