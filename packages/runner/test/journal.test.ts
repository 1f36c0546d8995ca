import { isMoultError } from '@moult/errors';
import { hashBytes } from '../src/disk/hash-bytes.ts';
import { LossyDisk } from '../src/disk/lossy-disk.ts';
import { Journal } from '../src/journal/journal.ts';
import { encodeRecord, type JournalEvent } from '../src/journal/journal-record.ts';
import { readJournal } from '../src/journal/read-journal.ts';
import { startRun } from '../src/transaction/run.ts';
import { journalPath } from '../src/transaction/state-folder.ts';
import {
  applySet,
  describeTree,
  enterTree,
  makeDice,
  makeService,
  ROOT,
  RUN_ID,
  recoverTree,
  SCALE,
} from './small-service.ts';

const { disk, set } = makeService();
const before = describeTree(disk);
applySet(enterTree(disk), set);
const after = describeTree(disk);
const path = journalPath({ root: ROOT }, RUN_ID);
const bytes = disk.readFile(path);
const lines = Buffer.from(bytes).toString('utf8').split('\n').slice(0, -1);

function withJournal(content: Uint8Array): LossyDisk {
  const changed = disk.fork();
  changed.truncate(path, 0);
  const file = changed.openForAppend(path);
  changed.write(file, content);
  changed.closeFile(file);
  return changed;
}

/** A damaged journal must stop every command that writes, by the number of the record, and nothing may change. */
function expectRefusal(content: Uint8Array, record?: number): void {
  const changed = withJournal(content);
  let caught: unknown;
  try {
    startRun(enterTree(changed), { command: 'apply' });
  } catch (error) {
    caught = error;
  }
  if (!isMoultError(caught, 'E-JOURNAL'))
    throw new Error(`accepted: ${Buffer.from(content).toString('latin1').slice(-200)}`);
  expect(caught.where).toMatch(record === undefined ? /journal\.jsonl:\d+$/ : new RegExp(`journal\\.jsonl:${record}$`));
  expect(Buffer.compare(changed.readFile(path), content)).toBe(0);
  expect(describeTree(changed)).toBe(after);
}

function join(parts: readonly string[]): Uint8Array {
  return Buffer.from(parts.map((line) => `${line}\n`).join(''));
}

describe('a journal that ends in the middle of an append', () => {
  test('loses that record and nothing else, at every byte of the last two records', () => {
    const start = bytes.length - Buffer.byteLength(`${lines.at(-2)}\n${lines.at(-1)}\n`);
    for (let cut = start; cut < bytes.length; cut += 1) {
      const reading = readJournal(bytes.subarray(0, cut));
      const whole = Buffer.from(bytes.subarray(0, cut)).toString('utf8').split('\n').length - 1;
      if (reading.kind !== 'sound' || reading.records.length !== whole)
        throw new Error(`cut at ${cut}: ${reading.kind}`);
      if (cut % 40 !== 0) continue;
      const changed = withJournal(bytes.subarray(0, cut));
      recoverTree(enterTree(changed));
      expect([before, after]).toContain(describeTree(changed));
      const again = readJournal(changed.readFile(path));
      expect(again).toMatchObject({ kind: 'sound', isTorn: false });
    }
  });

  test('loses a record whose blocks were never written out', () => {
    const last = Buffer.from(`${lines.at(-1)}\n`);
    last.fill(0, 10, last.length - 1);
    const reading = readJournal(Buffer.concat([join(lines.slice(0, -1)), last]));
    expect(reading).toMatchObject({ kind: 'sound', isTorn: true, records: { length: lines.length - 1 } });
  });
});

describe('records that were not synced yet when the power failed', () => {
  /** A journal that goes on with these events, and the first of them blank. */
  function blankFrom(events: readonly JournalEvent[]): Uint8Array {
    const { records } = readSound(bytes);
    let last = records.at(-1);
    const added = events.map((ev) => {
      const body = {
        v: 1,
        seq: (last?.seq ?? 0) + 1,
        ts: '2026-01-01T00:00:00.000Z',
        ev,
        data: {},
        prev: last?.crc ?? '',
      };
      const { line, crc } = encodeRecord(body);
      last = { ...body, crc };
      return Buffer.from(line);
    });
    added[0]?.fill(0, 10, added[0].length - 1);
    return Buffer.concat([bytes, ...added]);
  }

  const readSound = (content: Uint8Array) => {
    const reading = readJournal(content);
    if (reading.kind !== 'sound') throw new Error(reading.kind);
    return reading;
  };

  test('are lost together, as far as nothing rests on them', () => {
    const reading = readSound(blankFrom(['svc.queued', 'svc.started', 'svc.preflight']));
    expect([reading.isTorn, reading.records.length]).toEqual([true, lines.length]);
  });

  test('are damage where a record that was synced comes after them', () => {
    expect(readJournal(blankFrom(['svc.queued', 'svc.started', 'svc.finished'])).kind).toBe('damaged');
    expect(readJournal(blankFrom(['svc.queued', 'tx.intent'])).kind).toBe('damaged');
  });
});

describe('a damaged journal stops with the record number and changes nothing', () => {
  test('for a flipped bit in any record', () => {
    const dice = makeDice(10);
    for (let round = 0; round < 200 * SCALE; round += 1) {
      const content = Buffer.from(bytes);
      const record = round % lines.length;
      const start = Buffer.byteLength(
        lines
          .slice(0, record)
          .map((line) => `${line}\n`)
          .join(''),
      );
      const at = start + dice(Buffer.byteLength(`${lines[record]}\n`));
      content[at] = (content[at] ?? 0) ^ (1 << dice(8));
      expectRefusal(content, record + 1);
    }
  }, 120_000);

  test('for a record that is there twice', () => {
    lines.forEach((line, index) => {
      expectRefusal(join([...lines.slice(0, index), line, ...lines.slice(index)]), index + 2);
    });
  });

  test('for two records in the wrong order', () => {
    for (let index = 0; index + 1 < lines.length; index += 1) {
      const [one = '', other = ''] = lines.slice(index, index + 2);
      expectRefusal(join([...lines.slice(0, index), other, one, ...lines.slice(index + 2)]), index + 1);
    }
  });

  test('for a record that is missing before others', () => {
    for (let index = 0; index + 1 < lines.length; index += 1) {
      expectRefusal(join([...lines.slice(0, index), ...lines.slice(index + 1)]), index + 1);
    }
  });

  test('for a record of another journal in its place', () => {
    const other = makeJournal(['note', 'note']);
    expectRefusal(join([lines[0] ?? '', other.split('\n')[1] ?? '', ...lines.slice(2)]), 2);
  });

  test('for garbage after the last record', () => {
    expectRefusal(Buffer.concat([bytes, Buffer.from('garbage\n')]), lines.length + 1);
    expectRefusal(Buffer.concat([bytes, Buffer.from('garbage\nand more')]), lines.length + 1);
  });
});

test('a journal of a newer version is refused by that version', () => {
  const changed = withJournal(bytes);
  const journal = Journal.open({ disk: changed, path, label: 'journal', now: () => 0 });
  const record = journal.append('note', {});
  const head = JSON.stringify({ ...record, v: 2, crc: undefined }).slice(0, -1);

  const crc = hashBytes(Buffer.from(head)).slice(0, 16);
  const content = Buffer.concat([bytes, Buffer.from(`${head},"crc":"${crc}"}\n`)]);
  expect(readJournal(content)).toEqual({ kind: 'newer', record: lines.length + 1, version: 2 });
  expectRefusal(content, lines.length + 1);
});

function makeJournal(events: readonly 'note'[]): string {
  const other = new LossyDisk();
  const journal = Journal.create({ disk: other, path: '/journal', label: 'journal', now: () => 0 });
  for (const event of events) journal.append(event, {});
  return Buffer.from(other.readFile('/journal')).toString('utf8');
}
