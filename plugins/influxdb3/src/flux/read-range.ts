import { addParameter } from './add-parameter.ts';
import type { Hole } from './flux-text.ts';
import type { TimeBound } from './query-state.ts';
import { readText, resolveValue } from './read-literal.ts';
import { hasOnly, type Step } from './read-program.ts';
import { type SqlText, sql } from './sql-text.ts';
import type { DurationLiteral, Expression, TimeLiteral } from './syntax.ts';
import { refuse, type Translation } from './translation.ts';
import { writeInterval } from './write-interval.ts';

const UNKNOWN = 'it is known only at run time whether this is a duration, a time or now()';
const NOW: TimeBound = { compared: ['now()'], timestamp: ['CAST(now() AS TIMESTAMP)'] };

/** Reads `range`: the start is inside, the stop is not, and without one it is now. */
export function readRange(translation: Translation, step: Step): { start: TimeBound; stop: TimeBound } | undefined {
  if (step.name !== 'range' || !hasOnly(translation, step, ['start', 'stop']))
    return refuse(translation, step.at, 'range() does not follow from()');
  const from = step.arguments.get('start');
  const to = step.arguments.get('stop');
  if (from === undefined) return refuse(translation, step.at, 'range() has no start');
  const start = readBound(translation, from, 'start');
  const stop = to === undefined ? NOW : readBound(translation, to, 'stop');
  return start === undefined || stop === undefined ? undefined : { start, stop };
}

function readBound(translation: Translation, expression: Expression, name: string): TimeBound | undefined {
  const value = resolveValue(translation, expression);
  switch (value.kind) {
    case 'duration':
      return fromNow(value, '+');
    case 'unary':
      return readSigned(translation, value.operator, resolveValue(translation, value.operand));
    case 'integer':
      return fromSeconds(translation, BigInt(value.digits));
    case 'time':
      return readTime(translation, value, name);
    case 'hole':
      return isTime(value.hole)
        ? fromHole(translation, value.at, [value.hole], name)
        : refuse(translation, value.at, UNKNOWN);
    case 'call':
      return readCall(translation, value, name);
    default:
      return refuse(translation, value.at, 'this bound of range() is not translated');
  }
}

function readSigned(translation: Translation, sign: string, value: Expression): TimeBound | undefined {
  if (value.kind === 'duration' && sign === '-') return fromNow(value, '-');
  if (value.kind === 'integer' && sign === '-') return fromSeconds(translation, -BigInt(value.digits));
  return refuse(translation, value.at, value.kind === 'hole' ? UNKNOWN : 'this bound of range() is not translated');
}

function readCall(
  translation: Translation,
  call: Extract<Expression, { kind: 'call' }>,
  name: string,
): TimeBound | undefined {
  const called = call.callee.kind === 'identifier' ? call.callee.name : '';
  if (called === 'now' && call.arguments.length === 0) return NOW;
  const [argument, ...more] = call.arguments;
  if (called !== 'time' || argument?.name !== 'v' || more.length > 0)
    return refuse(
      translation,
      call.at,
      `a bound of range() that calls ${called === '' ? 'a package' : `${called}()`} is not translated`,
    );
  const value = argument.value === undefined ? undefined : resolveValue(translation, argument.value);
  if (value?.kind === 'time') return readTime(translation, value, name);
  if (value?.kind === 'hole' && isTime(value.hole)) return fromHole(translation, value.at, [value.hole], name);
  const text = readText(translation, value);
  if (text === undefined) return refuse(translation, call.at, UNKNOWN);
  const [first] = text;
  if (text.length === 1 && typeof first === 'string') return fromText(translation, call.at, first);
  return fromHole(translation, call.at, text, name);
}

function fromNow(duration: DurationLiteral, sign: '+' | '-'): TimeBound {
  const interval = writeInterval(duration);
  return { compared: sql`now() ${sign} ${interval}`, timestamp: sql`CAST(now() ${sign} ${interval} AS TIMESTAMP)` };
}

/** A number is in seconds since 1970. */
function fromSeconds(translation: Translation, seconds: bigint): TimeBound | undefined {
  if (seconds > 9_000_000_000n || seconds < -9_000_000_000n)
    return refuse(translation, 0, 'this bound is outside of what a timestamp holds');
  if (seconds === 0n) translation.notes.add('The query reads from 1970 on, which scans the whole table.');
  const compared = sql`to_timestamp_seconds(${seconds.toString()})`;
  return { compared, timestamp: sql`CAST(${compared} AS TIMESTAMP)` };
}

function readTime(translation: Translation, literal: TimeLiteral, name: string): TimeBound | undefined {
  if (typeof literal.value === 'string') return fromText(translation, literal.at, literal.value);
  return fromHole(
    translation,
    literal.at,
    literal.suffix === '' ? [literal.value] : [literal.value, literal.suffix],
    name,
  );
}

/** A time as written, in UTC and as its digits are: SQL knows more spellings than Flux, so others are refused. */
export function normalizeTime(text: string): string | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2}))?$/.exec(text);
  if (found === null) return undefined;
  const [, day = '', clock = '00:00:00', fraction = '', zone = 'Z'] = found;
  const utc = new Date(`${day}T${clock}${zone}`);
  const written = new Date(`${day}T${clock}Z`);
  if (Number.isNaN(utc.getTime()) || !written.toISOString().startsWith(`${day}T${clock}`)) return undefined;
  return `${utc.toISOString().slice(0, 19)}${fraction}Z`;
}

function fromText(translation: Translation, at: number, text: string): TimeBound | undefined {
  const time = normalizeTime(text);
  if (time === undefined) return refuse(translation, at, `\`${text}\` is not a time`);
  return { compared: sql`'${time}'`, timestamp: sql`CAST('${time}' AS TIMESTAMP)` };
}

function fromHole(translation: Translation, at: number, text: SqlText, name: string): TimeBound | undefined {
  const compared = addParameter(translation, at, { name, text, asText: true });
  return compared === undefined ? undefined : { compared, timestamp: sql`CAST('${text}' AS TIMESTAMP)` };
}

function isTime(hole: Hole): boolean {
  if (hole.type === 'time' || /\.isoformat\([^()]*\)$/.test(hole.text)) return true;
  return /\.strftime\((["'])%Y-%m-%d(?:T%H:%M:%S(?:\.%f)?(?:Z|\+00:00)?)?\1\)$/.test(hole.text);
}
