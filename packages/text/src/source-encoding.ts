import type { SourceEncoding } from './decode-source.ts';

/** What the first two lines of a Python file declare. */
export type EncodingDeclaration =
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly encoding: SourceEncoding }
  | { readonly kind: 'unknown'; readonly name: string };

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(?:#.*)?$/;

/** Codec names as Python's registry knows them, with `_` written as `-`. */
const KNOWN: Readonly<Record<string, SourceEncoding>> = {
  utf: 'utf-8',
  u8: 'utf-8',
  utf8: 'utf-8',
  'utf-8': 'utf-8',
  'utf-8-sig': 'utf-8',
  cp65001: 'utf-8',
  ascii: 'ascii',
  'us-ascii': 'ascii',
  646: 'ascii',
  latin: 'iso-8859-1',
  latin1: 'iso-8859-1',
  'latin-1': 'iso-8859-1',
  l1: 'iso-8859-1',
  8859: 'iso-8859-1',
  cp819: 'iso-8859-1',
  iso8859: 'iso-8859-1',
  'iso8859-1': 'iso-8859-1',
  'iso-8859-1': 'iso-8859-1',
  'iso-latin-1': 'iso-8859-1',
  cp1252: 'windows-1252',
  1252: 'windows-1252',
  'windows-1252': 'windows-1252',
};

/**
 * Finds the encoding declaration of a Python file by the rule of PEP 263: a comment on the first line, or on the second when the first is
 * blank or a comment. `head` is the beginning of the file without byte order mark, read as one character per byte.
 */
export function findEncodingDeclaration(head: string): EncodingDeclaration {
  const [first = '', second = ''] = head.split(/\r\n|\n|\r/, 2);
  const name = COOKIE.exec(first)?.[1] ?? (BLANK_OR_COMMENT.test(first) ? COOKIE.exec(second)?.[1] : undefined);
  if (name === undefined) return { kind: 'none' };
  const encoding = lookUpEncoding(name);
  return encoding === undefined ? { kind: 'unknown', name } : { kind: 'known', encoding };
}

/** Python's tokenizer reads `utf-8-anything` and `latin-1-anything` (such as `utf-8-unix`) as the plain name. */
function lookUpEncoding(name: string): SourceEncoding | undefined {
  const plain = name.toLowerCase().replaceAll('_', '-');
  if (plain.startsWith('utf-8-')) return 'utf-8';
  if (/^(latin-1|iso-8859-1|iso-latin-1)-/.test(plain)) return 'iso-8859-1';
  return Object.hasOwn(KNOWN, plain) ? KNOWN[plain] : undefined;
}
