import { parseTomlDocument } from '../document/toml-document.ts';
import type { ManifestContent } from '../manifest.ts';
import { readKeyedTables } from './keyed-requirements.ts';

/** `[packages]`, `[dev-packages]` and categories of a name of their own. */
const TABLES = [/^(?!source$|requires$|scripts$|pipenv$|pipfile$)[^.]+$/];

/** Reads a Pipfile. */
export function parsePipfile(text: string): ManifestContent {
  const document = parseTomlDocument(text);
  if (document.kind === 'broken') return document;
  const version = document.tables
    .flatMap((table) => table.entries)
    .find((entry) => entry.path.join('.') === 'requires.python_version');
  return {
    kind: 'content',
    ...readKeyedTables(document, TABLES, 'pipfile'),
    pythonRequires: version?.value.kind === 'string' ? `==${version.value.value}.*` : undefined,
  };
}
