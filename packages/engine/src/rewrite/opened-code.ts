import type { ServiceView } from '@moult/plugin-api';
import { createServiceModel, type ReadSet, type ServiceModel } from '@moult/python';
import type { FoundFile, ParsedFile } from '../find/found-site.ts';
import type { ServiceNames } from '../find/name-gate.ts';
import { openNeighbours } from './open-neighbours.ts';
import type { RewriteInput } from './rewrite-input.ts';

/** The Python part of a pass. */
export interface OpenedCode {
  readonly model: ServiceModel;
  readonly service: Omit<ServiceView, 'manifests'>;
  readonly files: readonly ParsedFile[];
  /** Which files are walked, once somebody has asked. */
  walked: Walked | undefined;
  /** What was found in it by path, once somebody has looked. */
  found: ReadonlyMap<string, WatchedFound> | undefined;
  /** What was found in the code that this one continues. */
  readonly before: Pick<OpenedCode, 'walked' | 'found'> | undefined;
}

/** The files of a pass that are walked, and the names they know things by. */
export interface Walked {
  /** Names of the plugins whose finders walk over each file, by path. */
  readonly plugins: ReadonlyMap<string, readonly string[]>;
  readonly names: ServiceNames;
}

/** What was found in a file, and what that was read from. */
export interface WatchedFound {
  readonly found: FoundFile;
  readonly reads: ReadSet;
}

/** A file before its service is opened. */
export type SourceOfPass = Omit<ParsedFile, 'view'>;

/** Whether a file is what it was. */
export function isSameSource(known: SourceOfPass, file: SourceOfPass | undefined): boolean {
  if (known.tree !== file?.tree) return false;
  return known.pending === file.pending || known.pending.length + file.pending.length === 0;
}

/** Which of the opened codes has the most files in common with a pass. */
export function nearestCode(opened: readonly OpenedCode[], files: readonly SourceOfPass[]): OpenedCode | undefined {
  const common = (code: OpenedCode): number =>
    code.files.filter((file, index) => isSameSource(file, files[index])).length;
  return opened.reduce<OpenedCode | undefined>(
    (nearest, code) => (nearest === undefined || common(code) > common(nearest) ? code : nearest),
    undefined,
  );
}

/** Opens the files of a service, which are in the order of their paths. What `before` has resolved is kept as far as it holds. */
export function openCode(
  input: RewriteInput,
  files: readonly SourceOfPass[],
  before: OpenedCode | undefined,
): OpenedCode {
  const { name, path } = input.service;
  const model = before?.model.continueWith(files) ?? createModel(input, files);
  return {
    model,
    service: {
      name,
      path,
      neighbours: before?.service.neighbours ?? openNeighbours(input.service),
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
    before: before && { walked: before.walked, found: before.found },
  };
}

function createModel({ service, plugins }: RewriteInput, files: readonly SourceOfPass[]): ServiceModel {
  const { name, path, notRelevant, skipped } = service;
  const others = [...notRelevant, ...skipped.map((file) => file.path)].filter((each) => each.endsWith('.py'));
  return createServiceModel({
    name,
    path,
    files,
    modulesOfService: [...files.map((file) => file.path), ...others],
    libraries: plugins.flatMap(({ plugin }) => plugin.detects.modules),
    types: plugins.flatMap(({ plugin }) => plugin.types ?? []),
  });
}
