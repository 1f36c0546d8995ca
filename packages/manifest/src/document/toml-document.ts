import { createLineMap, type TextRange } from '@moult/text';
import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';

/** A value of a TOML file with its place. */
export type TomlValue =
  | {
      readonly kind: 'string';
      /** With the quotes. */
      readonly range: TextRange;
      readonly value: string;
      /** Inside the quotes; undefined where escapes or line breaks make what is written differ from what is meant. */
      readonly content: TextRange | undefined;
    }
  | { readonly kind: 'array'; readonly range: TextRange; readonly elements: readonly TomlValue[] }
  | { readonly kind: 'table'; readonly range: TextRange; readonly entries: readonly TomlEntry[] }
  | { readonly kind: 'other'; readonly range: TextRange };

/** One `key = value`. */
export interface TomlEntry {
  /** Path from the root of the document, tables, array indices and dotted keys included. */
  readonly path: readonly string[];
  readonly keyRange: TextRange;
  readonly range: TextRange;
  readonly value: TomlValue;
}

/** A table with a header of its own, or the unnamed one a document begins with. */
export interface TomlTable {
  readonly path: readonly string[];
  /** The line with the brackets; undefined for the unnamed table. */
  readonly header: TextRange | undefined;
  /** Header and entries. */
  readonly range: TextRange;
  readonly entries: readonly TomlEntry[];
}

/** A TOML file with the places of all its parts. */
export interface TomlDocument {
  readonly kind: 'document';
  readonly text: string;
  readonly tables: readonly TomlTable[];
  readonly comments: readonly TextRange[];
  lineAt(offset: number): number;
}

/** A file that is not TOML. */
export interface BrokenDocument {
  readonly kind: 'broken';
  readonly line: number;
  readonly reason: string;
}

/** Reads TOML 1.0, the version Python's own reader knows. */
export function parseTomlDocument(text: string): TomlDocument | BrokenDocument {
  try {
    const program = parseTOML(text, { tomlVersion: '1.0.0' });
    const map = createLineMap(text);
    const tables = readTables(text, program.body[0]);
    return {
      kind: 'document',
      text,
      tables,
      comments: program.comments.map((comment) => rangeOf(comment)),
      lineAt: map.lineAt,
    };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { kind: 'broken', line: error.lineNumber, reason: error.message };
  }
}

/** All entries of a value and of the tables inside it, outer ones first. */
export function entriesWithin(entries: readonly TomlEntry[]): readonly TomlEntry[] {
  return entries.flatMap((entry) => [
    entry,
    ...(entry.value.kind === 'table' ? entriesWithin(entry.value.entries) : []),
  ]);
}

function readTables(text: string, top: AST.TOMLTopLevelTable): readonly TomlTable[] {
  const loose: AST.TOMLKeyValue[] = [];
  const named: AST.TOMLTable[] = [];
  for (const node of top.body) {
    if (node.type === 'TOMLTable') named.push(node);
    else loose.push(node);
  }
  const unnamed = {
    path: [],
    header: undefined,
    range: { start: 0, end: loose.at(-1)?.range[1] ?? 0 },
    entries: readEntries(text, loose, []),
  };
  return [unnamed, ...named.map((table) => readTable(text, table))];
}

function readTable(text: string, table: AST.TOMLTable): TomlTable {
  const path = table.resolvedKey.map(String);
  const start = table.range[0];
  const brackets = table.kind === 'array' ? 2 : 1;
  const header = { start, end: text.indexOf(']', table.key.range[1]) + brackets };
  return { path, header, range: rangeOf(table), entries: readEntries(text, table.body, path) };
}

function readEntries(
  text: string,
  nodes: readonly AST.TOMLKeyValue[],
  parent: readonly string[],
): readonly TomlEntry[] {
  return nodes.map((node) => {
    const path = [...parent, ...node.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value))];
    return { path, keyRange: rangeOf(node.key), range: rangeOf(node), value: readValue(text, node.value, path) };
  });
}

function readValue(text: string, node: AST.TOMLContentNode, path: readonly string[]): TomlValue {
  const range = rangeOf(node);
  if (node.type === 'TOMLArray')
    return { kind: 'array', range, elements: node.elements.map((element) => readValue(text, element, path)) };
  if (node.type === 'TOMLInlineTable') return { kind: 'table', range, entries: readEntries(text, node.body, path) };
  if (node.kind !== 'string') return { kind: 'other', range };
  const quotes = node.multiline ? 3 : 1;
  const content = { start: range.start + quotes, end: range.end - quotes };
  const isPlain = text.slice(content.start, content.end) === node.value;
  return { kind: 'string', range, value: node.value, content: isPlain ? content : undefined };
}

function rangeOf(node: AST.HasLocs): TextRange {
  return { start: node.range[0], end: node.range[1] };
}
