import { joinSql, type SqlText, sql } from './sql-text.ts';
import type { DurationLiteral, DurationUnit } from './syntax.ts';

const UNITS: Readonly<Record<DurationUnit, string>> = {
  ns: 'nanosecond',
  us: 'microsecond',
  ms: 'millisecond',
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  mo: 'month',
  y: 'year',
};

const NANOSECONDS: Readonly<Partial<Record<DurationUnit, bigint>>> = {
  ns: 1n,
  us: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
  w: 604_800_000_000_000n,
};

/** Writes a duration as an interval: `1h30m` becomes `INTERVAL '1 hour 30 minutes'`. */
export function writeInterval({ terms }: DurationLiteral): SqlText {
  const words = terms.map(({ amount, unit }): SqlText => {
    const number = typeof amount === 'string' ? BigInt(amount).toString() : [amount];
    return sql`${number} ${UNITS[unit]}${number === '1' ? '' : 's'}`;
  });
  return sql`INTERVAL '${joinSql(words, ' ')}'`;
}

/** Whether a duration counts months or years, whose length differs. */
export function hasMonths({ terms }: DurationLiteral): boolean {
  return terms.some(({ unit }) => unit === 'mo' || unit === 'y');
}

/** Length of a duration; undefined when it has months or holes. */
export function nanosecondsOf({ terms }: DurationLiteral): bigint | undefined {
  let sum = 0n;
  for (const { amount, unit } of terms) {
    const length = NANOSECONDS[unit];
    if (typeof amount !== 'string' || length === undefined) return undefined;
    sum += BigInt(amount) * length;
  }
  return sum;
}
