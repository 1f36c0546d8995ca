import { MoultError } from '@moult/errors';
import type { Disk } from '../disk/disk.ts';
import { diskErrorCode } from '../disk/disk-error.ts';
import { createWholeFile, syncOpen, writeAll } from '../disk/write-whole-file.ts';
import {
  encodeRecord,
  JOURNAL_VERSION,
  type JournalEvent,
  type JournalRecord,
  PASSING_EVENTS,
} from './journal-record.ts';
import { readJournal } from './read-journal.ts';

/** Where a journal lies and what it needs; `label` is its name in messages. */
export interface JournalPlace {
  readonly disk: Disk;
  readonly path: string;
  readonly label: string;
  readonly now: () => number;
}

/** An append-only file of records, each on disk for good before `append` returns, but for those that may be lost and are done again. */
export class Journal {
  readonly #place: JournalPlace;
  readonly #records: JournalRecord[];
  #length: number;
  #isTorn = false;

  private constructor(place: JournalPlace, records: readonly JournalRecord[], length: number) {
    this.#place = place;
    this.#records = [...records];
    this.#length = length;
  }

  /** Starts an empty journal where none is. The caller syncs the folder. */
  static create(place: JournalPlace): Journal {
    createWholeFile(place.disk, place.path, { bytes: new Uint8Array(), mode: 0o600 });
    return new Journal(place, [], 0);
  }

  /**
   * Opens a journal to append to it, and cuts off a torn tail. Syncs it first: a record that a killed process wrote but did
   * not sync must not be relied on while power loss could still take it.
   */
  static open(place: JournalPlace): Journal {
    const { records, length, isTorn } = readSoundJournal(place);
    const journal = new Journal(place, records, length);
    if (isTorn) journal.#cut();
    else journal.#sync();
    return journal;
  }

  get records(): readonly JournalRecord[] {
    return this.#records;
  }

  /** False when an append failed and could not be taken back: only reading the file anew will tell. */
  get isCertain(): boolean {
    return !this.#isTorn;
  }

  append(ev: JournalEvent, data: unknown): JournalRecord {
    if (this.#isTorn) this.#cut();
    const before = this.#records.at(-1);
    const body = {
      v: JOURNAL_VERSION,
      seq: (before?.seq ?? 0) + 1,
      ts: new Date(this.#place.now()).toISOString(),
      ev,
      data,
      prev: before?.crc ?? '',
    };
    const { line, crc } = encodeRecord(body);
    const bytes = Buffer.from(line);
    this.#write(bytes, !PASSING_EVENTS.has(ev));
    const record = { ...body, crc };
    this.#records.push(record);
    this.#length += bytes.length;
    return record;
  }

  #write(bytes: Uint8Array, isLasting: boolean): void {
    this.#isTorn = true;
    try {
      this.#withFile((file) => writeAll(this.#place.disk, file, bytes, this.#place.path), isLasting);
    } catch (error) {
      if (diskErrorCode(error) !== undefined) this.#tryCut();
      throw error;
    }
    this.#isTorn = false;
  }

  #tryCut(): void {
    try {
      this.#cut();
    } catch (error) {
      // The first failure is the one to report; `isCertain` stays false.
      if (diskErrorCode(error) === undefined) throw error;
    }
  }

  #cut(): void {
    this.#isTorn = true;
    this.#place.disk.truncate(this.#place.path, this.#length);
    this.#sync();
    this.#isTorn = false;
  }

  #sync(): void {
    this.#withFile(() => undefined);
  }

  #withFile(act: (file: number) => void, isLasting = true): void {
    const { disk, path } = this.#place;
    const file = disk.openForAppend(path);
    try {
      act(file);
      if (isLasting) syncOpen(disk, file, path);
    } finally {
      disk.closeFile(file);
    }
  }
}

/** Reads a journal without changing it; throws `E-JOURNAL` when it is damaged or of a newer version. */
export function readSoundJournal(place: Pick<JournalPlace, 'disk' | 'path' | 'label'>) {
  const reading = readJournal(place.disk.readFile(place.path));
  switch (reading.kind) {
    case 'sound':
      return reading;
    case 'newer':
      throw new MoultError(
        'E-JOURNAL',
        `${place.label} is of version ${reading.version}; this Moult reads up to ${JOURNAL_VERSION}`,
        {
          hint: 'Use the newer Moult that wrote it.',
          where: `${place.label}:${reading.record}`,
        },
      );
    case 'damaged':
      throw new MoultError('E-JOURNAL', `${place.label} is damaged at record ${reading.record}: ${reading.reason}`, {
        hint: 'Nothing was changed. Restore the file from a copy; the files of the run can be put back with the rollback scripts in .moult/backups.',
        where: `${place.label}:${reading.record}`,
      });
  }
}
