import type { ManifestView } from '@moult/plugin-api';
import { FIRST_MINOR, readPythonRange } from './python-range.ts';

/** A line that lets in, or asks for, a Python that pytest-asyncio 1.3.0 does not run on. */
export interface OldPython {
  readonly manifest: ManifestView;
  /** From 1. */
  readonly line: number;
  /**
   * - `constraint`: what the service says about its Python, `admitsNew` being false where nothing from 3.10 on is let in.
   * - `environment`: an image, a matrix, a version file: tests are installed on that Python.
   * - `classifier`: words for an index; nothing is installed by them.
   */
  readonly kind: 'constraint' | 'environment' | 'classifier';
  /** Versions as written, or the constraint. */
  readonly versions: readonly string[];
  readonly admitsNew: boolean;
}

/** The lines of requirement, CI, image and version files that speak of Python before 3.10. */
export function findOldPythons(manifests: readonly ManifestView[]): readonly OldPython[] {
  return manifests.flatMap((manifest) => [
    ...constraintLines(manifest),
    ...environmentLines(manifest),
    ...classifierLines(manifest),
  ]);
}

const CONSTRAINT =
  /^\s*["']?(?:requires-python|python_requires|python-requires|python(?:_version|_full_version)?)["']?\s*=\s*|^\s*-\s*["']?python\s*(?=[=<>~!])/;

function constraintLines(manifest: ManifestView): readonly OldPython[] {
  const { pythonRequires } = manifest;
  const range = pythonRequires === undefined ? undefined : readPythonRange(condaAsPep(pythonRequires));
  if (pythonRequires === undefined || range === undefined || range.oldest === undefined) return [];
  const bare = pythonRequires.replace(/^==|\.\*$/g, '');
  const line = linesOf(manifest).findIndex((text) => CONSTRAINT.test(text) && text.includes(bare));
  const { admitsNew } = range;
  return [{ manifest, line: Math.max(1, line + 1), kind: 'constraint', versions: [pythonRequires], admitsNew }];
}

/** Conda writes `=3.8` where pip writes `==3.8.*`. */
function condaAsPep(constraint: string): string {
  return constraint.replace(/^=(?=\d)/, '==');
}

function environmentLines(manifest: ManifestView): readonly OldPython[] {
  switch (manifest.kind) {
    case 'dockerfile':
      return matchLines(manifest, imageVersions);
    case 'python-version':
      return matchLines(manifest, fileVersions);
    case 'workflow':
      return /(?:^|\/)\.(?:readthedocs|pre-commit)/.test(manifest.path) ? [] : matrixLines(manifest);
    case 'tox-ini':
      return environmentList(manifest);
    default:
      return [];
  }
}

function matchLines(manifest: ManifestView, versionsOf: (line: string) => readonly string[]): readonly OldPython[] {
  return linesOf(manifest).flatMap((text, index) => place(manifest, index + 1, versionsOf(text)));
}

function place(manifest: ManifestView, line: number, versions: readonly string[]): readonly OldPython[] {
  return versions.length === 0 ? [] : [{ manifest, line, kind: 'environment', versions, admitsNew: true }];
}

/** `FROM python:3.8-slim`, `ARG PYTHON_VERSION=3.8`. */
function imageVersions(line: string): readonly string[] {
  if (/^\s*(?:FROM\b|COPY\s+--from=)/i.test(line)) return oldVersions(line, /\bpython:(\d+(?:\.\d+)?)/gi);
  return /^\s*(?:ARG|ENV)\s+PY(?:THON)?_?VERSION\b/i.test(line) ? oldVersions(line, /[= "'](\d\.\d+)/g) : [];
}

/** `.python-version`, `runtime.txt`, `.tool-versions`. */
function fileVersions(line: string): readonly string[] {
  return oldVersions(line, /^\s*(?:python[- ])?(\d\.\d+)(?=\.|\s|$)/g);
}

const VERSION_KEY =
  /^(\s*)(?:-\s+)?["']?(?:python(?:[-_. ]?versions?)?|versionSpec|py(?:[-_]?versions?)?)["']?\s*:\s*(.*)$/i;
const VERSION = /(?<![\w.])(?:pypy-?)?(\d\.\d+)(?=[.\w-]*(?:["'\s,\]]|$))/g;

/** `python-version: [3.8, "3.12"]` and the list below it, and images of a CI file. */
function matrixLines(manifest: ManifestView): readonly OldPython[] {
  let listIndent: number | undefined;
  return linesOf(manifest).flatMap((written, index) => {
    const text = written.replace(/(?:^|\s)#.*$/, '');
    const [, indent, value] = VERSION_KEY.exec(text) ?? [];
    if (indent !== undefined && value !== undefined) {
      listIndent = value.trim() === '' || /^\[[^\]]*$/.test(value.trim()) ? indent.length : undefined;
      return place(manifest, index + 1, oldVersions(value, VERSION));
    }
    const isElement = /^\s*(?:-|["'\d\]])/.test(text) && indentOf(text) >= (listIndent ?? Number.POSITIVE_INFINITY);
    if (isElement) return place(manifest, index + 1, oldVersions(text, VERSION));
    if (text.trim() !== '') listIndent = undefined;
    return place(manifest, index + 1, oldVersions(text, /\b(?:image:|docker:|container:)[^#]*\bpython:(\d\.\d+)/g));
  });
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** `envlist = py38, py{39,310}`. */
function environmentList(manifest: ManifestView): readonly OldPython[] {
  return manifest.options
    .filter(({ section, key }) => section === 'tox' && /^env_?list$/.test(key))
    .flatMap(({ line, value }) => {
      const names = value.replace(/\bpy(\d?)\{([^}]*)\}/g, (_, major: string, list: string) =>
        list
          .split(',')
          .map((each) => `py${major}${each.trim()}`)
          .join(' '),
      );
      const old = [...names.matchAll(/\bpy(2\d|3\d+)(?!\d)/g)].map((match) => match[0]);
      return place(
        manifest,
        line,
        old.filter((name) => name.startsWith('py2') || Number(name.slice(3)) < FIRST_MINOR),
      );
    });
}

function classifierLines(manifest: ManifestView): readonly OldPython[] {
  if (!/^(?:pyproject|setup-cfg|setup-py)$/.test(manifest.kind)) return [];
  const found = linesOf(manifest).map((text) => oldVersions(text, /Programming Language :: Python :: (\d\.\d+)/g));
  const line = found.findIndex((versions) => versions.length > 0) + 1;
  return line === 0 ? [] : [{ manifest, line, kind: 'classifier', versions: found.flat(), admitsNew: true }];
}

/** Versions before 3.10. A YAML number `3.10` reads as 3.1, so nothing below 3.4 is taken for Python 3. */
function oldVersions(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)]
    .map((match) => match[1] ?? '')
    .filter((version) => {
      const [major = 0, minor = Number.NaN] = version.split('.').map(Number);
      return major === 2 || (major === 3 && minor >= 4 && minor < FIRST_MINOR);
    });
}

function linesOf({ text }: ManifestView): readonly string[] {
  return text.split(/\r\n|\n|\r/);
}
