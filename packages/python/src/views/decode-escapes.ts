const SINGLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|N\{[^}]*\}|([\s\S]))/g;

/** The value of the body of a plain string literal. An escape Python does not know stays as written; so does a character by name. */
export function decodeEscapes(body: string): string {
  if (!body.includes('\\')) return body;
  return body.replace(
    ESCAPE,
    (whole: string, octal?: string, short?: string, unit?: string, long?: string, single?: string) => {
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      const digits = short ?? unit ?? long;
      if (digits !== undefined) return fromHex(digits, whole);
      return single === undefined ? whole : (SINGLE[single] ?? whole);
    },
  );
}

function fromHex(digits: string, whole: string): string {
  const code = Number.parseInt(digits, 16);
  return code > 0x10ffff ? whole : String.fromCodePoint(code);
}
