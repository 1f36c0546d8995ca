/** A line end as written. */
export type Newline = '\n' | '\r\n' | '\r';

/** The line ends of a text: all alike, of several kinds, or none at all. */
export type NewlineStyle = 'lf' | 'crlf' | 'cr' | 'mixed' | 'none';

/** The line ends a text uses. */
export function newlineStyleOf(text: string): NewlineStyle {
  if (!text.includes('\r')) return text.includes('\n') ? 'lf' : 'none';
  const found = new Set<NewlineStyle>();
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    found.add(match[0] === '\n' ? 'lf' : match[0] === '\r' ? 'cr' : 'crlf');
    if (found.size > 1) return 'mixed';
  }
  return [...found][0] ?? 'none';
}

/**
 * The line end to write near `offset`: that of its own line, else that of the line before, else `\n`. So an edit in a text with mixed
 * line ends looks like its surroundings.
 */
export function newlineOf(text: string, offset: number): Newline {
  const at = text[offset] === '\n' && text[offset - 1] === '\r' ? offset - 1 : offset;
  const after = /\r\n|\n|\r/g;
  after.lastIndex = at;
  const found = after.exec(text)?.[0] ?? lastNewline(text.slice(0, at));
  return found === '\r\n' || found === '\r' ? found : '\n';
}

/** Writes every line end of `text` as `newline`. */
export function withNewlines(text: string, newline: Newline): string {
  return text.replace(/\r\n|\n|\r/g, newline);
}

function lastNewline(text: string): string | undefined {
  const index = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  if (index < 0) return undefined;
  return text[index] === '\n' && text[index - 1] === '\r' ? '\r\n' : text[index];
}
