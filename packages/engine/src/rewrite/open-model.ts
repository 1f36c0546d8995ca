import { type Manifest, parseManifest } from '@moult/manifest';
import type { ManifestView, ServiceView } from '@moult/plugin-api';
import { createServiceModel, type ImportIntent, openSource, type SyntaxTree } from '@moult/python';
import { findSites } from '../find/find-sites.ts';
import type { FoundFile, ParsedFile } from '../find/found-site.ts';
import { collectNames, type ServiceNames } from '../find/name-gate.ts';
import { selectWalked } from '../find/select-walked.ts';
import type { RewriteInput } from './rewrite-input.ts';
import type { RewriteContext, RewriteState } from './rewrite-state.ts';

/** What plugins see of the texts of a pass. */
export interface PassModel {
  readonly service: ServiceView;
  /** By path. */
  readonly files: readonly ParsedFile[];
}

/**
 * Parses what has changed since the pass before and opens the service for a pass. Where no Python text has changed since the begin or since the
 * last time, what was resolved then is used again.
 */
export function openModel({ input, opened }: RewriteContext, state: RewriteState): PassModel {
  const files = input.service.files
    .map(({ path }) => ({ path, tree: treeOf(state, path), pending: state.intents.get(path) ?? NO_INTENTS }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const known = opened.find((each) => isSame(each.files, files));
  const code = known ?? openCode(input, files);
  // The first one is that of the texts as read, to which every new computation comes back.
  if (known === undefined) opened.splice(opened.length === 0 ? 0 : 1, 1, code);
  return { ...code, service: { ...code.service, manifests: readManifests(input.service.manifests, state) } };
}

const NO_INTENTS: readonly ImportIntent[] = [];

/** The Python part of a pass. */
export interface OpenedCode {
  readonly service: Omit<ServiceView, 'manifests'>;
  readonly files: readonly ParsedFile[];
  /** Which files are walked, once somebody has asked. */
  walked: Walked | undefined;
  /** What was found in it, once somebody has looked. */
  found: readonly FoundFile[] | undefined;
}

type SourceOfPass = Omit<ParsedFile, 'view'>;

function isSame(known: readonly SourceOfPass[], files: readonly SourceOfPass[]): boolean {
  return (
    known.length === files.length &&
    known.every(({ tree, pending }, index) => {
      const file = files[index];
      return file?.tree === tree && (file.pending === pending || file.pending.length + pending.length === 0);
    })
  );
}

function openCode({ service, plugins }: RewriteInput, files: readonly SourceOfPass[]): OpenedCode {
  const { name, path, notRelevant, skipped } = service;
  const others = [...notRelevant, ...skipped.map((file) => file.path)].filter((each) => each.endsWith('.py'));
  const model = createServiceModel({
    name,
    path,
    files,
    modulesOfService: [...files.map((file) => file.path), ...others],
    libraries: plugins.flatMap(({ plugin }) => plugin.detects.modules),
    types: plugins.flatMap(({ plugin }) => plugin.types ?? []),
  });
  return {
    service: {
      name,
      path,
      files: model.files,
      file: (wanted) => model.file(wanted),
      usesOf: (origin) => model.usesOf(origin),
    },
    files: files.flatMap((file) => {
      const view = model.file(file.path);
      return view === undefined ? [] : [{ ...file, view }];
    }),
    walked: undefined,
    found: undefined,
  };
}

/** The files of a pass that are walked, and the names they know things by. */
export interface Walked {
  /** Names of the plugins whose finders walk over each file, by path. */
  readonly plugins: ReadonlyMap<string, readonly string[]>;
  readonly names: ServiceNames;
}

/** Decides which files of a pass are walked. */
export function walkedIn({ index, relevance, opened }: RewriteContext, { files }: PassModel): Walked {
  const code = opened.find((each) => each.files === files);
  if (code?.walked !== undefined) return code.walked;
  const selected = selectWalked(files, index, relevance);
  const walked = { plugins: selected.plugins, names: collectNames(files, selected) };
  if (code !== undefined) code.walked = walked;
  return walked;
}

/** The sites of all rules in the files of a pass. */
export function findInService(context: RewriteContext, model: PassModel): readonly FoundFile[] {
  const { files } = model;
  const code = context.opened.find((each) => each.files === files);
  if (code?.found !== undefined) return code.found;
  const { plugins, names } = walkedIn(context, model);
  const found = files.map((file): FoundFile => {
    const walking = plugins.get(file.path) ?? [];
    return walking.length === 0 ? { file, sites: [], uses: [] } : findSites(file, context.index.only(walking), names);
  });
  if (code !== undefined) code.found = found;
  return found;
}

/** The tree of the current text of a file, parsed when somebody asks for a node. */
export function treeOf(state: RewriteState, path: string): SyntaxTree {
  const text = state.texts.get(path)?.text ?? '';
  const known = state.trees.get(path);
  if (known !== undefined && known.text === text) return known;
  const tree = openSource(text);
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
