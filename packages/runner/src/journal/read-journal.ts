import { decodeLine, type JournalRecord, PASSING_EVENTS } from './journal-record.ts';

export type JournalReading =
  | {
      readonly kind: 'sound';
      readonly records: readonly JournalRecord[];
      /** How many bytes the records take; what follows is the beginning of an append that never ended. */
      readonly length: number;
      readonly isTorn: boolean;
    }
  | { readonly kind: 'damaged'; readonly record: number; readonly reason: string }
  | { readonly kind: 'newer'; readonly record: number; readonly version: number };

/**
 * Reads a journal. The beginning of a last record, which is what a crash leaves, is dropped. Anything else that is not as
 * written means damage, and then no record is given out: what is missing might be the one that matters.
 */
export function readJournal(bytes: Uint8Array): JournalReading {
  const records: JournalRecord[] = [];
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(0x0a, start);
    const number = records.length + 1;
    const rest = bytes.subarray(start);
    if (end === -1) return readTail(rest, { kind: 'sound', records, length: start, isTorn: true });
    const line = decodeLine(bytes.subarray(start, end));
    if (line.kind === 'newer') return { kind: 'newer', record: number, version: line.version };
    if (line.kind === 'bad') {
      if (isUnwritten(rest)) return { kind: 'sound', records, length: start, isTorn: true };
      return { kind: 'damaged', record: number, reason: line.reason };
    }
    const gap = findGap(records.at(-1), line.record);
    if (gap !== undefined) return { kind: 'damaged', record: number, reason: gap };
    records.push(line.record);
    start = end + 1;
  }
  return { kind: 'sound', records, length: start, isTorn: false };
}

/** A tail without newline is torn, unless a whole record is in it and something stands where its newline belongs. */
function readTail(tail: Uint8Array, torn: JournalReading & { kind: 'sound' }): JournalReading {
  const close = Buffer.from(tail).lastIndexOf('"}');
  const hasRecord = close !== -1 && close + 2 < tail.length && decodeLine(tail.subarray(0, close + 2)).kind !== 'bad';
  if (!hasRecord) return torn;
  return { kind: 'damaged', record: torn.records.length + 1, reason: 'something follows it where its line should end' };
}

/**
 * After power loss the appends since the last sync may have their length but not yet all of their blocks: those read as zeros. What can be read
 * behind them then are records that need no sync either.
 */
function isUnwritten(rest: Uint8Array): boolean {
  if (!rest.includes(0)) return false;
  return splitLines(rest).every((line) => {
    const found = decodeLine(line);
    return found.kind === 'bad' || (found.kind === 'record' && PASSING_EVENTS.has(found.record.ev));
  });
}

function splitLines(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    lines.push(bytes.subarray(start, end === -1 ? bytes.length : end));
    start = end === -1 ? bytes.length : end + 1;
  }
  return lines;
}

function findGap(before: JournalRecord | undefined, record: JournalRecord): string | undefined {
  const expected = (before?.seq ?? 0) + 1;
  if (record.seq !== expected) return `it is number ${record.seq} where ${expected} belongs`;
  return record.prev === (before?.crc ?? '') ? undefined : 'it does not continue the record before it';
}
