import { readNames } from './apply-grouping.ts';
import { pickRows } from './pick-rows.ts';
import { partitionOf, type QueryState } from './query-state.ts';
import { resolveValue } from './read-literal.ts';
import { hasOnly, type Step } from './read-program.ts';
import type { SqlText } from './sql-text.ts';
import { doubt, refuse, type Translation } from './translation.ts';

/** `sort`: by `_value` unless columns are named, inside each table. */
export function applySort(translation: Translation, state: QueryState, step: Step): QueryState | undefined {
  if (!hasOnly(translation, step, ['columns', 'desc'])) return undefined;
  const names = step.arguments.has('columns') ? readNames(translation, step) : ['_value'];
  if (names === undefined) return undefined;
  const desc = step.arguments.get('desc');
  const direction = desc === undefined ? undefined : resolveValue(translation, desc);
  const isKnown =
    direction === undefined || (direction.kind === 'identifier' && ['true', 'false'].includes(direction.name));
  if (!isKnown) return refuse(translation, step.at, 'it is known only at run time in which direction rows are sorted');
  const missing = names.find((name) => !state.shown.includes(name));
  if (missing !== undefined) return refuse(translation, step.at, `sort() by \`${missing}\`, which is no column here`);
  partitionOf(translation, state, step.at);
  const descending = direction?.kind === 'identifier' && direction.name === 'true';
  // Rows that are equal in what is sorted by have no order in Flux; a fixed one is among those it may give.
  const byTime = state.columns.has('_time') && !names.includes('_time') ? [{ column: '_time', descending: false }] : [];
  const order = [...names.map((column) => ({ column, descending })), ...byTime];
  return { ...state, order };
}

/** `limit`: the first rows of each table. */
export function applyLimit(translation: Translation, state: QueryState, step: Step): QueryState | undefined {
  if (!hasOnly(translation, step, ['n', 'offset'])) return undefined;
  const count = readCount(translation, step, 'n');
  const offset = step.arguments.has('offset') ? readCount(translation, step, 'offset') : undefined;
  if (count === undefined || translation.problem !== undefined) return undefined;
  translation.hasEmptyTables ||= offset !== undefined || !/^[1-9]\d*$/.test(String(count[0]));
  if (state.order === undefined)
    doubt(
      translation,
      step.at,
      'rows that come from several series have no order here, so limit() may give any; sort them before',
    );
  return pickRows(translation, state, { at: step.at, count, ...(offset === undefined ? {} : { offset }) });
}

function readCount(translation: Translation, step: Step, name: string): SqlText | undefined {
  const given = step.arguments.get(name);
  const value = given === undefined ? undefined : resolveValue(translation, given);
  if (value?.kind === 'integer') return [BigInt(value.digits).toString()];
  if (value?.kind === 'hole' && value.hole.type !== 'str') {
    translation.notes.add('The number of rows must be a whole number; SQL takes it as it is written.');
    return [value.hole];
  }
  return refuse(translation, step.at, `\`${name}\` of limit() is no number`);
}
