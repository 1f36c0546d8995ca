const PLAIN: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
  '\r\n': '',
};

/** What a piece of a string literal means; undefined where it has an escape that names a character by its number or name. */
export function textOfString(text: string, prefix: string): string | undefined {
  const plain = prefix.includes('f') ? text.replaceAll('{{', '{').replaceAll('}}', '}') : text;
  if (prefix.includes('r')) return plain;
  if (/(?<!\\)(?:\\\\)*\\[xuUN0-7]/.test(plain)) return undefined;
  // Python leaves a backslash before any other character where it is.
  return plain.replaceAll(/\\(\r\n|[\s\S])/g, (whole, sign: string) => PLAIN[sign] ?? whole);
}
