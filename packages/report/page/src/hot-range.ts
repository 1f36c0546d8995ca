/** The parts of two lines that differ, as half-open ranges. */
export interface HotRanges {
  readonly before: readonly [number, number];
  readonly after: readonly [number, number];
}

/** What differs between two lines beyond a common beginning and end; undefined when they have too little in common to say. */
export function hotRange(before: string, after: string): HotRanges | undefined {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const indent = /^\s*/.exec(before)?.[0].length ?? 0;
  const common = Math.max(0, head - indent) + tail;
  const isAlike = common * 3 >= Math.max(before.length, after.length) - indent;
  return isAlike ? { before: [head, before.length - tail], after: [head, after.length - tail] } : undefined;
}
