import { sliceRange } from '@moult/text';
import {
  entriesWithin,
  parseTomlDocument,
  type TomlDocument,
  type TomlEntry,
  type TomlValue,
} from '../document/toml-document.ts';
import type {
  ManifestContent,
  ManifestProblem,
  ManifestReference,
  WrittenOption,
  WrittenRequirement,
} from '../manifest.ts';
import { normalizeName } from '../requirement/distribution-name.ts';
import { readKeyedTables } from './keyed-requirements.ts';
import { readTomlArray } from './toml-array.ts';

/** Arrays of PEP 508 requirements; `*` stands for one key. */
const ARRAYS = [
  'project.dependencies',
  'project.optional-dependencies.*',
  'dependency-groups.*',
  'build-system.requires',
  'tool.uv.dev-dependencies',
  'tool.uv.constraint-dependencies',
  'tool.uv.override-dependencies',
  'tool.uv.build-constraint-dependencies',
  'tool.pdm.dev-dependencies.*',
  'tool.rye.dev-dependencies',
  'tool.hatch.envs.*.dependencies',
  'tool.hatch.envs.*.extra-dependencies',
  'tool.flit.metadata.requires',
  'tool.flit.metadata.requires-extra.*',
  'tool.tox.env_run_base.deps',
  'tool.tox.env.*.deps',
  'tool.poetry.extras.*',
].map(toPattern);

/** Tables of Poetry whose keys are distributions. */
const TABLES = ['tool.poetry.dependencies', 'tool.poetry.dev-dependencies', 'tool.poetry.group.*.dependencies'].map(
  toPattern,
);

const DYNAMIC = /^tool\.setuptools\.dynamic\.(dependencies|optional-dependencies\..+)\.file$/;

/** Reads pyproject.toml, or the pytest.toml of pytest 9. */
export function parsePyprojectFile(text: string): ManifestContent {
  const document = parseTomlDocument(text);
  if (document.kind === 'broken') return document;
  const entries = entriesWithin(document.tables.flatMap((table) => table.entries));
  const arrayProblems: ManifestProblem[] = [];
  const keyed = readKeyedTables(document, TABLES, 'poetry');
  const arrays = entries.filter((entry) => ARRAYS.some((pattern) => pattern.test(entry.path.join('.'))));
  const sources = sourcedDistributions(entries);
  const requirements = [
    ...arrays.flatMap((entry) => readTomlArray(document, entry, arrayProblems)),
    ...keyed.requirements,
  ].map((requirement) => withSource(requirement, sources));
  return {
    kind: 'content',
    requirements: requirements.sort((a, b) => a.range.start - b.range.start),
    options: readTomlOptions(document, entries),
    references: readReferences(document, entries),
    problems: [...arrayProblems, ...keyed.problems],
    pythonRequires: readPythonRequires(entries),
  };
}

/** The options of a TOML file: every entry that is not a table. */
function readTomlOptions(document: TomlDocument, entries: readonly TomlEntry[]): readonly WrittenOption[] {
  return entries
    .filter((entry) => entry.value.kind !== 'table')
    .map((entry) => ({
      section: entry.path.slice(0, -1).join('.'),
      key: entry.path.at(-1) ?? '',
      value: entry.value.kind === 'string' ? entry.value.value : sliceRange(document.text, entry.value.range),
      line: document.lineAt(entry.range.start),
      keyRange: entry.keyRange,
      valueRange: entry.value.range,
      range: entry.range,
    }));
}

function readReferences(document: TomlDocument, entries: readonly TomlEntry[]): readonly ManifestReference[] {
  return entries.flatMap((entry) => {
    const name = entry.path.join('.');
    const line = document.lineAt(entry.range.start);
    if (DYNAMIC.test(name))
      return stringsOf(entry.value).map((target) => ({ kind: 'requirements' as const, target, line }));
    if (entry.path[0] !== 'dependency-groups' || entry.value.kind !== 'array') return [];
    return entry.value.elements.flatMap((element) => includedGroup(document, element));
  });
}

function includedGroup(document: TomlDocument, element: TomlValue): readonly ManifestReference[] {
  if (element.kind !== 'table') return [];
  const include = element.entries.find((entry) => entry.path.at(-1) === 'include-group');
  if (include?.value.kind !== 'string') return [];
  return [{ kind: 'group', target: include.value.value, line: document.lineAt(element.range.start) }];
}

function stringsOf(value: TomlValue): readonly string[] {
  if (value.kind === 'string') return [value.value];
  return value.kind === 'array' ? value.elements.flatMap(stringsOf) : [];
}

function readPythonRequires(entries: readonly TomlEntry[]): string | undefined {
  for (const name of ['project.requires-python', 'tool.poetry.dependencies.python']) {
    const value = entries.find((entry) => entry.path.join('.') === name)?.value;
    if (value?.kind === 'string') return value.value;
  }
  return undefined;
}

/** Distributions that uv takes from elsewhere than an index. */
function sourcedDistributions(entries: readonly TomlEntry[]): ReadonlySet<string> {
  return new Set(
    entries
      .filter((entry) => entry.path.slice(0, 3).join('.') === 'tool.uv.sources' && entry.path[3] !== undefined)
      .filter((entry) => !hasKey(entry, 'index'))
      .map((entry) => normalizeName(entry.path[3] ?? '')),
  );
}

function hasKey(entry: TomlEntry, key: string): boolean {
  return (
    entry.path.at(-1) === key ||
    (entry.value.kind === 'table' && entry.value.entries.some((inner) => inner.path.at(-1) === key))
  );
}

function withSource(requirement: WrittenRequirement, sources: ReadonlySet<string>): WrittenRequirement {
  if (!sources.has(requirement.distribution)) return requirement;
  return { ...requirement, obstacle: requirement.obstacle ?? 'tool.uv.sources takes it from elsewhere' };
}

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '.+?')}$`);
}
