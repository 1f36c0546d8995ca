import type { TextRange } from '@moult/text';
import { type IniDocument, type IniLine, type IniOption, iniValue, iniValueRange } from '../document/ini-document.ts';
import type { ManifestProblem, RequirementList, WrittenOption, WrittenRequirement } from '../manifest.ts';
import { parseRequirement } from '../requirement/parse-requirement.ts';
import { placeRequirement } from '../requirement/place-requirement.ts';
import { withoutComment } from './requirements-file.ts';

/** Reads the lines of an INI value as requirements; what cannot be read is added to `problems`. */
export function readIniRequirements(
  text: string,
  option: IniOption,
  group: string,
  problems: ManifestProblem[],
): readonly WrittenRequirement[] {
  const own = option.lines.filter((line) => line.line !== option.line);
  const list: RequirementList = { kind: 'lines', range: option.range, elements: own.map((line) => line.whole) };
  return option.lines.flatMap((line) => {
    const isOnKeyLine = line.line === option.line;
    const read = readIniRequirement(text, line, { group, list, obstacle: undefined }, isOnKeyLine);
    if (read === undefined) return [];
    if (!('reason' in read)) return [read];
    problems.push(read);
    return [];
  });
}

/** The options of an INI file. */
export function readIniOptions(document: IniDocument): readonly WrittenOption[] {
  return document.sections.flatMap((section) =>
    section.options.map((option) => ({
      section: section.name,
      key: option.key,
      value: iniValue(option),
      line: option.line,
      keyRange: option.keyRange,
      valueRange: iniValueRange(option),
      range: option.range,
    })),
  );
}

/** The condition tox puts before a requirement: `py311: name==1.0`. */
const FACTOR = /^[A-Za-z0-9_.,!{}-]+:\s+/;

function readIniRequirement(
  text: string,
  line: IniLine,
  place: { readonly group: string; readonly list: RequirementList; readonly obstacle: string | undefined },
  isOnKeyLine: boolean,
): WrittenRequirement | ManifestProblem | undefined {
  if (line.text.startsWith('file:')) return undefined;
  const factor = FACTOR.exec(line.text)?.[0].length ?? 0;
  const content = withoutComment(line.text.slice(factor));
  if (content.trim() === '' || /^(-|\{|\.{0,2}\/|[a-z+]+:\/\/)/.test(content)) return undefined;
  const parsed = parseRequirement(content, line.range.start + factor);
  if (parsed.kind === 'invalid') return { line: line.line, reason: parsed.reason, distribution: parsed.distribution };
  const element = isOnKeyLine ? line.range : line.whole;
  return placeRequirement(text, parsed, {
    ...place,
    line: line.line,
    element,
    comment: commentRange(line, factor + content.length),
  });
}

function commentRange(line: IniLine, contentLength: number): TextRange | undefined {
  const hash = line.text.indexOf('#', contentLength);
  return hash < 0 ? undefined : { start: line.range.start + hash, end: line.range.end };
}
