const UNITS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 24 * 3_600_000,
  w: 7 * 24 * 3_600_000,
};

/** The milliseconds of a span such as `30m`, `72h`, `30d` or `4w`; `undefined` for anything else. */
export function spanMilliseconds(text: string): number | undefined {
  const match = /^(\d{1,6})([mhdw])$/.exec(text);
  return match === null ? undefined : Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0);
}
