import type { TextRange } from '@moult/text';

/** A piece of Python source, as much as is needed to read lists and tables of strings. */
export interface PythonToken {
  readonly kind: 'string' | 'name' | 'punctuation' | 'comment' | 'newline' | 'other';
  readonly text: string;
  readonly range: TextRange;
}

const STRING = new RegExp(
  ['"""', "'''"].map((quotes) => String.raw`[A-Za-z]{0,2}${quotes}(?:\\[\s\S]|[^\\])*?${quotes}`).join('|') +
    ['"', "'"].map((quote) => String.raw`|[A-Za-z]{0,2}${quote}(?:\\[\s\S]|[^\\\r\n${quote}])*${quote}`).join(''),
  'y',
);
const RULES: readonly (readonly [PythonToken['kind'], RegExp])[] = [
  ['comment', /#[^\r\n]*/y],
  ['string', STRING],
  ['name', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['newline', /\r\n|\n|\r/y],
  ['punctuation', /\*\*|\+=|[[\](){}:,=+.*]/y],
  ['other', /\\(?:\r\n|\n|\r)|[0-9][\w.]*|[^\s]/y],
];

/** Splits Python source into tokens; blanks are left out. */
export function tokenizePython(text: string): readonly PythonToken[] {
  const tokens: PythonToken[] = [];
  let at = 0;
  while (at < text.length) {
    const token = readToken(text, at);
    if (token !== undefined) tokens.push(token);
    at = token?.range.end ?? at + 1;
  }
  return tokens;
}

/**
 * The value of a plain string literal and where its content stands. Undefined for anything whose content is not what is written: escapes,
 * f-strings, bytes.
 */
export function readPlainString(
  token: PythonToken,
): { readonly value: string; readonly content: TextRange } | undefined {
  const match = /^([A-Za-z]*)("""|'''|"|')/.exec(token.text);
  if (token.kind !== 'string' || match === null) return undefined;
  const [head, prefix = '', quote = ''] = match;
  const content = { start: token.range.start + head.length, end: token.range.end - quote.length };
  const value = token.text.slice(head.length, token.text.length - quote.length);
  const isRaw = /^r$/i.test(prefix);
  if (!/^[ru]?$/i.test(prefix) || (!isRaw && value.includes('\\')) || /[\r\n]/.test(value)) return undefined;
  return { value, content };
}

function readToken(text: string, at: number): PythonToken | undefined {
  for (const [kind, pattern] of RULES) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found, range: { start: at, end: at + found.length } };
  }
  return undefined;
}
