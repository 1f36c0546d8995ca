import type { ManifestKind } from '@moult/plugin-api';
import { parseCondaFile } from './files/conda-file.ts';
import { parseInstallCommands } from './files/install-commands.ts';
import { parseLockFile } from './files/lock-file.ts';
import { parsePipfile } from './files/pipfile.ts';
import { parsePreCommitFile } from './files/pre-commit-file.ts';
import { parsePyprojectFile } from './files/pyproject-file.ts';
import { parsePytestIni } from './files/pytest-ini.ts';
import { parseRequirementsFile } from './files/requirements-file.ts';
import { parseSetupCfg } from './files/setup-cfg.ts';
import { parseSetupPy } from './files/setup-py.ts';
import { parseToxIni } from './files/tox-ini.ts';
import type { BrokenManifest, Manifest, ManifestContent } from './manifest.ts';
import { isEditableKind, manifestKindOf } from './manifest-kind.ts';

/** A manifest, or why it cannot be read. */
export type ManifestResult = { readonly kind: 'manifest'; readonly manifest: Manifest } | BrokenManifest;

/**
 * Reads a requirement or configuration file. `kind` is needed for files whose name does not tell, such as one reached by `-r` or `-c`.
 * Undefined when the path names no manifest.
 */
export function parseManifest(path: string, text: string, kind = manifestKindOf(path)): ManifestResult | undefined {
  if (kind === undefined) return undefined;
  const known = recent.get(path);
  if (known?.text === text && known.kind === kind) return known.result;
  const result = readManifest(path, text, kind);
  if (recent.size >= MOST_RECENT) recent.clear();
  recent.set(path, { text, kind, result });
  return result;
}

/**
 * What was read last of a path. A run asks for the manifests of a service in every pass, for every wish and once more for what is left, and they are
 * the same text nearly always. Services come one after the other, so few are worth keeping.
 */
const recent = new Map<
  string,
  { readonly text: string; readonly kind: ManifestKind; readonly result: ManifestResult }
>();
const MOST_RECENT = 200;

function readManifest(path: string, text: string, kind: ManifestKind): ManifestResult {
  const content = parseContent(kind, path, text);
  if (content.kind === 'broken') return { ...content, path, manifestKind: kind };
  return {
    kind: 'manifest',
    manifest: {
      path,
      kind,
      editable: isEditableKind(kind),
      text,
      requirements: content.requirements ?? [],
      options: content.options ?? [],
      references: content.references ?? [],
      problems: content.problems ?? [],
      pythonRequires: content.pythonRequires,
      generatedBy: content.generatedBy,
    },
  };
}

function parseContent(kind: ManifestKind, path: string, text: string): ManifestContent {
  switch (kind) {
    case 'requirements':
    case 'constraints':
      return parseRequirementsFile(text);
    case 'pyproject':
    case 'pytest-toml':
      return parsePyprojectFile(text);
    case 'setup-cfg':
      return parseSetupCfg(text);
    case 'setup-py':
      return parseSetupPy(text);
    case 'tox-ini':
      return parseToxIni(text);
    case 'pytest-ini':
      return parsePytestIni(text);
    case 'pipfile':
      return parsePipfile(text);
    case 'conda':
      return parseCondaFile(text);
    case 'lock':
      return parseLockFile(path, text);
    case 'workflow':
      return /\.pre-commit-config\.ya?ml$/i.test(path) ? parsePreCommitFile(text) : parseInstallCommands(text);
    case 'python-version':
      return { kind: 'content' };
    case 'dockerfile':
    case 'script':
      return parseInstallCommands(text);
  }
}
