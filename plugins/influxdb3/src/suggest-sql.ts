import type { FluxSource, TextPart } from './flux/flux-text.ts';
import type { SqlText } from './flux/sql-text.ts';
import { translateFlux } from './flux/translate-flux.ts';
import type { FluxOptions } from './flux/translation.ts';

/** SQL for a query as a person would write it, and what keeps it from being exact. */
export interface SqlAdvice {
  /** Python to write instead; undefined where nothing comes close. */
  readonly suggestion: string | undefined;
  /** Why it is not exact, or what to know about it. */
  readonly remark: string | undefined;
}

/** How a method of the old client reads its answer, written for the new one. `$SQL` and `$MORE` are filled in. */
export const COUNTERPARTS: Readonly<Record<string, string>> = {
  query: 'table = client.query(sql$MORE)\nfor row in table.to_pylist():\n    …',
  query_stream: 'for batch in client.query(sql$MORE, mode="reader"):\n    for row in batch.to_pylist():\n        …',
  query_data_frame: 'frame = client.query(sql$MORE, mode="pandas")',
  query_data_frame_stream: 'frame = client.query(sql$MORE, mode="pandas")',
  query_csv: 'pyarrow.csv.write_csv(client.query(sql$MORE), sink)',
  query_raw: 'pyarrow.csv.write_csv(client.query(sql$MORE), sink)',
};

/** Advice on one query by the method it is asked with. */
export function adviseSql(
  method: string,
  source: FluxSource | undefined,
  tags: FluxOptions['tags'] = undefined,
): SqlAdvice {
  const call = COUNTERPARTS[method] ?? COUNTERPARTS['query'] ?? '';
  if (source === undefined) return { suggestion: call.replace('$MORE', ', database=bucket'), remark: undefined };
  const translation = translateFlux(source, tags === undefined ? {} : { tags });
  if (translation.kind === 'exact') {
    const parameters = translation.parameters.map(({ name, python }) => `"${name}": ${python}`);
    const given = parameters.length === 0 ? '' : `, query_parameters={${parameters.join(', ')}}`;
    const more = `, database=${stringLiteral(translation.database)}${given}`;
    return {
      suggestion: `${sqlAssignment(translation.sql)}\n${call.replace('$MORE', more)}`,
      remark: translation.notes.join('; ') || undefined,
    };
  }
  if (translation.suggestion === undefined)
    return { suggestion: call.replace('$MORE', ', database=bucket'), remark: translation.reason };
  return {
    suggestion: `${sqlAssignment(translation.suggestion)}\n${call.replace('$MORE', ', database=bucket')}`,
    remark: translation.reason,
  };
}

function sqlAssignment(sql: SqlText): string {
  const prefix = isFilled(sql) ? 'f' : '';
  return `sql = ${prefix}"""${writeParts(sql, prefix === 'f')}"""`;
}

function stringLiteral(text: SqlText): string {
  const [only] = text;
  if (text.length === 1 && only !== undefined && typeof only !== 'string') return only.text;
  return `${isFilled(text) ? 'f' : ''}${JSON.stringify(writeParts(text, isFilled(text)))}`;
}

function isFilled(text: SqlText): boolean {
  return text.some((part) => typeof part !== 'string');
}

function writeParts(text: SqlText, isFormatted: boolean): string {
  return text.map((part) => writePart(part, isFormatted)).join('');
}

function writePart(part: TextPart, isFormatted: boolean): string {
  if (typeof part !== 'string') return `{${part.text}${part.format ?? ''}}`;
  return isFormatted ? part.replaceAll('{', '{{').replaceAll('}', '}}') : part;
}
