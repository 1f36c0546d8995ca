import { readYamlLists, type YamlItem, type YamlList } from '../document/yaml-scalars.ts';
import type {
  ManifestContent,
  ManifestProblem,
  ManifestReference,
  RequirementList,
  WrittenRequirement,
} from '../manifest.ts';
import { normalizeName } from '../requirement/distribution-name.ts';
import { parseRequirement } from '../requirement/parse-requirement.ts';
import { placeRequirement } from '../requirement/place-requirement.ts';

/** `channel::name`, then a version that begins with a blank or an operator, then perhaps a build. */
const MATCH_SPEC = /^(?:[^\s:]+::)?([A-Za-z0-9_][A-Za-z0-9._-]*)(?:\s*([=<>!~].*|\s[^\s#].*))?$/;

/** Reads environment.yml of conda, the list for pip in it included. */
export function parseCondaFile(text: string): ManifestContent {
  const read = readYamlLists(text);
  if (read.kind === 'broken') return read;
  const problems: ManifestProblem[] = [];
  const requirements = read.lists.flatMap((list) => readList(text, list, problems));
  return {
    kind: 'content',
    requirements: requirements.filter((requirement) => requirement.distribution !== 'python'),
    references: read.lists.filter(isPipList).flatMap((list) => list.items.flatMap(readReference)),
    problems,
    pythonRequires: requirements.find((requirement) => requirement.distribution === 'python')?.specifier,
  };
}

function isPipList(list: YamlList): boolean {
  return list.path.join('.') === 'dependencies.pip';
}

function readList(text: string, list: YamlList, problems: ManifestProblem[]): readonly WrittenRequirement[] {
  const group = list.path.join('.');
  if (group !== 'dependencies' && !isPipList(list)) return [];
  const elements = list.items.map((item) => item.range);
  const range = { start: elements[0]?.start ?? 0, end: elements.at(-1)?.end ?? 0 };
  const requirementList: RequirementList = { kind: 'lines', range, elements };
  return list.items.flatMap((item) => {
    const read = isPipList(list)
      ? readPipItem(text, item, group, requirementList)
      : readCondaItem(item, group, requirementList);
    if (read === undefined) return [];
    if (!('reason' in read)) return [read];
    problems.push(read);
    return [];
  });
}

function readPipItem(
  text: string,
  item: YamlItem,
  group: string,
  list: RequirementList,
): WrittenRequirement | ManifestProblem | undefined {
  if (/^(-|\.{0,2}\/|[a-z+]+:\/\/)/.test(item.value)) return undefined;
  const parsed = parseRequirement(item.value, item.content?.start ?? item.range.start);
  if (parsed.kind === 'invalid') return { line: item.line, reason: parsed.reason, distribution: parsed.distribution };
  const obstacle = item.content === undefined ? 'its string is written with escapes' : undefined;
  return placeRequirement(text, parsed, {
    group,
    line: item.line,
    element: item.range,
    comment: undefined,
    list,
    obstacle,
  });
}

function readCondaItem(item: YamlItem, group: string, list: RequirementList): WrittenRequirement | ManifestProblem {
  const match = MATCH_SPEC.exec(item.value);
  if (match === null)
    return { line: item.line, reason: `"${item.value}" is no package of conda`, distribution: undefined };
  return {
    distribution: normalizeName(match[1] ?? ''),
    text: item.value,
    specifier: (match[2] ?? '').trim(),
    extras: [],
    marker: undefined,
    group,
    line: item.line,
    range: item.content ?? item.range,
    element: item.range,
    comment: undefined,
    syntax: { kind: 'opaque' },
    list,
    obstacle: "conda's packages can have other names and versions than PyPI's",
  };
}

function readReference(item: YamlItem): readonly ManifestReference[] {
  const match = /^(-r|--requirement|-c|--constraint)[\s=]+(.+)$/.exec(item.value);
  if (match === null) return [];
  return [
    {
      kind: /^(-c|--constraint)$/.test(match[1] ?? '') ? ('constraints' as const) : ('requirements' as const),
      target: match[2] ?? '',
      line: item.line,
    },
  ];
}
