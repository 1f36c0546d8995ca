import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Larger files are reported and not parsed: a tree costs up to a hundred times its source in memory. */
export const MAX_FILE_BYTES = 2 * 1024 * 1024;

/** The bytes of a file read one character per byte (`latin1`), or why they are not there. */
export type RawReading =
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'left-out'; readonly reason: string };

/**
 * Reads whole files into one buffer that is used again: of the thousands that are read only a few are decoded, and a buffer for each of the others
 * would cost more than reading it.
 */
export function openReader(): (file: string) => RawReading {
  const buffer = Buffer.allocUnsafe(MAX_FILE_BYTES + 1);
  return (file) => {
    try {
      return readInto(buffer, file);
    } catch (error) {
      return {
        kind: 'left-out',
        reason: `it cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      };
    }
  };
}

function readInto(buffer: Buffer, file: string): RawReading {
  const descriptor = openSync(file, 'r');
  try {
    const length = fill(buffer, descriptor);
    if (length <= MAX_FILE_BYTES) return { kind: 'read', text: buffer.toString('latin1', 0, length) };
    const { size } = fstatSync(descriptor);
    return { kind: 'left-out', reason: `it has ${size} bytes; files above ${MAX_FILE_BYTES} are not parsed` };
  } finally {
    closeSync(descriptor);
  }
}

/** Reads until the file ends or the buffer is full; one call may read less than there is. */
function fill(buffer: Buffer, descriptor: number): number {
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, buffer, length, buffer.length - length, null);
    length += count;
    if (count === 0 || length === buffer.length) return length;
  }
}
