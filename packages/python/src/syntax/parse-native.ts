import { MoultError } from '@moult/errors';
import type NativeParser from 'tree-sitter';
import { loadGrammar } from './native-grammar.ts';

/** UTF-16 units handed to the parser per read. Below the 32,768 from which the addon refuses whole strings. */
const CHUNK = 16_384;

/** Parses with the native parser. Throws `E-PARSE` when the parser gives up, which it does for no input known. */
export function parseNative(text: string): NativeParser.Tree {
  const { parser } = loadGrammar();
  try {
    return parser.parse((offset: number) => text.slice(offset, offset + CHUNK), undefined, { bufferSize: CHUNK * 2 });
  } catch (cause) {
    // After a failed parse the parser would answer the next one with a mixture of both texts.
    parser.reset();
    throw new MoultError('E-PARSE', 'The parser failed on this source', {
      hint: 'Report the file to the maintainers; leave it out with --exclude until then',
      cause,
    });
  }
}
