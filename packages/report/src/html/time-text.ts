/** Whole seconds between two times in ISO 8601; undefined when one is missing. */
export function secondsBetween(from: string | null, to: string | null): number | undefined {
  if (from === null || to === null) return undefined;
  const span = (Date.parse(to) - Date.parse(from)) / 1000;
  return Number.isFinite(span) ? Math.max(0, Math.round(span)) : undefined;
}

/** A span of time as people say it: `41 s`, `7 min 05 s`, `2 h 10 min`. */
export function spanText(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${two(Math.floor(seconds / 60) % 60)} min`;
}

/** `2026-01-05 14:02 UTC` of an ISO 8601 time in UTC; other texts stay as they are. */
export function timeText(time: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(time);
  return match === null ? time : `${match[1]} ${match[2]} UTC`;
}

/** `14:02` of an ISO 8601 time. */
export function clockText(time: string): string {
  return /T(\d\d:\d\d)/.exec(time)?.[1] ?? time;
}
