/** An encoding with one byte per character. */
export type SingleByteEncoding = 'ascii' | 'iso-8859-1' | 'windows-1252';

/** Characters of windows-1252 for the bytes 0x80 to 0x9F; the blanks are the five bytes that Python's codec leaves undefined. */
const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

const CHUNK = 8192;

/** The text of single-byte bytes; undefined when a byte has no character in the encoding. */
export function decodeSingleByte(bytes: Uint8Array, encoding: SingleByteEncoding): string | undefined {
  if (encoding === 'ascii' && bytes.some((byte) => byte > 0x7f)) return undefined;
  const text = readCharacters(bytes);
  if (encoding !== 'windows-1252') return text;
  const mapped = text.replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? ' ');
  return bytes.some(isUndefinedIn1252) ? undefined : mapped;
}

/** The bytes of a text; undefined when a character has none in the encoding. */
export function encodeSingleByte(text: string, encoding: SingleByteEncoding): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const byte = byteOf(text.charCodeAt(index), encoding);
    if (byte === undefined) return undefined;
    bytes[index] = byte;
  }
  return bytes;
}

/** One character per byte, as iso-8859-1 has it. */
export function readCharacters(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK) {
    pieces.push(String.fromCharCode(...bytes.subarray(start, start + CHUNK)));
  }
  return pieces.join('');
}

function byteOf(unit: number, encoding: SingleByteEncoding): number | undefined {
  if (unit < 0x80) return unit;
  if (encoding === 'ascii') return undefined;
  if (encoding === 'iso-8859-1') return unit <= 0xff ? unit : undefined;
  if (unit >= 0xa0 && unit <= 0xff) return unit;
  const index = WINDOWS_1252.indexOf(String.fromCharCode(unit));
  return index < 0 ? undefined : 0x80 + index;
}

function isUndefinedIn1252(byte: number): boolean {
  return byte >= 0x80 && byte <= 0x9f && WINDOWS_1252[byte - 0x80] === ' ';
}
