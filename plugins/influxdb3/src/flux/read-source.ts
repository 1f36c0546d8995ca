import type { QueryState, TimeBound } from './query-state.ts';
import { readText } from './read-literal.ts';
import { chainOf, columnName, writePredicate } from './read-predicate.ts';
import { hasOnly, type Step } from './read-program.ts';
import { joinSql, quoteName, quoteText, type SqlText, sql } from './sql-text.ts';
import type { Expression } from './syntax.ts';
import { refuse, type Translation } from './translation.ts';

interface Condition {
  readonly row: string;
  readonly expression: Expression;
}

interface Choice {
  readonly measurement: SqlText;
  readonly fields: readonly SqlText[];
  readonly rest: readonly Condition[];
  /** Tags that a condition compares with one text. */
  readonly pinned: ReadonlySet<string>;
}

/** Reads the bucket of `from`. */
export function readDatabase(translation: Translation, step: Step): SqlText | undefined {
  if (step.name !== 'from' || !hasOnly(translation, step, ['bucket']))
    return refuse(translation, step.at, 'the pipeline does not begin with from() and a bucket');
  const bucket = readText(translation, step.arguments.get('bucket'));
  if (bucket === undefined) return refuse(translation, step.at, 'the bucket is not a text');
  const hasSlash = bucket.some((part) => typeof part === 'string' && part.includes('/'));
  return hasSlash
    ? refuse(translation, step.at, 'the bucket names a retention policy, which InfluxDB 3 does not have')
    : bucket;
}

/** Makes the first SELECT of `from`, `range` and the filters behind them: one measurement, and its fields by name. */
export function readSource(
  translation: Translation,
  bounds: { start: TimeBound; stop: TimeBound },
  filters: readonly Step[],
): QueryState | undefined {
  const conditions: Condition[] = [];
  for (const step of filters) {
    const condition = readCondition(translation, step);
    if (condition === undefined) return undefined;
    for (const expression of chainOf(condition.expression, 'and')) conditions.push({ ...condition, expression });
  }
  const choice = readChoice(translation, conditions);
  if (choice === undefined) return undefined;
  const state = startState(translation, bounds, choice);
  const written = choice.rest.map(({ row, expression }) =>
    writePredicate({ translation, state, row, hasFreeTags: state.key === undefined }, expression),
  );
  const where = written.filter((one) => one !== undefined);
  if (where.length < written.length) return undefined;
  return { ...state, where: [...state.where, ...where] };
}

/** Reads the predicate of a `filter`. */
export function readCondition(translation: Translation, step: Step): Condition | undefined {
  if (!hasOnly(translation, step, ['fn'])) return undefined;
  const fn = step.arguments.get('fn');
  if (fn?.kind !== 'function' || fn.body === undefined || fn.parameters.length !== 1)
    return refuse(translation, step.at, 'the condition of filter() is not a function of one row');
  return { row: fn.parameters[0]?.name ?? 'r', expression: fn.body };
}

function readChoice(translation: Translation, conditions: readonly Condition[]): Choice | undefined {
  let measurement: SqlText | undefined;
  let fields: readonly SqlText[] | undefined;
  const rest: Condition[] = [];
  const pinned = new Set<string>();
  for (const condition of conditions) {
    const named = readNames(translation, condition);
    if (named?.column === '_measurement' && named.names.length === 1 && measurement === undefined)
      [measurement] = named.names;
    else if (named?.column === '_field' && fields === undefined) fields = named.names;
    else rest.push(condition);
    if (named !== undefined && named.names.length === 1) pinned.add(named.column);
  }
  if (translation.problem !== undefined) return undefined;
  if (measurement === undefined)
    return refuse(translation, 0, 'no filter names exactly one measurement, so there is no table to read');
  if (fields === undefined) return refuse(translation, 0, 'no filter names the fields, and SQL must list the columns');
  return { measurement, fields, rest, pinned };
}

/** `r.c == "a" or r.c == "b"`: the column, and the texts it may be. */
function readNames(
  translation: Translation,
  { row, expression }: Condition,
): { column: string; names: SqlText[] } | undefined {
  const names: SqlText[] = [];
  let column: string | undefined;
  for (const one of chainOf(expression, 'or')) {
    if (one.kind !== 'binary' || one.operator !== '==') return undefined;
    const name = columnName(translation, row, one.left);
    const text = one.right.kind === 'hole' ? undefined : readText(translation, one.right);
    if (name === undefined || text === undefined || (column !== undefined && column !== name)) return undefined;
    column = name;
    if (!names.some((known) => JSON.stringify(known) === JSON.stringify(text))) names.push(text);
  }
  return column === undefined ? undefined : { column, names };
}

function startState(
  translation: Translation,
  { start, stop }: { start: TimeBound; stop: TimeBound },
  choice: Choice,
): QueryState {
  const { measurement, fields } = choice;
  const tags = readTags(translation, measurement);
  const isSeveral = fields.length > 1;
  const hasHole = [measurement, ...fields].some((name) => name.some((part) => typeof part !== 'string'));
  if (hasHole)
    translation.notes.add('A value of Python becomes the name of a table or a column; it must not come from outside.');
  const named = isSeveral
    ? fields.map((field) => [textOf(field), quoteName(field)] as const)
    : [['_value', quoteName(fields[0] ?? '')] as const];
  const field = isSeveral ? [] : [['_field', quoteText(fields[0] ?? '')] as const];
  const known = tags ?? [...choice.pinned].filter((name) => !name.startsWith('_'));
  const columns = new Map<string, SqlText>([
    ['_time', ['time']],
    ...named,
    ...field,
    ['_measurement', quoteText(measurement)],
    ...known.map((tag) => [tag, quoteName(tag)] as const),
  ]);
  const present = fields.map((name) => sql`${quoteName(name)} IS NOT NULL`);
  return {
    from: quoteName(measurement),
    where: [
      sql`time >= ${start.compared} AND time < ${stop.compared}`,
      isSeveral ? sql`(${joinSql(present, ' OR ')})` : joinSql(present, ''),
    ],
    columns,
    shown: [...columns.keys()],
    key: tags === undefined ? undefined : [...tags, '_measurement', ...(isSeveral ? [] : ['_field'])],
    pinned: new Set([...choice.pinned, '_measurement', '_field']),
    order: [{ column: '_time', descending: false }],
    values: named.map(([name]) => name),
    shape: isSeveral ? 'several-fields' : 'rows',
    hasNulls: isSeveral,
    start,
    stop,
  };
}

function readTags({ options }: Translation, measurement: SqlText): readonly string[] | undefined {
  const tags = options.tags ?? {};
  const name = measurement.length === 1 && typeof measurement[0] === 'string' ? measurement[0] : '*';
  const known = Object.hasOwn(tags, name) ? tags[name] : Object.hasOwn(tags, '*') ? tags['*'] : undefined;
  return known === undefined ? undefined : [...known].sort();
}

/** Name of a field for the columns of the result; one with a hole has the hole's Python in it. */
function textOf(name: SqlText): string {
  return name.map((part) => (typeof part === 'string' ? part : `{${part.text}}`)).join('');
}
