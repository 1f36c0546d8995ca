/** An id that sorts by time: `20261123-204500-1a2b3c4d`, in UTC. Letters, digits and dashes only. */
export function makeRunId(now: number, token: string): string {
  const [date = '', time = ''] = new Date(now).toISOString().split('T');
  return `${date.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}-${token.slice(0, 8)}`;
}

/** Whether `text` can be the name of a run's folder. */
export function isRunId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9-]{0,127}$/.test(text);
}
