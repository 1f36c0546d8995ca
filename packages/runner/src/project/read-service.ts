import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type LeftOutFile,
  type ManifestInput,
  type Prefilter,
  type ServiceInput,
  type SourceInput,
  selectRelevant,
} from '@moult/engine';
import { isEditableKind, manifestKindOf, parseManifest } from '@moult/manifest';
import type { ManifestKind } from '@moult/plugin-api';
import { type DecodedSource, decodeSource } from '@moult/text';
import type { ServiceFiles } from '../discover/group-services.ts';

/** Larger files are reported and not parsed: a tree costs up to a hundred times its source in memory. */
export const MAX_FILE_BYTES = 2 * 1024 * 1024;

interface RawSource {
  readonly path: string;
  readonly bytes: Buffer;
  readonly bytesAsText: string;
}

/** Reads the files of a service: all bytes pass the prefilter, and only what is relevant is decoded. */
export function readService(
  root: string,
  service: ServiceFiles & { readonly kinds?: ReadonlyMap<string, ManifestKind> },
  prefilter: Prefilter,
  passedOver: readonly LeftOutFile[],
): ServiceInput {
  const skipped: LeftOutFile[] = [...passedOver];
  const raw = service.pythonFiles.flatMap((path) => readRaw(root, path, skipped));
  const relevant = selectRelevant(raw, service.path, prefilter);
  const files: SourceInput[] = [];
  const notRelevant: string[] = [];
  for (const { path, bytes } of raw) {
    const relevance = relevant.get(path);
    if (relevance === undefined) {
      notRelevant.push(path);
      continue;
    }
    const source = decodeOrSkip(path, bytes, 'python', skipped);
    if (source === undefined) continue;
    const why = relevance.kind === 'imports' ? { relevance: `it imports ${relevance.path}` } : {};
    files.push({ path, source, before: sha256(bytes), ...why });
  }
  const manifests = service.manifests.flatMap((path) =>
    readManifest(root, { path, kind: service.kinds?.get(path) }, prefilter, skipped),
  );
  return { name: service.name, path: service.path, files, manifests, notRelevant, skipped };
}

function readRaw(root: string, path: string, skipped: LeftOutFile[]): readonly RawSource[] {
  const bytes = readBytes(root, path, skipped);
  return bytes === undefined ? [] : [{ path, bytes, bytesAsText: bytes.toString('latin1') }];
}

function readManifest(
  root: string,
  { path, kind = manifestKindOf(path) }: { readonly path: string; readonly kind: ManifestKind | undefined },
  prefilter: Prefilter,
  skipped: LeftOutFile[],
): readonly ManifestInput[] {
  const bytes = readBytes(root, path, skipped);
  if (bytes === undefined || !isManifestOfInterest(path, roughText(bytes), prefilter)) return [];
  const source = decodeOrSkip(path, bytes, path.endsWith('.py') ? 'python' : 'none', skipped);
  if (source === undefined) return [];
  const broken = kind !== undefined && isEditableKind(kind) ? parseManifest(path, source.text, kind) : undefined;
  if (broken?.kind === 'broken') {
    skipped.push({ path, reason: `it cannot be parsed: line ${broken.line}: ${broken.reason}` });
    return [];
  }
  return [{ path, source, before: sha256(bytes), ...(kind !== undefined && { kind }) }];
}

/** The bytes as text, good enough to search for ASCII names; PowerShell writes requirements as UTF-16. */
function roughText(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  return /^(?:\xff\xfe|\xfe\xff)/.test(text) ? text.replaceAll('\0', '') : text;
}

/** Configuration decides about tests even where it names no library; other manifests matter only when they do. */
function isManifestOfInterest(path: string, text: string, prefilter: Prefilter): boolean {
  return (
    prefilter.pluginsOfManifest(text).length > 0 ||
    text.includes('pytest') ||
    /(?:^|\/)\.?pytest\.(?:ini|toml)$/.test(path)
  );
}

function readBytes(root: string, path: string, skipped: LeftOutFile[]): Buffer | undefined {
  try {
    const file = join(root, path);
    const { size } = statSync(file);
    if (size <= MAX_FILE_BYTES) return readFileSync(file);
    skipped.push({ path, reason: `it has ${size} bytes; files above ${MAX_FILE_BYTES} are not parsed` });
  } catch (error) {
    skipped.push({ path, reason: `it cannot be read: ${error instanceof Error ? error.message : String(error)}` });
  }
  return undefined;
}

function decodeOrSkip(
  path: string,
  bytes: Buffer,
  rule: 'python' | 'none',
  skipped: LeftOutFile[],
): DecodedSource | undefined {
  const source = decodeSource(bytes, rule);
  if (source.kind === 'decoded') return source;
  skipped.push({ path, reason: source.reason });
  return undefined;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
