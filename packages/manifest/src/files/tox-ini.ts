import { type IniOption, parseIniDocument } from '../document/ini-document.ts';
import type { ManifestContent, ManifestProblem, ManifestReference } from '../manifest.ts';
import { readIniOptions, readIniRequirements } from './ini-requirements.ts';
import { parseInstallCommands } from './install-commands.ts';

const REFERENCE = /^(?:[A-Za-z0-9_.,!{}-]+:\s+)?-(r|c)\s*(\S+)/;

/** Reads tox.ini: `deps` of every environment, `pip install` in its commands, and the options of all sections. */
export function parseToxIni(text: string): ManifestContent {
  const document = parseIniDocument(text);
  if (document.kind === 'broken') return document;
  const problems: ManifestProblem[] = [];
  const lists = document.sections.flatMap((section) =>
    section.options
      .filter((option) => option.key === 'deps')
      .map((option) => ({ group: `${section.name}.deps`, option })),
  );
  const listed = lists.flatMap(({ group, option }) => readIniRequirements(text, option, group, problems));
  const installed = parseInstallCommands(text);
  const commands = installed.kind === 'content' ? (installed.requirements ?? []) : [];
  return {
    kind: 'content',
    requirements: [...listed, ...commands].sort((a, b) => a.range.start - b.range.start),
    options: readIniOptions(document),
    references: lists.flatMap(({ option }) => readReferences(option)),
    problems,
  };
}

function readReferences(option: IniOption): readonly ManifestReference[] {
  return option.lines.flatMap((line) => {
    const match = REFERENCE.exec(line.text);
    if (match === null) return [];
    return [
      {
        kind: match[1] === 'c' ? ('constraints' as const) : ('requirements' as const),
        target: match[2] ?? '',
        line: line.line,
      },
    ];
  });
}
