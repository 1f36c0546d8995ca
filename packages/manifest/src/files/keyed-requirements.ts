import type { TextRange } from '@moult/text';
import { sliceRange } from '@moult/text';
import type { TomlDocument, TomlEntry, TomlTable, TomlValue } from '../document/toml-document.ts';
import type { ManifestProblem, RequirementList, WrittenRequirement } from '../manifest.ts';
import { normalizeName } from '../requirement/distribution-name.ts';
import { commentBehind } from './toml-array.ts';

/** How constraints are spelled in tables whose keys are distributions. */
export type KeyedNotation = 'poetry' | 'pipfile';

/** What the tables hold, and what in them cannot be read. */
export interface KeyedRequirements {
  readonly requirements: readonly WrittenRequirement[];
  readonly problems: readonly ManifestProblem[];
}

type TomlString = Extract<TomlValue, { kind: 'string' }>;

/** One distribution, whatever way its entry is spelled. */
interface KeyedEntry {
  readonly group: string;
  readonly list: RequirementList;
  readonly name: string;
  readonly nameRange: TextRange;
  /** The entry that has the constraint. */
  readonly range: TextRange;
  readonly element: TextRange;
  readonly value: TomlValue;
  /** The name is part of a header or of a dotted key. */
  readonly isSpread: boolean;
}

/** Reads the tables whose path, joined by dots, fits one of the patterns. */
export function readKeyedTables(
  document: TomlDocument,
  patterns: readonly RegExp[],
  notation: KeyedNotation,
): KeyedRequirements {
  const isTable = (path: readonly string[]): boolean => patterns.some((pattern) => pattern.test(path.join('.')));
  const entries = document.tables
    .flatMap((table) => readOwnTable(table, isTable) ?? readListedEntries(table, isTable))
    .filter(({ name }) => name !== '' && normalizeName(name) !== 'python');
  return {
    requirements: entries
      .filter(({ value }) => value.kind !== 'array')
      .map((entry) => keyedRequirement(document, entry, notation)),
    problems: entries
      .filter(({ value }) => value.kind === 'array')
      .map((entry) => ({
        line: document.lineAt(entry.range.start),
        reason: `"${entry.name}" has several constraints`,
        distribution: normalizeName(entry.name),
      })),
  };
}

/** `[tool.poetry.dependencies.name]`: the header names the distribution. */
function readOwnTable(
  table: TomlTable,
  isTable: (path: readonly string[]) => boolean,
): readonly KeyedEntry[] | undefined {
  const parent = table.path.slice(0, -1);
  if (table.header === undefined || !isTable(parent)) return undefined;
  const version = table.entries.find(
    (entry) => entry.path.length === table.path.length + 1 && keyOf(entry) === 'version',
  );
  return [
    {
      group: parent.join('.'),
      list: { kind: 'table', range: table.range, elements: [table.range] },
      name: table.path.at(-1) ?? '',
      nameRange: table.header,
      range: version?.range ?? table.header,
      element: table.range,
      value: { kind: 'table', range: table.range, entries: table.entries },
      isSpread: true,
    },
  ];
}

/** The entries of a table, whether it has a header, is inline or is spelled by dotted keys. */
function readListedEntries(table: TomlTable, isTable: (path: readonly string[]) => boolean): readonly KeyedEntry[] {
  if (isTable(table.path)) return readEntries(table.path, table.entries, table.range);
  return table.entries.flatMap((entry) => {
    if (entry.value.kind === 'table' && isTable(entry.path))
      return readEntries(entry.path, entry.value.entries, entry.value.range);
    const depth = entry.path.findIndex((_, index) => isTable(entry.path.slice(0, index)));
    return depth < 0 ? [] : readEntries(entry.path.slice(0, depth), [entry], entry.range);
  });
}

function readEntries(path: readonly string[], entries: readonly TomlEntry[], range: TextRange): readonly KeyedEntry[] {
  const list: RequirementList = { kind: 'table', range, elements: entries.map((entry) => entry.range) };
  return entries.flatMap((entry) => {
    const inner = entry.path[path.length + 1];
    if (inner !== undefined && inner !== 'version') return [];
    return [
      {
        group: path.join('.'),
        list,
        name: entry.path[path.length] ?? '',
        nameRange: entry.keyRange,
        range: entry.range,
        element: entry.range,
        value: entry.value,
        isSpread: inner !== undefined,
      },
    ];
  });
}

function keyedRequirement(document: TomlDocument, entry: KeyedEntry, notation: KeyedNotation): WrittenRequirement {
  const { group, list, range, element, value } = entry;
  const constraint = constraintOf(value);
  const extras = extrasOf(value);
  return {
    group,
    list,
    range,
    element,
    distribution: normalizeName(entry.name),
    text: sliceRange(document.text, range),
    specifier: constraint === undefined || constraint.value === '*' ? '' : constraint.value,
    extras: extras?.elements.flatMap((extra) => (extra.kind === 'string' ? [normalizeName(extra.value)] : [])) ?? [],
    marker: markerOf(value),
    line: document.lineAt(range.start),
    comment: commentBehind(document, range),
    syntax: {
      kind: 'keyed',
      notation,
      name: entry.nameRange,
      constraint: constraint?.content,
      isSpread: entry.isSpread,
      extrasRange: extras?.range,
    },
    obstacle: obstacleOf(value, constraint),
  };
}

/** A table without a version only adds to a requirement that is listed elsewhere, unless it says where the code comes from. */
function obstacleOf(value: TomlValue, constraint: TomlString | undefined): string | undefined {
  if (constraint !== undefined)
    return constraint.content === undefined ? 'its string is written with escapes' : undefined;
  const hasOrigin = ['path', 'git', 'hg', 'svn', 'url', 'file'].some((key) => innerValue(value, key) !== undefined);
  return hasOrigin || value.kind !== 'table' ? 'it is taken from a path, file or repository' : undefined;
}

function constraintOf(value: TomlValue): TomlString | undefined {
  if (value.kind === 'string') return value;
  const version = innerValue(value, 'version');
  return version?.kind === 'string' ? version : undefined;
}

function extrasOf(value: TomlValue): Extract<TomlValue, { kind: 'array' }> | undefined {
  const extras = innerValue(value, 'extras');
  return extras?.kind === 'array' ? extras : undefined;
}

/** The marker as written; Poetry's `python = "<3.9"` says the same in another way. */
function markerOf(value: TomlValue): string | undefined {
  const markers = innerValue(value, 'markers');
  if (markers?.kind === 'string') return markers.value;
  const python = innerValue(value, 'python');
  const [, operator, version] =
    (python?.kind === 'string' && /^\s*(<=?|>=?|==)\s*([\d.]+)\s*$/.exec(python.value)) || [];
  return version === undefined ? undefined : `python_version ${operator} "${version}"`;
}

function innerValue(value: TomlValue, key: string): TomlValue | undefined {
  return value.kind === 'table' ? value.entries.find((entry) => keyOf(entry) === key)?.value : undefined;
}

function keyOf(entry: TomlEntry): string {
  return entry.path.at(-1) ?? '';
}
