import type { TextRange } from '@moult/text';
import type { TomlDocument, TomlEntry, TomlValue } from '../document/toml-document.ts';
import type { ManifestProblem, RequirementList, WrittenRequirement } from '../manifest.ts';
import { parseRequirement } from '../requirement/parse-requirement.ts';
import { placeRequirement, type RequirementPlace } from '../requirement/place-requirement.ts';

/** Reads an array of requirements; what cannot be read is added to `problems`. */
export function readTomlArray(
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
    const comment = commentBehind(document, element.range);
    const read = readElement(document.text, element, {
      group,
      line,
      element: element.range,
      comment,
      list,
      obstacle: undefined,
    });
    if (!('reason' in read)) return [read];
    problems.push(read);
    return [];
  });
}

/** The comment on the line where an element ends, when no other element stands between. */
export function commentBehind(document: TomlDocument, element: TextRange): TextRange | undefined {
  const found = document.comments.find((comment) => comment.start >= element.end);
  if (found === undefined) return undefined;
  return /^[ \t]*,?[ \t]*$/.test(document.text.slice(element.end, found.start)) ? found : undefined;
}

function readElement(
  text: string,
  element: Extract<TomlValue, { kind: 'string' }>,
  place: RequirementPlace,
): WrittenRequirement | ManifestProblem {
  const parsed = parseRequirement(element.value, element.content?.start ?? 0);
  if (parsed.kind === 'invalid') return { line: place.line, reason: parsed.reason, distribution: parsed.distribution };
  if (element.content !== undefined) return placeRequirement(text, parsed, place);
  const placed = placeRequirement(element.value, parsed, { ...place, obstacle: 'its string is written with escapes' });
  return { ...placed, range: element.range, syntax: { kind: 'opaque' } };
}
