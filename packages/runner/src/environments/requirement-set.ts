import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, manifestKindOf, parseManifest, resolveReference } from '@moult/manifest';
import { decodeSource } from '@moult/text';
import type { PythonInterpreter } from './find-interpreter.ts';

/** What a service requires, from all of its manifests together. Sorted, so that equal requirements are equal sets. */
export type RequirementSet =
  | { readonly kind: 'set'; readonly requirements: readonly string[]; readonly constraints: readonly string[] }
  | { readonly kind: 'unreadable'; readonly reason: string };

const PROJECT_FILES = ['pyproject.toml', 'setup.cfg', 'Pipfile'];
const LIST_FOLDERS = ['', 'requirements', 'requirement', 'reqs'];

/** Reads the requirements of the service in `folder`, following `-r` and `-c` as far as they stay inside the root. */
export function readRequirementSet(root: string, folder: string): RequirementSet {
  const reader = new RequirementReader(root);
  for (const path of manifestsIn(root, folder)) {
    const reason = reader.read(path, manifestKindOf(path) === 'constraints');
    if (reason !== undefined) return { kind: 'unreadable', reason };
  }
  return reader.set();
}

/** The name of an environment: the same interpreter and requirements give the same one. */
export function environmentKey(set: RequirementSet & { kind: 'set' }, python: PythonInterpreter): string {
  const { requirements, constraints } = set;
  const content = JSON.stringify([python.version, process.platform, process.arch, requirements, constraints]);
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

function manifestsIn(root: string, folder: string): readonly string[] {
  const lists = LIST_FOLDERS.flatMap((part) => {
    const inside = part === '' ? folder : `${folder}/${part}`;
    if (!existsSync(join(root, inside))) return [];
    return readdirSync(join(root, inside))
      .filter((name) => /\.(?:txt|pip)$/.test(name))
      .map((name) => `${inside}/${name}`)
      .filter((path) => part !== '' || ['requirements', 'constraints'].includes(manifestKindOf(path) ?? ''));
  });
  const projects = PROJECT_FILES.map((name) => `${folder}/${name}`).filter((path) => existsSync(join(root, path)));
  return [...lists, ...projects].sort();
}

/** Collects what manifests require; lives as long as the reading of one service. */
class RequirementReader {
  readonly #root: string;
  readonly #requirements = new Set<string>();
  readonly #constraints = new Set<string>();
  readonly #seen = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  set(): RequirementSet {
    return { kind: 'set', requirements: [...this.#requirements].sort(), constraints: [...this.#constraints].sort() };
  }

  /** Answers with the reason when the file cannot be read. */
  read(path: string, isConstraints: boolean): string | undefined {
    const key = `${path} ${isConstraints}`;
    if (this.#seen.has(key)) return undefined;
    this.#seen.add(key);
    const manifest = this.#parse(path);
    if (typeof manifest === 'string') return manifest;
    const into = isConstraints ? this.#constraints : this.#requirements;
    for (const requirement of manifest.requirements) {
      if (requirement.group === 'build-system.requires') continue;
      const text = textOf(requirement.syntax.kind, requirement);
      if (text !== undefined) into.add(text);
    }
    for (const reference of manifest.references) {
      const target = resolveReference(path, reference);
      const reason =
        target === undefined ? undefined : this.read(target, isConstraints || reference.kind === 'constraints');
      if (reason !== undefined) return reason;
    }
    return undefined;
  }

  #parse(path: string): Manifest | string {
    if (!existsSync(join(this.#root, path))) return `${path} does not exist.`;
    const source = decodeSource(readFileSync(join(this.#root, path)), 'none');
    if (source.kind !== 'decoded') return `${path}: ${source.reason}`;
    const parsed = parseManifest(path, source.text, manifestKindOf(path) ?? 'requirements');
    if (parsed?.kind !== 'manifest') return `${path}: ${parsed?.reason ?? 'it is no manifest'}`;
    return parsed.manifest;
  }
}

type Written = Manifest['requirements'][number];

function textOf(kind: Written['syntax']['kind'], requirement: Written): string | undefined {
  const { distribution, extras, specifier, marker, text } = requirement;
  if (kind === 'opaque' || distribution === 'python' || /^[./]|^-e\b/.test(text)) return undefined;
  if (kind === 'pep508') return tidy(text);
  const extra = extras.length === 0 ? '' : `[${extras.join(',')}]`;
  return `${distribution}${extra}${pepSpecifier(specifier)}${marker === undefined ? '' : `; ${marker}`}`;
}

/** Without the spaces that make no difference. */
function tidy(requirement: string): string {
  const [specifier = '', ...marker] = requirement.replace(/\s--hash.*$/s, '').split(';');
  if (specifier.includes(' @ ')) return requirement;
  return specifier.replaceAll(/\s+/g, '') + (marker.length === 0 ? '' : `; ${marker.join(';').trim()}`);
}

/** Poetry's own forms as pip knows them: `^1.2` is `>=1.2,<2`, `~1.2.3` is `>=1.2.3,<1.3`, a bare `1.2` is `==1.2`. */
function pepSpecifier(text: string): string {
  const parts = text.split(',').map((part) => part.trim());
  return parts
    .map(pepClause)
    .filter((part) => part !== '')
    .join(',');
}

function pepClause(part: string): string {
  if (part === '*' || part === '') return '';
  const match = /^([\^~])(\d[\w.]*)$/.exec(part);
  if (match === null) return /^\d/.test(part) ? `==${part}` : part.replaceAll(/\s+/g, '');
  const numbers = (match[2] ?? '').split('.').map(Number);
  const significant = numbers.findIndex((number) => number > 0);
  const position =
    match[1] === '^' ? (significant === -1 ? numbers.length - 1 : significant) : Math.min(1, numbers.length - 1);
  const bound = numbers.slice(0, position + 1).map((number, index) => (index === position ? number + 1 : number));
  return `>=${match[2]},<${bound.join('.')}`;
}
