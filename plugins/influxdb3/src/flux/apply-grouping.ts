import type { QueryState } from './query-state.ts';
import { readPlainText, resolveValue } from './read-literal.ts';
import { hasOnly, type Step } from './read-program.ts';
import { quoteName } from './sql-text.ts';
import { refuse, type Translation } from './translation.ts';

/** `group()` makes one table of all, `group(columns: […])` one for each value of the columns. */
export function applyGroup(translation: Translation, state: QueryState, step: Step): QueryState | undefined {
  if (!hasOnly(translation, step, ['columns', 'mode'])) return undefined;
  const mode = step.arguments.get('mode');
  if (mode !== undefined && readPlainText(translation, mode) !== 'by')
    return refuse(translation, mode.at, 'group() by all columns except some is not translated');
  const key = step.arguments.has('columns') ? readNames(translation, step) : [];
  if (key === undefined) return undefined;
  const unknown = key.find((name) => !state.shown.includes(name) && !isFreeTag(state, name));
  if (unknown !== undefined || key.some((name) => name === '_time' || state.values.includes(name)))
    return refuse(
      translation,
      step.at,
      `group() by ${unknown === undefined ? 'a time or a value' : `\`${unknown}\`, which is no column here,`} is not translated`,
    );
  const added = key.filter((name) => !state.columns.has(name));
  const wasOne = state.key?.every((name) => state.pinned.has(name)) === true;
  return {
    ...state,
    columns: new Map([...state.columns, ...added.map((name) => [name, quoteName(name)] as const)]),
    shown: [...state.shown, ...added],
    key,
    order: wasOne ? state.order : undefined,
  };
}

/** `keep` and `drop`: which columns are shown, and so by which the tables differ. */
export function applyColumns(translation: Translation, state: QueryState, step: Step): QueryState | undefined {
  if (!hasOnly(translation, step, ['columns'])) return undefined;
  const names = readNames(translation, step);
  if (names === undefined) return undefined;
  if (step.name === 'drop' && state.key === undefined && names.some((name) => !name.startsWith('_')))
    return refuse(translation, step.at, 'drop() of a tag is translated only where all tags are known');
  if (step.name === 'drop')
    return showColumns(
      state,
      state.shown.filter((name) => !names.includes(name)),
    );
  const added = names.filter((name) => !state.columns.has(name) && isFreeTag(state, name));
  const columns = new Map([...state.columns, ...added.map((name) => [name, quoteName(name)] as const)]);
  const known = names.filter((name) => state.shown.includes(name) || added.includes(name));
  // Tags nobody named are dropped too, so the tables differ by the columns that are kept and by no others.
  const key = state.key ?? known.filter((name) => name !== '_time' && !state.values.includes(name));
  return showColumns({ ...state, columns, key, ...(state.key === undefined ? { order: undefined } : {}) }, known);
}

function showColumns(state: QueryState, shown: readonly string[]): QueryState {
  const key = state.key?.filter((name) => shown.includes(name));
  const isMerged = state.key?.some((name) => !shown.includes(name) && !state.pinned.has(name)) === true;
  return { ...state, shown, key, ...(isMerged ? { order: undefined } : {}) };
}

/** While the tags are unknown, any other name of a stored row may be one. */
function isFreeTag(state: QueryState, name: string): boolean {
  return (
    state.key === undefined &&
    state.groupBy === undefined &&
    state.limit === undefined &&
    !state.columns.has(name) &&
    !name.startsWith('_') &&
    name !== ''
  );
}

/** Reads a list of column names. */
export function readNames(translation: Translation, step: Step): readonly string[] | undefined {
  const value = step.arguments.get('columns');
  const list = value === undefined ? undefined : resolveValue(translation, value);
  const names = list?.kind === 'array' ? list.items.map((item) => readPlainText(translation, item)) : [undefined];
  const known = names.filter((name) => name !== undefined);
  if (known.length < names.length)
    return refuse(translation, step.at, `the columns of ${step.name}() are not a list of texts`);
  return [...new Set(known)];
}
