import type { RunEvent, WholeRunEvent } from './run-event.ts';
import { isRunEventKind } from './run-event-kinds.ts';

/** A journal record as far as the state of a run is concerned. */
export interface JournalEntry {
  /** UTC, ISO 8601. */
  readonly ts: string;
  readonly ev: string;
  readonly data: unknown;
}

/** What `run.created` carries as the header of a run over many services. */
export type RunHeader = Omit<Extract<WholeRunEvent, { readonly kind: 'run.created' }>, 'kind' | 'runId'>;

/** The events of a run from the records of its journal. Records of no concern to its state are left out. */
export function readRunEvents(records: readonly JournalEntry[]): readonly RunEvent[] {
  const reader = new RunEventReader();
  return records.flatMap((record) => reader.read(record));
}

/** Reads the events of a journal that grows; lives as long as the command that writes it. */
export class RunEventReader {
  // Transactions that take earlier ones back: their commit is the undo, and their own undo leaves things as they were.
  readonly #undoing = new Set<string>();

  /** The event of one record: none or one. */
  read(record: JournalEntry): readonly RunEvent[] {
    const { ts, ev } = record;
    if (!isRunEventKind(ev)) return [];
    const data = isObject(record.data) ? record.data : {};
    if (ev.startsWith('tx.')) return this.#readTransaction(ts, ev, data);
    if (ev === 'run.created') return readCreation(ts, data);
    if (ev === 'lock.taken' || ev === 'lock.broken') {
      return [{ kind: ev, at: ts, lock: textOf(data['lock'], 'run'), owner: describeOwner(data['owner']) }];
    }
    return [asEvent(ts, ev, data)];
  }

  #readTransaction(ts: string, ev: string, data: Fields): readonly RunEvent[] {
    const service = textOf(data['service'], '');
    const tx = textOf(data['tx'], '');
    if (isUndo(data)) this.#undoing.add(tx);
    const isUndoing = this.#undoing.has(tx);
    switch (ev) {
      case 'tx.intent':
        return isUndoing ? [] : [{ kind: 'tx.intent', at: ts, service }];
      case 'tx.committed':
        return [{ kind: isUndoing ? 'tx.undone' : 'tx.committed', at: ts, service }];
      case 'tx.undone':
        return isUndoing ? [] : [{ kind: 'tx.undone', at: ts, service }];
      default:
        return [{ kind: 'tx.conflict', at: ts, service, paths: pathsOf(data) }];
    }
  }
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asEvent(at: string, kind: string, data: Fields): RunEvent {
  // The checksum of the record vouches for what the runner wrote, and it writes the fields of its kind.
  return { ...data, kind, at } as unknown as RunEvent;
}

function readCreation(at: string, data: Fields): readonly RunEvent[] {
  const header = data['header'];
  const isOverServices = isObject(header) && Array.isArray(header['services']) && Array.isArray(header['phases']);
  return isOverServices ? [asEvent(at, 'run.created', { ...header, runId: data['runId'] })] : [];
}

function isUndo(data: Fields): boolean {
  const undoes = data['undoes'];
  return Array.isArray(undoes) && undoes.length > 0;
}

function pathsOf(data: Fields): readonly string[] {
  const files = data['paths'] ?? data['files'];
  if (!Array.isArray(files)) return [];
  return files.map((file: unknown) => (isObject(file) ? textOf(file['path'], '') : String(file)));
}

function describeOwner(owner: unknown): string {
  if (!isObject(owner)) return textOf(owner, 'unknown');
  return `${textOf(owner['user'], 'unknown')} on ${textOf(owner['host'], 'unknown')}`;
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
