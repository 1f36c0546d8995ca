import type { TextPart } from './flux-text.ts';

/** SQL, or a part of it, with holes for values of Python. */
export type SqlText = readonly TextPart[];

/** Puts SQL together: `sql\`SELECT ${columns} FROM ${table}\``. */
export function sql(texts: TemplateStringsArray, ...values: readonly (string | SqlText)[]): SqlText {
  const parts: TextPart[] = [];
  for (const [index, text] of texts.entries()) {
    parts.push(text);
    const value = values[index];
    if (typeof value === 'string') parts.push(value);
    else if (value !== undefined) parts.push(...value);
  }
  return merge(parts);
}

/** Puts pieces of SQL one after the other with a text between them. */
export function joinSql(pieces: readonly SqlText[], separator: string): SqlText {
  return merge(pieces.flatMap((piece, index) => (index === 0 ? piece : [separator, ...piece])));
}

/** Writes a name as InfluxDB 3 wants it: always in double quotes, or its capitals are lost. */
export function quoteName(name: string | SqlText): SqlText {
  return sql`"${double(name, '"')}"`;
}

/** Writes a text as an SQL literal. Holes in it stay, unescaped. */
export function quoteText(text: string | SqlText): SqlText {
  return sql`'${double(text, "'")}'`;
}

function double(text: string | SqlText, quote: string): SqlText {
  const parts = typeof text === 'string' ? [text] : text;
  return parts.map((part) => (typeof part === 'string' ? part.replaceAll(quote, quote + quote) : part));
}

function merge(parts: readonly TextPart[]): SqlText {
  const merged: TextPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else if (part !== '') merged.push(part);
  }
  return merged;
}
