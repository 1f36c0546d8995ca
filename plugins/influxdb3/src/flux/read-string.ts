import type { FluxText, TextPart } from './flux-text.ts';
import type { StringPiece } from './syntax.ts';
import type { TokenResult } from './tokens.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$' };
const INTERPOLATION = '${';
const PLAIN = /[^"\\$\uE000]+/y;
const PLAIN_IN_REGEX = /[^/\\\n\uE000]+/y;

/** Reads the string literal that begins at a quote. */
export function readString(flux: FluxText, start: number): TokenResult {
  const pieces: StringPiece[] = [];
  let at = start + 1;
  while (at < flux.text.length) {
    if (flux.text[at] === '"') return { kind: 'string', pieces: joinText(pieces), start, end: at + 1 };
    const read = readPiece(flux, at);
    if (typeof read === 'string') return invalid(at, read);
    pieces.push(read.piece);
    at = read.end;
  }
  return invalid(start, 'a string without its closing quote');
}

/** One piece of a string and where it ends, or why there is none. */
function readPiece(flux: FluxText, at: number): { piece: StringPiece; end: number } | string {
  const hole = flux.holes.get(at);
  if (hole !== undefined) return { piece: hole, end: at + 1 };
  if (flux.text[at] === '\\') return readEscape(flux.text, at) ?? 'an escape that Flux does not know';
  if (flux.text.startsWith(INTERPOLATION, at)) {
    const end = endOfInterpolation(flux, at + 2);
    return end === undefined
      ? 'an expression inside a string lacks its brace'
      : { piece: { start: at + 2, end }, end: end + 1 };
  }
  const piece = matchAt(PLAIN, flux.text, at) ?? flux.text.charAt(at);
  return { piece, end: at + piece.length };
}

/** Reads the regular expression that begins at a slash; `\/` becomes a slash, other escapes stay. */
export function readRegex(flux: FluxText, start: number): TokenResult {
  const pieces: TextPart[] = [];
  let at = start + 1;
  while (at < flux.text.length && flux.text[at] !== '\n') {
    const hole = flux.holes.get(at);
    if (flux.text[at] === '/') return { kind: 'regex', pieces: joinText(pieces), start, end: at + 1 };
    if (hole !== undefined) {
      pieces.push(hole);
      at += 1;
      continue;
    }
    const isEscape = flux.text[at] === '\\' && !flux.holes.has(at + 1);
    const text = isEscape
      ? flux.text.slice(at, at + 2)
      : (matchAt(PLAIN_IN_REGEX, flux.text, at) ?? flux.text.charAt(at));
    pieces.push(text === '\\/' ? '/' : text);
    at += text.length;
  }
  return invalid(start, 'a regular expression without its closing slash');
}

function readEscape(text: string, at: number): { piece: string; end: number } | undefined {
  const next = text.charAt(at + 1);
  const known = Object.hasOwn(ESCAPES, next) ? ESCAPES[next] : undefined;
  if (known !== undefined) return { piece: known, end: at + 2 };
  const code = /^[0-9a-fA-F]{2}$/.exec(next === 'x' ? text.slice(at + 2, at + 4) : '')?.[0];
  // A byte above ASCII may be part of a character, so it is not read alone.
  if (code === undefined || Number.parseInt(code, 16) > 0x7f) return undefined;
  return { piece: String.fromCharCode(Number.parseInt(code, 16)), end: at + 4 };
}

/** The offset of the brace that closes a `${`. Strings inside are passed over, so braces in them do not count. */
function endOfInterpolation(flux: FluxText, start: number): number | undefined {
  let depth = 1;
  let inString = false;
  for (let at = start; at < flux.text.length; at += 1) {
    const character = flux.text[at];
    if (inString && character === '\\') at += 1;
    else if (character === '"') inString = !inString;
    else if (!inString && character === '{') depth += 1;
    else if (!inString && character === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

function joinText<Piece>(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  let text: string[] = [];
  const close = () => {
    // A piece is a string wherever `text` is filled from, so a joined string is a piece too.
    if (text.length > 0) joined.push(text.join('') as Piece);
    text = [];
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') text.push(piece);
    else {
      close();
      joined.push(piece);
    }
  }
  close();
  return joined;
}

function invalid(at: number, reason: string): TokenResult {
  return { kind: 'invalid', at, reason };
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
