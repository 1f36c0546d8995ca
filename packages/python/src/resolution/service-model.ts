import type { LibraryTypes, Origin, QualifiedName, SyntaxNode } from '@moult/plugin-api';
import type { ImportIntent } from '../edits/import-intent.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import { treeNodeOf } from '../syntax/tree-node-of.ts';
import { callsAlike } from './call-table.ts';
import { type Answers, createEvaluator, openAnswers } from './create-evaluator.ts';
import { type FileModel, openFile } from './file-model.ts';
import { type TreeFile, viewFile } from './file-view.ts';
import { type LibraryApi, mergeLibraryTypes } from './library-api.ts';
import { type FileUses, type FoundUse, findUses, tabulateUses } from './object-uses.ts';
import { nameOfSource, type ReadSet, type Source, type TableName } from './read-set.ts';
import { openServiceModules, type ServiceModules } from './service-modules.ts';
import { storesAlike } from './store-table.ts';
import { keyOfOrigin } from './value.ts';

/** A file of a service in one pass. */
export interface SourceOfFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly tree: SyntaxTree;
  /** Import intents of changes accepted in earlier passes. */
  readonly pending?: readonly ImportIntent[];
}

/** What name resolution of a service is given. Paths are relative to the root, with `/`. */
export interface ServiceSources {
  /** Folder of the service; `.` for the root itself. */
  readonly path: string;
  readonly name: string;
  /** The parsed files. */
  readonly files: readonly SourceOfFile[];
  /** All Python files of the service, parsed or not; they tell which modules are local. */
  readonly modulesOfService: readonly string[];
  /** Top-level modules of the libraries that matter besides those `types` names, such as `tenacity`. */
  readonly libraries?: readonly string[];
  /** What the plugins know of their libraries. */
  readonly types: readonly LibraryTypes[];
}

/** One place that uses an object made elsewhere in the service, with its view. */
export interface TreeUse extends Omit<FoundUse, 'file'> {
  readonly file: TreeFile;
}

/** Name resolution over the files of a service, good for one pass. */
export interface ServiceModel {
  readonly name: string;
  readonly path: string;
  /** By path. */
  readonly files: readonly TreeFile[];
  file(path: string): TreeFile | undefined;
  /** The file a node belongs to. */
  fileOf(node: SyntaxNode): TreeFile | undefined;
  /** The uses of the object made at `origin`, in the order of files and places. */
  usesOf(origin: Origin): readonly TreeUse[];
  /** The name rules use for a qualified name, by the `same` tables of the plugins. */
  canonical(name: QualifiedName): QualifiedName;
  /** Works, and tells which files and names of the service everything was read from that was resolved meanwhile. */
  watch<T>(work: () => T): { readonly value: T; readonly reads: ReadSet };
  /** The same service in the next pass, with the same paths. Answers that were read from nothing that changed are kept. */
  continueWith(files: readonly SourceOfFile[]): ServiceModel;
  /** Whether nothing has changed that was read there, since the model that this one continues. */
  stillHolds(reads: ReadSet): boolean;
}

/** Opens name resolution over the parsed files of a service. Everything is computed on demand and kept. */
export function createServiceModel(sources: ServiceSources): ServiceModel {
  const paths = [...new Set([...sources.modulesOfService, ...sources.files.map((file) => file.path)])].sort();
  const modules = openServiceModules(sources.path, paths, librariesOf(sources));
  const models = [...sources.files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, tree, pending = [] }) => openFile(path, tree, modules.namesOf(path), pending));
  const { name, path } = sources;
  return openModel({
    service: { name, path, api: mergeLibraryTypes(sources.types), modules },
    models,
    answers: openAnswers(),
    uses: new Map(),
  });
}

/** What a model is opened from. */
interface ModelParts {
  /** What is the same in all passes. */
  readonly service: {
    readonly name: string;
    readonly path: string;
    readonly api: LibraryApi;
    readonly modules: ServiceModules;
  };
  readonly models: readonly FileModel[];
  readonly answers: Answers;
  /** The uses of objects in files of the model before that have not changed, by path. */
  readonly uses: ReadonlyMap<string, FileUses>;
}

function openModel({ service, models, answers, uses: usesBefore }: ModelParts): ServiceModel {
  const evaluator = createEvaluator(service.api, service.modules, models, answers);
  const views = new Map<string, TreeFile>();
  const byTree = new Map<SyntaxTree, TreeFile>();
  for (const model of models) {
    const view = viewFile(evaluator, model, (other) => views.get(other.path));
    views.set(model.path, view);
    byTree.set(model.tree, view);
  }
  const uses = new Map(usesBefore);
  const usesIn = (file: FileModel): FileUses => {
    const found = uses.get(file.path) ?? findUses(evaluator, file);
    uses.set(file.path, found);
    return found;
  };
  let table: ReadonlyMap<string, readonly FoundUse[]> | undefined;
  return {
    name: service.name,
    path: service.path,
    files: [...views.values()],
    file: (path) => views.get(path),
    fileOf: (node) => byTree.get(treeNodeOf(node).tree),
    usesOf(origin) {
      table ??= tabulateUses(models.map(usesIn));
      return (table.get(keyOfOrigin(origin)) ?? []).flatMap((use) => {
        const file = views.get(use.file.path);
        return file === undefined ? [] : [{ ...use, file }];
      });
    },
    canonical: (name) => evaluator.api.canonical(name),
    watch: evaluator.watch,
    continueWith: (files) => openModel(continueParts({ service, models, answers, uses }, files)),
    stillHolds: (reads) => answers.memo.stillHolds(reads),
  };
}

function continueParts({ service, models, answers, uses }: ModelParts, files: readonly SourceOfFile[]): ModelParts {
  const before = new Map(models.map((model) => [model.path, model]));
  const now = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((file) => {
      const old = before.get(file.path);
      const { path, tree, pending = [] } = file;
      return old !== undefined && isSame(old, file)
        ? old
        : openFile(path, tree, service.modules.namesOf(path), pending);
    });
  const hasChanged = compareStates(
    now.flatMap((file) => {
      const old = before.get(file.path);
      return old === file ? [] : [{ old, file }];
    }),
  );
  const memo = answers.memo.without(hasChanged);
  return {
    service,
    models: now,
    answers: { ...answers, memo },
    uses: new Map([...uses].filter(([, { reads }]) => memo.stillHolds(reads))),
  };
}

/** Tells of a source whether the files that are not what they were make a difference to it. */
function compareStates(
  changed: readonly { readonly old: FileModel | undefined; readonly file: FileModel }[],
): (source: Source) => boolean {
  const verdicts = new Map<Source, boolean>(changed.map(({ file }) => [file.path, true]));
  return (source) => {
    const known = verdicts.get(source);
    if (known !== undefined) return known;
    const name = nameOfSource(source);
    const verdict =
      name !== undefined && !changed.every(({ old, file }) => old !== undefined && isAlike(old, file, name));
    verdicts.set(source, verdict);
    return verdict;
  };
}

function isAlike(old: FileModel, file: FileModel, { table, name }: TableName): boolean {
  return table === 'calls' ? callsAlike(old.tree, file.tree, name) : storesAlike(old, file, name);
}

function isSame(old: FileModel, { tree, pending = [] }: SourceOfFile): boolean {
  return old.tree === tree && (old.pending === pending || old.pending.length + pending.length === 0);
}

function librariesOf({ libraries = [], types }: ServiceSources): ReadonlySet<string> {
  const named = types.flatMap((one) => Object.values(one).flatMap((table) => Object.keys(table ?? {})));
  return new Set([...libraries, ...named].map((name) => name.split('.')[0] ?? name));
}
