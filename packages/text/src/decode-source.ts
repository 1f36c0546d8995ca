import { type NewlineStyle, newlineStyleOf } from './newline.ts';
import { decodeSingleByte, readCharacters } from './single-byte.ts';
import { type EncodingDeclaration, findEncodingDeclaration } from './source-encoding.ts';

/** The encodings Moult reads and writes. */
export type SourceEncoding = 'utf-8' | 'ascii' | 'iso-8859-1' | 'windows-1252';

/** How a file may name its encoding: by the comment of PEP 263, or not at all (TOML, YAML, JSON), so that it is UTF-8. */
export type DeclarationRule = 'python' | 'none';

/** The text of a file and all that is needed to write it back. */
export interface DecodedSource {
  readonly kind: 'decoded';
  /** The text without byte order mark; line ends as they are. */
  readonly text: string;
  readonly encoding: SourceEncoding;
  /** Whether the file begins with a byte order mark, which `encodeSource` writes again. */
  readonly bom: boolean;
  readonly eol: NewlineStyle;
  /** Whether the last line has a line end; true for an empty file. */
  readonly finalNewline: boolean;
  readonly declaration: DeclarationRule;
}

/** A file that is left alone because its bytes cannot be read with certainty. */
export interface RefusedSource {
  readonly kind: 'refused';
  /** One sentence for the report. */
  readonly reason: string;
}

/**
 * Reads bytes as text, or says why not: UTF-16, NUL bytes, an encoding Moult does not know, or bytes that do not fit the encoding.
 * `encodeSource` gives the same bytes back.
 */
export function decodeSource(
  bytes: Uint8Array,
  declaration: DeclarationRule = 'python',
): DecodedSource | RefusedSource {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff))
    return refuse('The file is UTF-16; Python reads no such source.');
  const nul = bytes.indexOf(0);
  if (nul >= 0) return refuse(`The file has a NUL byte at byte ${nul}; it is binary or damaged.`);
  const bom = startsWith(bytes, 0xef, 0xbb, 0xbf);
  const body = bom ? bytes.subarray(3) : bytes;
  const declared: EncodingDeclaration =
    declaration === 'none' ? { kind: 'none' } : findEncodingDeclaration(readCharacters(firstTwoLines(body)));
  if (declared.kind === 'unknown')
    return refuse(`The file declares the encoding "${declared.name}", which Moult does not read.`);
  const encoding = declared.kind === 'none' ? 'utf-8' : declared.encoding;
  if (bom && encoding !== 'utf-8')
    return refuse(`The file has a UTF-8 byte order mark but declares the encoding ${encoding}.`);
  const text = decodeAs(body, encoding);
  if (text === undefined)
    return refuse(
      `The bytes of the file are not ${encoding}${declared.kind === 'none' ? ', and no other encoding is declared' : ' as declared'}.`,
    );
  const finalNewline = text === '' || text.endsWith('\n') || text.endsWith('\r');
  return { kind: 'decoded', text, encoding, bom, eol: newlineStyleOf(text), finalNewline, declaration };
}

/** Only these can declare an encoding. */
function firstTwoLines(body: Uint8Array): Uint8Array {
  const second = nextLine(body, 0);
  return body.subarray(0, nextLine(body, second));
}

function nextLine(body: Uint8Array, from: number): number {
  let at = from;
  while (at < body.length && body[at] !== 0x0a && body[at] !== 0x0d) at++;
  return body[at] === 0x0d && body[at + 1] === 0x0a ? at + 2 : at + 1;
}

function decodeAs(body: Uint8Array, encoding: SourceEncoding): string | undefined {
  if (encoding !== 'utf-8') return decodeSingleByte(body, encoding);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

function startsWith(bytes: Uint8Array, ...head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}

function refuse(reason: string): RefusedSource {
  return { kind: 'refused', reason };
}
