import { join } from 'node:path';
import {
  type LeftOutFile,
  type ManifestInput,
  openImportGraph,
  type Prefilter,
  type RawFile,
  type ServiceInput,
  type SourceInput,
  selectRelevant,
} from '@moult/engine';
import { isEditableKind, manifestKindOf, parseManifest } from '@moult/manifest';
import type { ManifestKind } from '@moult/plugin-api';
import { type DecodedSource, decodeSource } from '@moult/text';
import type { ServiceFiles } from '../discover/group-services.ts';
import { hashBytes } from '../disk/hash-bytes.ts';
import type { NeighbourPaths } from './find-neighbours.ts';
import { openReader, type RawReading } from './open-reader.ts';

/** Reads the files of a service: all bytes pass the prefilter, and only what is relevant is decoded. */
export function readService(
  root: string,
  service: ServiceFiles & {
    readonly kinds?: ReadonlyMap<string, ManifestKind>;
    readonly neighbours?: NeighbourPaths;
  },
  prefilter: Prefilter,
  passedOver: readonly LeftOutFile[],
  read: (file: string) => RawReading = openReader(),
): ServiceInput {
  const skipped: LeftOutFile[] = [...passedOver];
  const readRaw = (path: string): readonly RawFile[] => {
    const reading = read(join(root, path));
    if (reading.kind === 'read') return [{ path, bytesAsText: reading.text }];
    skipped.push({ path, reason: reading.reason });
    return [];
  };
  const quietly = (path: string): readonly RawFile[] => {
    const reading = read(join(root, path));
    return reading.kind === 'read' ? [{ path, bytesAsText: reading.text }] : [];
  };
  const raw = service.pythonFiles.flatMap(readRaw);
  const relevant = selectRelevant(openImportGraph(raw, service.path), prefilter);
  const files: SourceInput[] = [];
  const notRelevant: string[] = [];
  for (const file of raw) {
    const relevance = relevant.get(file.path);
    if (relevance === undefined) {
      notRelevant.push(file.path);
      continue;
    }
    const decoded = decodeOrSkip(file, 'python', skipped);
    if (decoded === undefined) continue;
    const why = relevance.kind === 'imports' ? { relevance: `it imports ${relevance.path}` } : {};
    files.push({ ...decoded, ...why });
  }
  const manifests = service.manifests.flatMap((path) =>
    readRaw(path)
      .filter((file) => isManifestOfInterest(file, prefilter))
      .flatMap((file) => readManifest(file, service.kinds?.get(path) ?? manifestKindOf(path), skipped)),
  );
  const neighbours = service.neighbours && readNeighbours(service.neighbours, prefilter, quietly);
  return {
    name: service.name,
    path: service.path,
    files,
    manifests,
    notRelevant,
    skipped,
    ...(neighbours && { neighbours }),
  };
}

/** Only files that name something a plugin looks for. What cannot be read is reported with the service it belongs to. */
function readNeighbours(
  { outerManifests, innerManifests, innerFiles }: NeighbourPaths,
  prefilter: Prefilter,
  readRaw: (path: string) => readonly RawFile[],
): ServiceInput['neighbours'] {
  const manifests = (paths: readonly string[]) =>
    paths
      .flatMap(readRaw)
      .filter((file) => isManifestOfInterest(file, prefilter))
      .flatMap((file) => readManifest(file, manifestKindOf(file.path), []));
  return {
    outerManifests: manifests(outerManifests),
    innerManifests: manifests(innerManifests),
    innerFiles: innerFiles.filter((path) =>
      readRaw(path).some(({ bytesAsText }) => prefilter.pluginsOf(bytesAsText).length > 0),
    ),
  };
}

function readManifest(file: RawFile, kind: ManifestKind | undefined, skipped: LeftOutFile[]): readonly ManifestInput[] {
  const { path } = file;
  const decoded = decodeOrSkip(file, path.endsWith('.py') ? 'python' : 'none', skipped);
  if (decoded === undefined) return [];
  const broken =
    kind !== undefined && isEditableKind(kind) ? parseManifest(path, decoded.source.text, kind) : undefined;
  if (broken?.kind === 'broken') {
    skipped.push({ path, reason: `it cannot be parsed: line ${broken.line}: ${broken.reason}` });
    return [];
  }
  return [{ ...decoded, ...(kind !== undefined && { kind }) }];
}

/** Configuration decides about tests even where it names no library; other manifests matter only when they do. */
function isManifestOfInterest({ path, bytesAsText }: RawFile, prefilter: Prefilter): boolean {
  const text = withoutNuls(bytesAsText);
  return (
    prefilter.pluginsOfManifest(text).length > 0 ||
    text.includes('pytest') ||
    /(?:^|\/)\.?pytest\.(?:ini|toml)$/.test(path) ||
    saysPython(path, text)
  );
}

/** The Python that a service runs on decides whether a release of a library can be installed. */
function saysPython(path: string, text: string): boolean {
  const kind = manifestKindOf(path);
  if (kind === 'python-version') return true;
  return (kind === 'dockerfile' || kind === 'workflow' || kind === 'setup-py') && /\bpython/i.test(text);
}

/** Good enough to search for ASCII names; PowerShell writes requirements as UTF-16. */
function withoutNuls(bytesAsText: string): string {
  return /^(?:\xff\xfe|\xfe\xff)/.test(bytesAsText) ? bytesAsText.replaceAll('\0', '') : bytesAsText;
}

interface Decoded {
  readonly path: string;
  readonly source: DecodedSource;
  /** Hash of the bytes. */
  readonly before: string;
}

function decodeOrSkip(
  { path, bytesAsText }: RawFile,
  rule: 'python' | 'none',
  skipped: LeftOutFile[],
): Decoded | undefined {
  const bytes = Buffer.from(bytesAsText, 'latin1');
  const source = decodeSource(bytes, rule);
  if (source.kind === 'decoded') return { path, source, before: hashBytes(bytes) };
  skipped.push({ path, reason: source.reason });
  return undefined;
}
