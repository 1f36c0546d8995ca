import { readYamlLists } from '../document/yaml-scalars.ts';
import type { ManifestContent, RequirementList, WrittenRequirement } from '../manifest.ts';
import { parseRequirement } from '../requirement/parse-requirement.ts';
import { placeRequirement } from '../requirement/place-requirement.ts';

const GROUP = 'additional_dependencies';

/** Reads what the hooks of .pre-commit-config.yaml install besides themselves. */
export function parsePreCommitFile(text: string): ManifestContent {
  const read = readYamlLists(text);
  if (read.kind === 'broken') return read;
  const requirements: WrittenRequirement[] = [];
  for (const { path, items } of read.lists) {
    if (path.at(-1) !== GROUP) continue;
    const elements = items.map((item) => item.range);
    const range = { start: elements[0]?.start ?? 0, end: elements.at(-1)?.end ?? 0 };
    const list: RequirementList = { kind: 'lines', range, elements };
    for (const item of items) {
      const parsed = parseRequirement(item.value, item.content?.start ?? item.range.start);
      // Hooks of other languages take other names here, such as `eslint@9`.
      if (parsed.kind === 'invalid' || parsed.url !== undefined || item.content === undefined) continue;
      const place = {
        group: GROUP,
        line: item.line,
        element: item.range,
        comment: undefined,
        list,
        obstacle: undefined,
      };
      requirements.push(placeRequirement(text, parsed, place));
    }
  }
  return { kind: 'content', requirements };
}
