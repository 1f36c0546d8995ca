import { type IniOption, iniValue, parseIniDocument } from '../document/ini-document.ts';
import type { ManifestContent, ManifestProblem, ManifestReference } from '../manifest.ts';
import { readIniOptions, readIniRequirements } from './ini-requirements.ts';

const LISTS = new Set(['install_requires', 'setup_requires', 'tests_require']);

/** Reads setup.cfg. */
export function parseSetupCfg(text: string): ManifestContent {
  const document = parseIniDocument(text);
  if (document.kind === 'broken') return document;
  const problems: ManifestProblem[] = [];
  const lists = document.sections.flatMap((section) =>
    section.options
      .filter((option) => isList(section.name, option.key))
      .map((option) => ({ group: `${section.name}.${option.key}`, option })),
  );
  const options = document.sections.find((section) => section.name === 'options')?.options ?? [];
  const python = options.find((option) => option.key === 'python_requires' || option.key === 'python-requires');
  return {
    kind: 'content',
    requirements: lists.flatMap(({ group, option }) => readIniRequirements(text, option, group, problems)),
    options: readIniOptions(document),
    references: lists.flatMap(({ option }) => readFileReference(option)),
    problems,
    pythonRequires: python && iniValue(python),
  };
}

function isList(section: string, key: string): boolean {
  return section === 'options.extras_require' || (section === 'options' && LISTS.has(key.replaceAll('-', '_')));
}

/** `file: requirements.txt, more.txt`, setuptools' way to take a list from elsewhere. */
function readFileReference(option: IniOption): readonly ManifestReference[] {
  const files = /^file:\s*(.*)$/.exec(option.lines[0]?.text ?? '')?.[1];
  const targets = files?.split(',').map((target) => target.trim()) ?? [];
  return targets
    .filter((target) => target !== '')
    .map((target) => ({ kind: 'requirements', target, line: option.line }));
}
