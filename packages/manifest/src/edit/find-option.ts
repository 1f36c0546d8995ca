import type { TextRange } from '@moult/text';
import { parseIniDocument } from '../document/ini-document.ts';
import { parseTomlDocument } from '../document/toml-document.ts';
import type { Manifest, WrittenOption } from '../manifest.ts';

/** A section or table with a header. */
export interface SectionPlace {
  readonly header: TextRange;
  /** From behind the header's line to where the next section begins, or the comment directly above it. */
  readonly body: TextRange;
  /** Where its last option ends; the end of the header's line where it has none. */
  readonly lastOptionEnd: number;
}

/** Whether the options of a manifest are those of TOML tables. */
export function hasTomlOptions(manifest: Manifest): boolean {
  return manifest.kind === 'pyproject' || manifest.kind === 'pytest-toml' || manifest.kind === 'pipfile';
}

/** The option of a section by its key. */
export function findOption(manifest: Manifest, section: string, key: string): WrittenOption | undefined {
  return manifest.options.find((option) => option.section === section && option.key === key);
}

/** The section of a name; undefined where it has no header of its own. */
export function sectionOf(manifest: Manifest, section: string): SectionPlace | undefined {
  const { text } = manifest;
  const headers = hasTomlOptions(manifest) ? tomlHeaders(text) : iniHeaders(text);
  const index = headers.findIndex((header) => header.name === section);
  const found = headers[index];
  if (found === undefined) return undefined;
  const next = headers[index + 1];
  const end = next === undefined ? text.length : commentsAbove(text, next.line.start);
  return {
    header: found.line,
    body: { start: found.line.end, end: Math.max(end, found.line.end) },
    lastOptionEnd: found.lastOptionEnd,
  };
}

interface Header {
  readonly name: string;
  readonly line: TextRange;
  readonly lastOptionEnd: number;
}

function iniHeaders(text: string): readonly Header[] {
  const document = parseIniDocument(text);
  if (document.kind === 'broken') return [];
  return document.sections.map((section) => ({
    name: section.name,
    line: section.header,
    lastOptionEnd: section.options.at(-1)?.range.end ?? section.header.end,
  }));
}

function tomlHeaders(text: string): readonly Header[] {
  const document = parseTomlDocument(text);
  if (document.kind === 'broken') return [];
  return document.tables.flatMap((table) => {
    if (table.header === undefined) return [];
    const line = { start: table.header.start, end: lineBehind(text, table.header.end) };
    return [
      {
        name: table.path.join('.'),
        line,
        lastOptionEnd: table.entries.length === 0 ? line.end : lineBehind(text, table.range.end),
      },
    ];
  });
}

function lineBehind(text: string, offset: number): number {
  const rest = /^[^\r\n]*(\r\n|\n|\r|$)/.exec(text.slice(offset))?.[0].length ?? 0;
  return offset + rest;
}

function commentsAbove(text: string, offset: number): number {
  return (
    offset - (/(?:^|[\r\n])((?:[ \t]*[#;][^\r\n]*(?:\r\n|\n|\r))+)$/.exec(text.slice(0, offset))?.[1]?.length ?? 0)
  );
}
