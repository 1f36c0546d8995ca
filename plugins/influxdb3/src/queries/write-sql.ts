import type { Hole } from '../flux/flux-text.ts';
import type { SqlText } from '../flux/sql-text.ts';

/** Blanks before the lines of the SQL, and before the quotes at its end. */
export interface SqlIndent {
  readonly lines: string;
  readonly end: string;
}

/** SQL as a Python string over several lines, a clause on each. Holes make it an f-string. Undefined where the text cannot stand in one. */
export function writeSql(sql: SqlText, { lines: indent, end }: SqlIndent): string | undefined {
  const holes: Hole[] = [];
  const flat = sql
    .map((part) => {
      if (typeof part === 'string') return part;
      holes.push(part);
      return PLACE;
    })
    .join('');
  if (flat.includes('"""')) return undefined;
  const isFilled = holes.length > 0;
  const lines = splitClauses(flat).map((line) => `${indent}${writeText(line, isFilled)}`);
  let next = 0;
  const text = lines.join('\n').replaceAll(PLACE, () => {
    const hole = holes[next];
    next += 1;
    return `{${hole?.text ?? ''}${hole?.format ?? ''}}`;
  });
  return `${isFilled ? 'f' : ''}"""\n${text}\n${end}"""`;
}

/** A name as a Python expression: a text, or what fills it. */
export function writeName(name: SqlText): string {
  const [only] = name;
  if (name.length === 1 && only !== undefined && typeof only !== 'string' && only.format === undefined)
    return only.text;
  const isFilled = name.some((part) => typeof part !== 'string');
  const written = name.map((part) =>
    typeof part === 'string'
      ? writeText(JSON.stringify(part).slice(1, -1), isFilled, false)
      : `{${part.text}${part.format ?? ''}}`,
  );
  return `${isFilled ? 'f' : ''}"${written.join('')}"`;
}

const PLACE = '\uE000';

function writeText(text: string, isFilled: boolean, hasBackslashes = true): string {
  const plain = hasBackslashes ? text.replaceAll('\\', '\\\\') : text;
  return isFilled ? plain.replaceAll('{', '{{').replaceAll('}', '}}') : plain;
}

/** Quoted text, a bracket, or the beginning of a clause. */
const PART = /"[^"]*"|'[^']*'|[()]| (?=(?:FROM|WHERE|GROUP BY|HAVING|ORDER BY|LIMIT) )/g;

/** Cuts SQL before its clauses, those of an inner SELECT left where they are. */
function splitClauses(sql: string): readonly string[] {
  const lines: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: part, index } of sql.matchAll(PART)) {
    if (part === '(') depth += 1;
    if (part === ')') depth -= 1;
    if (part !== ' ' || depth > 0) continue;
    lines.push(sql.slice(start, index));
    start = index + 1;
  }
  return [...lines, sql.slice(start)];
}
