import { type Manifest, parseManifest } from '@moult/manifest';
import type { ManifestView, ServiceView } from '@moult/plugin-api';
import { createServiceModel, parseSource, type SyntaxTree } from '@moult/python';
import type { ParsedFile } from '../find/found-site.ts';
import type { RewriteContext, RewriteState } from './rewrite-state.ts';

/** What plugins see of the texts of a pass. */
export interface PassModel {
  readonly service: ServiceView;
  /** By path. */
  readonly files: readonly ParsedFile[];
}

/** Parses what has changed since the pass before and opens the service for a pass. */
export function openModel({ input }: RewriteContext, state: RewriteState): PassModel {
  const { name, path, notRelevant, skipped } = input.service;
  const files = input.service.files
    .map((file) => ({
      path: file.path,
      tree: treeOf(state, file.path),
      pending: state.intents.get(file.path) ?? [],
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const others = [...notRelevant, ...skipped.map((file) => file.path)].filter((each) => each.endsWith('.py'));
  const model = createServiceModel({
    name,
    path,
    files,
    modulesOfService: [...files.map((file) => file.path), ...others],
    types: input.plugins.flatMap(({ plugin }) => plugin.types ?? []),
  });
  const service: ServiceView = {
    name,
    path,
    files: model.files,
    manifests: readManifests(input.service.manifests, state),
    file: (wanted) => model.file(wanted),
    usesOf: (origin) => model.usesOf(origin),
  };
  return {
    service,
    files: files.flatMap((file) => {
      const view = model.file(file.path);
      return view === undefined ? [] : [{ ...file, view }];
    }),
  };
}

/** The tree of the current text of a file. */
export function treeOf(state: RewriteState, path: string): SyntaxTree {
  const text = state.texts.get(path)?.text ?? '';
  const known = state.trees.get(path);
  if (known !== undefined && known.text === text) return known;
  const tree = parseSource(text);
  state.trees.set(path, tree);
  return tree;
}

function readManifests(
  manifests: RewriteContext['input']['service']['manifests'],
  state: RewriteState,
): readonly ManifestView[] {
  return [...manifests]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap(({ path, kind }) => readManifest(state.texts.get(path)?.text ?? '', path, kind) ?? []);
}

/** A manifest with the places of its parts; undefined where it cannot be read. */
export function readManifest(text: string, path: string, kind: Manifest['kind'] | undefined): Manifest | undefined {
  const result = kind === undefined ? parseManifest(path, text) : parseManifest(path, text, kind);
  return result?.kind === 'manifest' ? result.manifest : undefined;
}
