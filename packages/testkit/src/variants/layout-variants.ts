import type { Variant } from './variant.ts';

/** Line ends as on Windows. */
export const crlf: Variant = {
  name: 'crlf',
  holds: 'same-rewrite',
  apply: (text) => (text.includes('\r') ? undefined : text.replaceAll('\n', '\r\n')),
};

/** A byte order mark, which has to stay. */
export const byteOrderMark: Variant = {
  name: 'byte-order-mark',
  holds: 'same-rewrite',
  apply: (text) => `\ufeff${text}`,
};

/** No line end at the end of the file. */
export const noFinalNewline: Variant = {
  name: 'no-final-newline',
  holds: 'same-rewrite',
  apply: (text) => (text.endsWith('\n') ? text.slice(0, -1) : undefined),
};

/** Signs of more than one UTF-16 unit or UTF-8 byte before every place. */
export const nonAsciiPrefix: Variant = {
  name: 'non-ascii-prefix',
  holds: 'same-rewrite',
  apply: (text) => `# 🐍 Grüße, 世界\n${text}`,
};

/** Tabs instead of four blanks at the beginning of lines. */
export const tabs: Variant = {
  name: 'tabs',
  holds: 'same-rewrite',
  apply: (text, { before }) => {
    const isUsable = /^ {4}/m.test(before) && !/^ (?! {3}(?: {4})*\S)|"""|'''/m.test(before);
    return isUsable ? text.replaceAll(/^(?: {4})+/gm, (blanks) => '\t'.repeat(blanks.length / 4)) : undefined;
  },
};
