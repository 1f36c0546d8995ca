import type { LibraryTypes, Origin, QualifiedName, SyntaxNode } from '@moult/plugin-api';
import type { ImportIntent } from '../edits/import-intent.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import { treeNodeOf } from '../syntax/tree-node-of.ts';
import { createEvaluator } from './create-evaluator.ts';
import { openFile } from './file-model.ts';
import { type TreeFile, viewFile } from './file-view.ts';
import { mergeLibraryTypes } from './library-api.ts';
import { type FoundUse, tabulateUses } from './object-uses.ts';
import { openServiceModules } from './service-modules.ts';
import { keyOfOrigin } from './value.ts';

/** What name resolution of a service is given. Paths are relative to the root, with `/`. */
export interface ServiceSources {
  /** Folder of the service; `.` for the root itself. */
  readonly path: string;
  readonly name: string;
  /** The parsed files. */
  readonly files: readonly {
    readonly path: string;
    readonly tree: SyntaxTree;
    /** Import intents of changes accepted in earlier passes. */
    readonly pending?: readonly ImportIntent[];
  }[];
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
}

/** Opens name resolution over the parsed files of a service. Everything is computed on demand and kept. */
export function createServiceModel(sources: ServiceSources): ServiceModel {
  const paths = [...new Set([...sources.modulesOfService, ...sources.files.map((file) => file.path)])].sort();
  const modules = openServiceModules(sources.path, paths, librariesOf(sources));
  const models = [...sources.files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, tree, pending = [] }) => openFile(path, tree, modules.namesOf(path), pending));
  const evaluator = createEvaluator(mergeLibraryTypes(sources.types), modules, models);
  const views = new Map<string, TreeFile>();
  const byTree = new Map<SyntaxTree, TreeFile>();
  for (const model of models) {
    const view = viewFile(evaluator, model, (other) => views.get(other.path));
    views.set(model.path, view);
    byTree.set(model.tree, view);
  }
  let uses: ReadonlyMap<string, readonly FoundUse[]> | undefined;
  return {
    name: sources.name,
    path: sources.path,
    files: [...views.values()],
    file: (path) => views.get(path),
    fileOf: (node) => byTree.get(treeNodeOf(node).tree),
    usesOf(origin) {
      uses ??= tabulateUses(evaluator);
      return (uses.get(keyOfOrigin(origin)) ?? []).flatMap((use) => {
        const file = views.get(use.file.path);
        return file === undefined ? [] : [{ ...use, file }];
      });
    },
    canonical: (name) => evaluator.api.canonical(name),
  };
}

function librariesOf({ libraries = [], types }: ServiceSources): ReadonlySet<string> {
  const named = types.flatMap((one) => Object.values(one).flatMap((table) => Object.keys(table ?? {})));
  return new Set([...libraries, ...named].map((name) => name.split('.')[0] ?? name));
}
