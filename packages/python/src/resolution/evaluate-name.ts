import type { QualifiedName } from '@moult/plugin-api';
import type { ImportIntent } from '../edits/import-intent.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import { isBuiltin } from './builtin-names.ts';
import { evaluateMember } from './evaluate-import.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileModel } from './file-model.ts';
import { libraryValue, renamedName } from './library-values.ts';
import { finalBindings } from './reaching-bindings.ts';
import type { LocalModule } from './service-modules.ts';
import { starExports } from './star-exports.ts';
import { type LocatedBinding, locate, uniteBindings } from './unite-bindings.ts';
import { opened, setOf, UNKNOWN, unite, type ValueSet } from './value.ts';

/** What a name means that no scope of the file binds. */
export function evaluateFreeName(evaluator: Evaluator, file: FileModel, name: string): ValueSet {
  const pending = pendingName(evaluator, file, name);
  if (pending !== undefined) return pending;
  const starred = starredName(evaluator, file, name);
  const builtin = isBuiltin(name) ? setOf({ kind: 'builtin', name, evidence: [] }) : undefined;
  if (starred === undefined) return builtin ?? UNKNOWN;
  return opened(unite(builtin === undefined ? [starred] : [starred, builtin]));
}

/** A name that an accepted change already writes, whose import is not settled yet. */
function pendingName(evaluator: Evaluator, file: FileModel, name: string): ValueSet | undefined {
  for (const written of file.pending.flatMap(writtenNames)) {
    if (written.local.split('.')[0] !== name) continue;
    // A dotted local name is a chain that begins at the top of the module.
    const isChain = written.local !== name;
    const { name: known, also } = renamedName(isChain ? name : written.target, file.pending);
    const evidence = [{ fact: `name brought by the pending import of \`${written.target}\``, path: file.path }];
    const kind = isChain || written.isModule ? 'module' : 'member';
    return setOf(libraryValue(evaluator.api, kind, known, { also, evidence }));
  }
  return undefined;
}

interface WrittenName {
  /** The name or chain as the code has it. */
  readonly local: string;
  /** What it stands for. */
  readonly target: QualifiedName;
  readonly isModule: boolean;
}

function writtenNames(intent: ImportIntent): readonly WrittenName[] {
  switch (intent.kind) {
    case 'use': {
      const { module, member, local } = intent;
      return [{ local, target: member === undefined ? module : `${module}.${member}`, isModule: member === undefined }];
    }
    case 'rename': {
      const { to, local } = intent;
      const isModule = !to.includes('.');
      if (local !== undefined) return [{ local, target: to, isModule }];
      // Without a local name of its own it is bound as `import a.b` binds it, or as `from a import b` does.
      return [
        { local: to, target: to, isModule },
        { local: to.slice(to.lastIndexOf('.') + 1), target: to, isModule },
      ];
    }
    case 'may-drop':
      return [];
  }
}

/** What the star imports of a file may bring under a name; undefined when none can. */
function starredName(evaluator: Evaluator, file: FileModel, name: string): ValueSet | undefined {
  const found = file.bindings.stars.flatMap((star) => {
    const source = starSource(evaluator, file, star.module, star.level);
    if (source === undefined && name.startsWith('_')) return [];
    if (source !== undefined && !starExports(evaluator, source, name)) return [];
    return [evaluateMember(evaluator, file, star, name)];
  });
  return found.length === 0 ? undefined : unite(found);
}

function starSource(evaluator: Evaluator, file: FileModel, module: string, level: number): LocalModule | undefined {
  return level > 0
    ? evaluator.modules.findRelative(level, module, file.path)
    : evaluator.modules.find(module, file).local;
}

/** What a name of a local module means to somebody who imports it. */
export function evaluateModuleMember(evaluator: Evaluator, module: LocalModule, name: string): ValueSet {
  const file = module.path === undefined ? undefined : evaluator.fileAt(module.path);
  const variable = file?.bindings.module.variables.get(name);
  if (file !== undefined && variable !== undefined) {
    return uniteBindings(evaluator, [...locate(file, finalBindings(variable)), ...storesInto(evaluator, module, name)]);
  }
  const submodule = evaluator.modules.submodule(module, name);
  if (submodule !== undefined) return setOf({ kind: 'local-module', module: submodule, evidence: [] });
  const unseen: ValueSet = setOf({ kind: 'local-name', name: `${module.name}.${name}`, evidence: [] });
  if (file === undefined) return unseen;
  return pendingName(evaluator, file, name) ?? starredName(evaluator, file, name) ?? opened(unseen);
}

/** Stores into a name of a module by other files: `module.name = …`. */
function storesInto(evaluator: Evaluator, module: LocalModule, name: string): readonly LocatedBinding[] {
  return evaluator.stores.get(name).filter(({ file, binding: { object } }) => {
    if (object.kind !== 'identifier' || !isImported(file, object)) return false;
    const { values } = evaluator.expression(file, object);
    return values.some((value) => value.kind === 'local-module' && value.module.path === module.path);
  });
}

function isImported(file: FileModel, name: TreeNode): boolean {
  return file.uses.variableOf(name)?.bindings.some(({ source }) => source.kind === 'import') ?? false;
}
