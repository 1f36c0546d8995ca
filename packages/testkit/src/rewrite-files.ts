import { createHash } from 'node:crypto';
import {
  type ManifestInput,
  type PlanFinding,
  rewriteService,
  type ServiceRewrite,
  type SourceInput,
} from '@moult/engine';
import { manifestKindOf } from '@moult/manifest';
import type { Plugin } from '@moult/plugin-api';
import { decodeSource, encodeSource } from '@moult/text';
import type { FixtureFile, FixtureSettings } from './fixture.ts';

/** What a plugin made of a few files. */
export interface RewrittenFiles {
  /** All files given, with their new bytes. */
  readonly files: readonly FixtureFile[];
  readonly findings: readonly PlanFinding[];
  readonly rewrite: ServiceRewrite;
}

/** Runs one plugin over files as if they were a service, with everything selected that can be. */
export function rewriteFiles(
  plugin: Plugin,
  files: readonly FixtureFile[],
  settings: FixtureSettings = {},
): RewrittenFiles {
  const { only } = settings;
  const rewrite = rewriteService({
    service: {
      name: 'fixture',
      path: '.',
      files: files.filter(isPython).flatMap(sourceOf),
      manifests: files.filter(({ path }) => manifestKindOf(path) !== undefined).flatMap(manifestOf),
      notRelevant: [],
      skipped: [],
    },
    plugins: [{ plugin, options: settings.options ?? {} }],
    grade: 'review',
    ...(only === undefined ? {} : { isWanted: (_plugin: string, rule: string) => only.includes(rule) }),
  });
  const texts = new Map(rewrite.texts.map(({ path, after }) => [path, after]));
  return { files: files.map((file) => rewritten(file, texts.get(file.path))), findings: rewrite.findings, rewrite };
}

function isPython({ path }: FixtureFile): boolean {
  return path.endsWith('.py') && manifestKindOf(path) === undefined;
}

function sourceOf({ path, bytes }: FixtureFile): readonly SourceInput[] {
  const source = decodeSource(bytes);
  return source.kind === 'decoded' ? [{ path, source, before: sha256(bytes) }] : [];
}

function manifestOf({ path, bytes }: FixtureFile): readonly ManifestInput[] {
  const source = decodeSource(bytes, path.endsWith('.py') ? 'python' : 'none');
  return source.kind === 'decoded' ? [{ path, source, before: sha256(bytes) }] : [];
}

function rewritten(file: FixtureFile, text: string | undefined): FixtureFile {
  if (text === undefined) return file;
  const source = decodeSource(file.bytes, isPython(file) || file.path.endsWith('.py') ? 'python' : 'none');
  if (source.kind !== 'decoded') return file;
  const encoded = encodeSource(text, source);
  return encoded.kind === 'encoded' ? { path: file.path, bytes: encoded.bytes } : file;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
