import type { TextRange } from '@moult/text';
import type { TomlDocument, TomlEntry, TomlValue } from '../document/toml-document.ts';
import type { ManifestProblem, RequirementList, WrittenRequirement } from '../manifest.ts';
import { parseRequirement } from '../requirement/parse-requirement.ts';
import { placeRequirement } from '../requirement/place-requirement.ts';

/** Reads an array of requirements; what cannot be read is added to `problems`. */
export function readTomlArray(
  text: string,
  document: TomlDocument,
  entry: TomlEntry,
  problems: ManifestProblem[],
): readonly WrittenRequirement[] {
  if (entry.value.kind !== 'array') return [];
  const { elements, range } = entry.value;
  const list: RequirementList = { kind: 'brackets', range, elements: elements.map((element) => element.range) };
  const group = entry.path.join('.');
  return elements.flatMap((element) => {
    if (element.kind !== 'string') return [];
    const line = document.lineAt(element.range.start);
    const read = readElement(text, element, {
      group,
      line,
      element: element.range,
      comment: commentBehind(text, document, element.range),
      list,
    });
    if (!('reason' in read)) return [read];
    problems.push({ line, ...read });
    return [];
  });
}

/** The comment on the line where an element ends, when no other element stands between. */
export function commentBehind(text: string, document: TomlDocument, element: TextRange): TextRange | undefined {
  const found = document.comments.find((comment) => comment.start >= element.end);
  return found !== undefined && /^[ \t]*,?[ \t]*$/.test(text.slice(element.end, found.start)) ? found : undefined;
}

function readElement(
  text: string,
  element: Extract<TomlValue, { kind: 'string' }>,
  place: Omit<Parameters<typeof placeRequirement>[2], 'obstacle'>,
): WrittenRequirement | Omit<ManifestProblem, 'line'> {
  const parsed = parseRequirement(element.value, element.content?.start ?? 0);
  if (parsed.kind === 'invalid') return { reason: parsed.reason, distribution: parsed.distribution };
  if (element.content !== undefined) return placeRequirement(text, parsed, { ...place, obstacle: undefined });
  const placed = placeRequirement(element.value, parsed, { ...place, obstacle: 'its string is written with escapes' });
  return { ...placed, range: element.range, syntax: { kind: 'opaque' } };
}
