import type { TextRange } from '@moult/text';
import type { TomlDocument, TomlEntry, TomlTable, TomlValue } from '../document/toml-document.ts';
import type { ManifestProblem, RequirementList, WrittenRequirement } from '../manifest.ts';
import { normalizeName } from '../requirement/distribution-name.ts';
import { commentBehind } from './toml-array.ts';

/** How constraints are spelled in tables whose keys are distributions. */
export type KeyedNotation = 'poetry' | 'pipfile';

interface KeyedTable {
  readonly group: string;
  readonly notation: KeyedNotation;
  readonly list: RequirementList;
}

/** Reads the tables whose keys are distributions; what cannot be read is added to `problems`. */
export function readKeyedTables(
  text: string,
  document: TomlDocument,
  patterns: readonly RegExp[],
  notation: KeyedNotation,
  problems: ManifestProblem[],
): readonly WrittenRequirement[] {
  const isTable = (path: readonly string[]): boolean => patterns.some((pattern) => pattern.test(path.join('.')));
  return document.tables.flatMap((table) => {
    if (isTable(table.path.slice(0, -1)) && table.header !== undefined)
      return readOwnTable(text, document, table, notation);
    return findTables(table, isTable).flatMap(({ path, entries, range }) => {
      const list: RequirementList = { kind: 'table', range, elements: entries.map((entry) => entry.range) };
      return readEntries(text, document, entries, { group: path.join('.'), notation, list }, path.length, problems);
    });
  });
}

/** The tables that match, whether they have a header, are inline or are spelled by dotted keys. */
function findTables(
  table: TomlTable,
  isTable: (path: readonly string[]) => boolean,
): readonly { readonly path: readonly string[]; readonly entries: readonly TomlEntry[]; readonly range: TextRange }[] {
  if (isTable(table.path)) return [{ path: table.path, entries: table.entries, range: table.range }];
  return table.entries.flatMap((entry) => {
    if (entry.value.kind === 'table' && isTable(entry.path))
      return [{ path: entry.path, entries: entry.value.entries, range: entry.value.range }];
    const parent = entry.path.slice(0, -1);
    return isTable(parent) ? [{ path: parent, entries: [entry], range: entry.range }] : [];
  });
}

function readEntries(
  text: string,
  document: TomlDocument,
  entries: readonly TomlEntry[],
  table: KeyedTable,
  depth: number,
  problems: ManifestProblem[],
): readonly WrittenRequirement[] {
  return entries.flatMap((entry) => {
    const name = entry.path[depth] ?? '';
    if (normalizeName(name) === 'python' || name === '') return [];
    const inner = entry.path[depth + 1];
    if (inner !== undefined && inner !== 'version') return [];
    const constraint = constraintOf(entry.value);
    if (constraint === 'several') {
      problems.push({
        line: document.lineAt(entry.range.start),
        reason: `"${name}" has several constraints`,
        distribution: normalizeName(name),
      });
      return [];
    }
    return [
      {
        ...keyedRequirement(text, document, entry, name, constraint, table),
        list: table.list,
        syntax: {
          kind: 'keyed' as const,
          notation: table.notation,
          name: entry.keyRange,
          constraint: constraint?.content,
          isSpread: inner !== undefined,
          extrasRange: extrasOf(entry.value)?.range,
        },
      },
    ];
  });
}

/** `[tool.poetry.dependencies.name]` with `version = "…"` in it. */
function readOwnTable(
  text: string,
  document: TomlDocument,
  table: TomlTable,
  notation: KeyedNotation,
): readonly WrittenRequirement[] {
  const version = table.entries.find(
    (entry) => entry.path.length === table.path.length + 1 && entry.path.at(-1) === 'version',
  );
  const name = table.path.at(-1) ?? '';
  const value = version?.value.kind === 'string' ? version.value : undefined;
  if (version === undefined || value === undefined || table.header === undefined) return [];
  const list: RequirementList = { kind: 'table', range: table.range, elements: [table.range] };
  const base = keyedRequirement(text, document, version, name, value, {
    group: table.path.slice(0, -1).join('.'),
    notation,
    list,
  });
  const syntax = {
    kind: 'keyed' as const,
    notation,
    name: table.header,
    constraint: value.content,
    isSpread: true,
    extrasRange: undefined,
  };
  return [{ ...base, element: table.range, list, syntax }];
}

function keyedRequirement(
  text: string,
  document: TomlDocument,
  entry: TomlEntry,
  name: string,
  constraint: Extract<TomlValue, { kind: 'string' }> | undefined,
  table: KeyedTable,
): Omit<WrittenRequirement, 'syntax'> {
  const extras = extrasOf(entry.value);
  return {
    distribution: normalizeName(name),
    text: text.slice(entry.range.start, entry.range.end),
    specifier: constraint === undefined || constraint.value === '*' ? '' : constraint.value,
    extras:
      extras?.elements.flatMap((element) => (element.kind === 'string' ? [normalizeName(element.value)] : [])) ?? [],
    marker: markerOf(entry.value),
    group: table.group,
    line: document.lineAt(entry.range.start),
    range: entry.range,
    element: entry.range,
    comment: commentBehind(text, document, entry.range),
    list: table.list,
    obstacle: obstacleOf(entry.value, constraint),
  };
}

/** A table without a version only adds to a requirement that is listed elsewhere, unless it says where the code comes from. */
function obstacleOf(
  value: TomlValue,
  constraint: Extract<TomlValue, { kind: 'string' }> | undefined,
): string | undefined {
  if (constraint !== undefined)
    return constraint.content === undefined ? 'its string is written with escapes' : undefined;
  const hasOrigin = ['path', 'git', 'hg', 'svn', 'url', 'file'].some((key) => innerValue(value, key) !== undefined);
  return hasOrigin || value.kind !== 'table' ? 'it is taken from a path, file or repository' : undefined;
}

function constraintOf(value: TomlValue): Extract<TomlValue, { kind: 'string' }> | 'several' | undefined {
  if (value.kind === 'string') return value;
  if (value.kind === 'array') return 'several';
  if (value.kind !== 'table') return undefined;
  const version = innerValue(value, 'version');
  return version?.kind === 'string' ? version : undefined;
}

function extrasOf(value: TomlValue): Extract<TomlValue, { kind: 'array' }> | undefined {
  const extras = innerValue(value, 'extras');
  return extras?.kind === 'array' ? extras : undefined;
}

function markerOf(value: TomlValue): string | undefined {
  const markers = innerValue(value, 'markers');
  return markers?.kind === 'string' ? markers.value : undefined;
}

function innerValue(value: TomlValue, key: string): TomlValue | undefined {
  return value.kind === 'table' ? value.entries.find((entry) => entry.path.at(-1) === key)?.value : undefined;
}
