import { hashBytes } from '../disk/hash-bytes.ts';

/** The format this Moult writes, and the newest it reads. */
export const JOURNAL_VERSION = 1;

/** Everything that can happen in a run. */
export type JournalEvent =
  | 'run.created'
  | 'run.started'
  | 'run.resumed'
  | 'run.paused'
  | 'run.stopping'
  | 'run.aborted'
  | 'run.validated'
  | 'run.finished'
  | 'lock.taken'
  | 'lock.broken'
  | 'phase.started'
  | 'phase.checked'
  | 'phase.validating'
  | 'phase.gated'
  | 'svc.queued'
  | 'svc.started'
  | 'svc.preflight'
  | 'svc.baseline'
  | 'svc.validating'
  | 'svc.validated'
  | 'svc.adopted'
  | 'svc.finished'
  | 'tx.intent'
  | 'tx.committed'
  | 'tx.undone'
  | 'tx.conflict'
  | 'threshold.crossed'
  | 'checkpoint.opened'
  | 'checkpoint.decided'
  | 'rollback.started'
  | 'rollback.svc'
  | 'rollback.finished'
  | 'note';

/**
 * Events on which nothing outside of the journal rests: a power loss may take the last of them, and the run then does those steps again. The
 * next record of another kind makes them last.
 */
export const PASSING_EVENTS: ReadonlySet<JournalEvent> = new Set<JournalEvent>([
  'svc.queued',
  'svc.started',
  'svc.preflight',
  'svc.baseline',
  'svc.validating',
  'svc.validated',
  'phase.checked',
]);

/** One line of a journal. */
export interface JournalRecord {
  readonly v: number;
  /** 1, 2, 3 without gaps. */
  readonly seq: number;
  /** When, as an ISO 8601 instant in UTC. */
  readonly ts: string;
  readonly ev: JournalEvent;
  readonly data: unknown;
  /** The checksum of the record before; empty for the first. */
  readonly prev: string;
  /** The checksum of this record. */
  readonly crc: string;
}

export type DecodedLine =
  | { readonly kind: 'record'; readonly record: JournalRecord }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'bad'; readonly reason: string };

/** The line of a record, with its newline, and its checksum. */
export function encodeRecord(record: Omit<JournalRecord, 'crc'>): { readonly line: string; readonly crc: string } {
  const { v, seq, ts, ev, data, prev } = record;
  const head = JSON.stringify({ v, seq, ts, ev, data, prev }).slice(0, -1);
  const crc = checksum(Buffer.from(head));
  return { line: `${head},"crc":"${crc}"}\n`, crc };
}

const TAIL = /^,"crc":"([0-9a-f]{16})"\}$/;
const TAIL_LENGTH = ',"crc":"0123456789abcdef"}'.length;

/** Reads one line, given without its newline. The checksum covers the very bytes, so any other spelling is bad too. */
export function decodeLine(line: Uint8Array): DecodedLine {
  const head = line.subarray(0, Math.max(0, line.length - TAIL_LENGTH));
  const tail = TAIL.exec(Buffer.from(line.subarray(head.length)).toString('latin1'));
  const crc = tail?.[1];
  if (crc === undefined) return { kind: 'bad', reason: 'it does not end in a checksum' };
  if (checksum(head) !== crc) return { kind: 'bad', reason: 'its checksum does not fit' };
  // What carries our checksum was written by `encodeRecord`, of this version or of a newer one.
  const record = JSON.parse(Buffer.from(line).toString('utf8')) as JournalRecord;
  return record.v > JOURNAL_VERSION ? { kind: 'newer', version: record.v } : { kind: 'record', record };
}

function checksum(bytes: Uint8Array): string {
  return hashBytes(bytes).slice(0, 16);
}
