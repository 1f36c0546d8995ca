import { type Document, isMap, isSeq, parse, parseDocument, stringify } from 'yaml';

export { isMap, isSeq };

/** Reads YAML as plain data. Throws what the parser throws. */
export function parseYaml(text: string): unknown {
  return parse(text);
}

/** Opens YAML for changes that keep its comments, order and blank lines. */
export function openYaml(text: string): Document {
  return parseDocument(text);
}

/** A text as one YAML word, quoted where it has to be, or always. */
export function yamlScalar(text: string, isQuoted = false): string {
  return stringify(text, { lineWidth: 0, ...(isQuoted ? { defaultStringType: 'QUOTE_DOUBLE' } : {}) }).trimEnd();
}
