import { type Manifest, parseManifest } from '@moult/manifest';
import type { ManifestView, ServiceView } from '@moult/plugin-api';
import { type ImportIntent, openSource, type SyntaxTree } from '@moult/python';
import type { ParsedFile } from '../find/found-site.ts';
import { isSameSource, nearestCode, type OpenedCode, openCode } from './opened-code.ts';
import type { ManifestInput } from './rewrite-input.ts';
import type { RewriteContext, RewriteState } from './rewrite-state.ts';

/** What plugins see of the texts of a pass. */
export interface PassModel {
  readonly service: ServiceView;
  /** By path. */
  readonly files: readonly ParsedFile[];
  /** What was resolved and found in them. */
  readonly code: OpenedCode;
}

/**
 * Parses what has changed since the pass before and opens the service for a pass. What was resolved and found before is used again as far as no
 * Python text has changed that it was read from.
 */
export function openModel(context: RewriteContext, state: RewriteState): PassModel {
  const { input, opened } = context;
  const files = input.service.files
    .map(({ path }) => ({ path, tree: treeOf(state, path), pending: state.intents.get(path) ?? NO_INTENTS }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const known = opened.find((each) => each.files.every((file, index) => isSameSource(file, files[index])));
  const code = known ?? openCode(input, files, nearestCode(opened, files));
  // The first one is that of the texts as read, to which every new computation comes back.
  if (known === undefined) opened.splice(opened.length === 0 ? 0 : 1, 1, code);
  const { files: parsed } = code;
  return {
    files: parsed,
    code,
    service: { ...code.service, manifests: readManifests(context, state) },
  };
}

const NO_INTENTS: readonly ImportIntent[] = [];

/** The tree of the current text of a file, parsed when somebody asks for a node. */
export function treeOf(state: RewriteState, path: string): SyntaxTree {
  const text = state.texts.get(path)?.text ?? '';
  const known = state.trees.get(path);
  if (known !== undefined && known.text === text) return known;
  const tree = openSource(text);
  state.trees.set(path, tree);
  return tree;
}

function readManifests(context: RewriteContext, state: RewriteState): readonly ManifestView[] {
  return [...context.input.service.manifests]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap((input) => readManifest(context, input, state.texts.get(input.path)?.text ?? '') ?? []);
}

/** A manifest with the places of its parts; undefined where it cannot be read. Most texts are asked for in every pass. */
export function readManifest(
  { manifests }: RewriteContext,
  { path, kind }: Pick<ManifestInput, 'path' | 'kind'>,
  text: string,
): Manifest | undefined {
  const known = manifests.get(path);
  if (known?.text === text) return known.manifest;
  const result = kind === undefined ? parseManifest(path, text) : parseManifest(path, text, kind);
  const manifest = result?.kind === 'manifest' ? result.manifest : undefined;
  manifests.set(path, { text, manifest });
  return manifest;
}
