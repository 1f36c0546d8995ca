import { FleetTranslator, type RunEvent, RunEventReader, RunFold, type RunState } from '@moult/fleet';
import type { FleetEvent } from '@moult/plugin-api';
import type { JournalEvent } from '../journal/journal-record.ts';
import type { Run } from '../transaction/run.ts';
import { type Redact, redactData } from '../validate/redact.ts';

/** A run with its state, as its journal grows; lives as long as the command that writes it. */
export class RunSession {
  readonly run: Run;
  readonly #redact: Redact;
  readonly #fold = new RunFold();
  readonly #reader = new RunEventReader();
  readonly #translator = new FleetTranslator();
  readonly #events: FleetEvent[] = [];
  readonly #listeners: ((event: RunEvent) => void)[] = [];
  #read = 0;
  #state: RunState | undefined;

  constructor(run: Run, redact: Redact) {
    this.run = run;
    this.#redact = redact;
    this.sync();
  }

  get state(): RunState {
    this.#state ??= this.#fold.state;
    return this.#state;
  }

  /** The history as an orchestrator sees it. */
  get events(): readonly FleetEvent[] {
    return this.#events;
  }

  /** Checksum of the last record of the journal. */
  get checksum(): string {
    return this.run.journal.records.at(-1)?.crc ?? '';
  }

  /** Called for every event that is written from now on. */
  listen(listener: (event: RunEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** Writes a record, without secrets, and takes it up. */
  append(ev: JournalEvent, data: object): void {
    this.run.append(ev, redactData(this.#redact, data));
    this.sync();
  }

  /** Takes up the records that a transaction wrote by itself. */
  sync(): void {
    const { records } = this.run.journal;
    for (; this.#read < records.length; this.#read += 1) {
      const record = records[this.#read];
      if (record === undefined) continue;
      for (const event of this.#reader.read(record)) this.#take(event);
    }
  }

  #take(event: RunEvent): void {
    this.#fold.add(event);
    this.#state = undefined;
    this.#events.push(...this.#translator.add(event));
    for (const listener of this.#listeners) listener(event);
  }
}
