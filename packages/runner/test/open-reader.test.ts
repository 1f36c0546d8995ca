import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_FILE_BYTES, openReader } from '../src/project/open-reader.ts';

function fileOf(bytes: Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'moult-read-')), 'a.py');
  writeFileSync(path, bytes);
  return path;
}

describe('openReader', () => {
  test('reads one character per byte, so that the bytes can be had again', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const reading = openReader()(fileOf(bytes));
    expect(reading.kind === 'read' && new Uint8Array(Buffer.from(reading.text, 'latin1'))).toEqual(bytes);
  });

  test('a short file read after a long one has nothing of the long one', () => {
    const read = openReader();
    read(fileOf(Buffer.from('x'.repeat(5000))));
    expect(read(fileOf(Buffer.from('ab')))).toEqual({ kind: 'read', text: 'ab' });
    expect(read(fileOf(Buffer.from('')))).toEqual({ kind: 'read', text: '' });
  });

  test('a file of the largest size is read, and one byte more is too much', () => {
    expect(openReader()(fileOf(Buffer.alloc(MAX_FILE_BYTES, 'a'))).kind).toBe('read');
    expect(openReader()(fileOf(Buffer.alloc(MAX_FILE_BYTES + 1, 'a')))).toEqual({
      kind: 'left-out',
      reason: `it has ${MAX_FILE_BYTES + 1} bytes; files above ${MAX_FILE_BYTES} are not parsed`,
    });
  });

  test('a file that is not there is left out with the reason', () => {
    const reading = openReader()('/nowhere/a.py');
    expect(reading.kind === 'left-out' && reading.reason).toMatch(/^it cannot be read: .*ENOENT/);
  });
});
