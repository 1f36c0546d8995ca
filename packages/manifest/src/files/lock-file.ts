import { createLineMap, type LineMap } from '@moult/text';
import type { ManifestContent, RequirementList, WrittenRequirement } from '../manifest.ts';
import { normalizeName } from '../requirement/distribution-name.ts';
import { parseRequirementsFile } from './requirements-file.ts';

/** `[[package]]` of poetry.lock, uv.lock and pdm.lock, `[[packages]]` of pylock.toml. */
const TOML_PACKAGE = /^\[\[packages?\]\][ \t]*\r?\nname = "([^"\n]+)"\r?\nversion = "([^"\n]+)"/gm;
/** An entry of Pipfile.lock up to its version; hashes and markers may stand between. */
const JSON_PACKAGE = /^ {8}"([A-Za-z0-9._-]+)": \{[^}]*?"version": "==([^"\n]+)"/gm;
const YAML_PACKAGE = /^[ \t]*-[ \t]*name:[ \t]*(\S+)[ \t]*\r?\n[ \t]*version:[ \t]*['"]?([^'"\s]+)/gm;

/** Reads which version of what a lock file holds. Lock files are only reported: the tool that wrote them must write them again. */
export function parseLockFile(path: string, text: string): ManifestContent {
  if (/requirements[^/]*\.lock/i.test(path)) {
    const content = parseRequirementsFile(text);
    return content.kind === 'broken'
      ? content
      : { ...content, requirements: content.requirements?.map(asLocked) ?? [] };
  }
  const pattern = /\.ya?ml$/i.test(path) ? YAML_PACKAGE : /pipfile\.lock$/i.test(path) ? JSON_PACKAGE : TOML_PACKAGE;
  const map = createLineMap(text);
  const list: RequirementList = { kind: 'table', range: { start: 0, end: text.length }, elements: [] };
  return {
    kind: 'content',
    requirements: [...text.matchAll(pattern)].map((match) => lockedRequirement(match, map, list)),
  };
}

const LOCKED = 'a lock file is written by its own tool';

function asLocked(requirement: WrittenRequirement): WrittenRequirement {
  return { ...requirement, obstacle: LOCKED };
}

function lockedRequirement(match: RegExpMatchArray, map: LineMap, list: RequirementList): WrittenRequirement {
  const [whole, name = '', version = ''] = match;
  const end = (match.index ?? 0) + whole.length;
  const start = end - whole.length + whole.lastIndexOf(version);
  return {
    distribution: normalizeName(name),
    text: `${name}==${version}`,
    specifier: `==${version}`,
    extras: [],
    marker: undefined,
    group: undefined,
    line: map.lineAt(start),
    range: { start, end: start + version.length },
    element: { start: match.index ?? 0, end },
    comment: undefined,
    syntax: { kind: 'opaque' },
    list,
    obstacle: LOCKED,
  };
}
