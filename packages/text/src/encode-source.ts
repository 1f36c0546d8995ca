import { type DecodedSource, decodeSource, type RefusedSource, type SourceEncoding } from './decode-source.ts';
import { encodeSingleByte } from './single-byte.ts';

/** Bytes ready to be written. */
export interface EncodedSource {
  readonly kind: 'encoded';
  readonly bytes: Uint8Array;
}

/**
 * The bytes of a text in the encoding of the file it came from, byte order mark included, or why that cannot be: a character the
 * encoding lacks, or a text that would not be read back the same (an encoding comment moved or added, a NUL, half a surrogate pair).
 */
export function encodeSource(
  text: string,
  source: Pick<DecodedSource, 'encoding' | 'bom' | 'declaration'>,
): EncodedSource | RefusedSource {
  const body = encodeAs(text, source.encoding);
  if (body === undefined)
    return { kind: 'refused', reason: `The new text has a character that ${source.encoding} cannot write.` };
  const bytes = source.bom ? withByteOrderMark(body) : body;
  const again = decodeSource(bytes, source.declaration);
  if (again.kind === 'refused') return { kind: 'refused', reason: `The new text cannot be read back. ${again.reason}` };
  if (again.text !== text || again.encoding !== source.encoding || again.bom !== source.bom) {
    return {
      kind: 'refused',
      reason: `The new text would be read back differently than it is written as ${source.encoding}.`,
    };
  }
  return { kind: 'encoded', bytes };
}

function encodeAs(text: string, encoding: SourceEncoding): Uint8Array | undefined {
  if (encoding !== 'utf-8') return encodeSingleByte(text, encoding);
  return /\p{Surrogate}/u.test(text) ? undefined : new TextEncoder().encode(text);
}

function withByteOrderMark(body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(body.length + 3);
  bytes.set([0xef, 0xbb, 0xbf]);
  bytes.set(body, 3);
  return bytes;
}
