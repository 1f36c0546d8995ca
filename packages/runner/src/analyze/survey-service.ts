import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanDocument } from '@moult/engine';
import { type Manifest, normalizeName, parseManifest } from '@moult/manifest';
import type { Plugin } from '@moult/plugin-api';
import { decodeSource } from '@moult/text';
import type { ServiceFiles } from '../discover/group-services.ts';
import { unlessCode } from '../disk/disk-error.ts';
import type { LibraryUse } from './fleet-analysis.ts';

/** What the files of a service say about libraries, tests and Python. */
export interface ServiceSurvey {
  readonly libraries: readonly LibraryUse[];
  readonly testFiles: number;
  readonly python: string | undefined;
  /** Paths outside of the service that its manifests refer to. */
  readonly outside: readonly string[];
}

/** Reads what a service declares and what its code uses of the libraries that the plugins are about. */
export function surveyService(
  root: string,
  service: ServiceFiles,
  plugins: readonly Plugin[],
  changes: PlanDocument['changes'],
): ServiceSurvey {
  const manifests = service.manifests.flatMap((path) => readManifest(root, path));
  const sources = service.pythonFiles.map((path) => ({ path, text: readText(root, path) }));
  return {
    libraries: plugins.map((plugin) => surveyLibrary(plugin, manifests, sources, changedBy(plugin, service, changes))),
    testFiles: service.pythonFiles.filter((path) => /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/.test(path)).length,
    python: pythonOf(root, service, manifests),
    outside: outsideOf(service, manifests),
  };
}

interface Source {
  readonly path: string;
  readonly text: string;
}

function surveyLibrary(
  plugin: Plugin,
  manifests: readonly Manifest[],
  sources: readonly Source[],
  changed: ReadonlySet<string>,
): LibraryUse {
  const { from, to } = plugin.upgrade;
  const names = [...plugin.detects.distributions, from, to].map(normalizeName);
  const declared = manifests.flatMap((manifest) =>
    manifest.requirements
      .filter((requirement) => names.includes(requirement.distribution))
      .map(({ text, line, distribution }) => ({ text, line, path: manifest.path, distribution })),
  );
  const pattern = usePattern(plugin);
  const usedIn = sources.filter(({ text, path }) => changed.has(path) || pattern.test(text)).map(({ path }) => path);
  return { plugin: plugin.name, declared, usedIn };
}

/** A library that works without being imported is used where its plugin found something to change. */
function changedBy(plugin: Plugin, service: ServiceFiles, changes: PlanDocument['changes']): ReadonlySet<string> {
  const own = changes.filter((change) => change.plugin === plugin.name && change.path.endsWith('.py'));
  return new Set(own.map((change) => change.path).filter((path) => service.pythonFiles.includes(path)));
}

/** An import of a module of the old or the new library, or a pytest mark that its plugin gives a meaning. */
function usePattern({ detects, upgrade }: Plugin): RegExp {
  const modules = [...detects.modules, upgrade.to.replaceAll('-', '_')].map(literally).join('|');
  const marks = (detects.literals ?? [])
    .filter((literal) => literal.startsWith('mark.'))
    .map((literal) => `|${literally(literal)}\\b`);
  return new RegExp(`^[ \\t]*(?:from|import)[ \\t]+(?:[\\w., \\t]*,[ \\t]*)?(?:${modules})\\b${marks.join('')}`, 'm');
}

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function pythonOf(root: string, service: ServiceFiles, manifests: readonly Manifest[]): string | undefined {
  const required = manifests.find((manifest) => manifest.pythonRequires !== undefined)?.pythonRequires;
  const pinned = readText(root, `${service.path}/.python-version`).trim();
  const image = /^FROM\s+(?:\S*\/)?python:(\d+\.\d+)/im.exec(readText(root, `${service.path}/Dockerfile`))?.[1];
  return [pinned, image, required].find((version) => version !== undefined && version !== '');
}

function outsideOf(service: ServiceFiles, manifests: readonly Manifest[]): readonly string[] {
  const targets = manifests.flatMap((manifest) =>
    manifest.references
      .filter((reference) => reference.kind !== 'group')
      .map((reference) => join(manifest.path, '..', reference.target)),
  );
  return [...new Set(targets.filter((path) => !path.startsWith(`${service.path}/`) && !path.startsWith('..')))].sort();
}

function readManifest(root: string, path: string): readonly Manifest[] {
  const parsed = parseManifest(path, readText(root, path));
  return parsed?.kind === 'manifest' ? [parsed.manifest] : [];
}

function readText(root: string, path: string): string {
  const bytes = unlessCode(['ENOENT', 'ENOTDIR', 'EACCES', 'EISDIR'], () => readFileSync(join(root, path)));
  if (bytes === undefined) return '';
  const source = decodeSource(bytes, path.endsWith('.py') ? 'python' : 'none');
  return source.kind === 'decoded' ? source.text : '';
}
