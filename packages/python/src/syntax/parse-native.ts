import { MoultError } from '@moult/errors';
import { loadGrammar, type NativeTree } from './native-grammar.ts';

/** UTF-16 units handed to the parser per read. Below the 32,768 from which the addon refuses whole strings. */
const CHUNK = 16_384;

// Native trees are freed by the collector alone, which does not know their size; somebody has to count what was parsed.
let parsedUnits = 0;
let isParsing = false;

/**
 * UTF-16 units parsed since the last call. Whoever parses many files in a row calls this between files, and for every megabyte runs a minor
 * collection and waits for one `setImmediate`: only then is the memory of the native trees given back, about 25 bytes per unit.
 */
export function takeParsedUnits(): number {
  const taken = parsedUnits;
  parsedUnits = 0;
  return taken;
}

/** Parses with the native parser. Throws `E-PARSE` when the parser gives up, which it does for no input known. */
export function parseNative(text: string): NativeTree {
  const { parser } = loadGrammar();
  parsedUnits += text.length;
  // A parse that a time limit stopped in the middle could not clear up after itself.
  if (isParsing) parser.reset();
  isParsing = true;
  try {
    const tree = parser.parse((offset: number) => text.slice(offset, offset + CHUNK), undefined, {
      bufferSize: CHUNK * 2,
    });
    isParsing = false;
    return tree;
  } catch (cause) {
    // After a failed parse the parser would answer the next one with a mixture of both texts.
    parser.reset();
    isParsing = false;
    throw new MoultError('E-PARSE', 'The parser failed on this source', {
      hint: 'Report the file to the maintainers; leave it out with --exclude until then',
      cause,
    });
  }
}
