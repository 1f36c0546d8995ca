import type { Evidence, QualifiedName } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import { type ImportedName, viewImport } from '../views/import-view.ts';
import type { Evaluator } from './evaluator.ts';
import { type FileModel, factAt, quote } from './file-model.ts';
import { libraryValue, renamedName } from './library-values.ts';
import type { LocalModule } from './service-modules.ts';
import { mapSet, opened, setOf, UNKNOWN, unite, type ValueSet, withEvidence } from './value.ts';

/** What an import statement binds to one of its names. */
export function evaluateImport(evaluator: Evaluator, file: FileModel, imported: ImportedName): ValueSet {
  const { statement, module, member, alias } = imported;
  if (module === '__future__') return UNKNOWN;
  if (member === undefined) {
    // `import a.b` binds `a`; `import a.b as c` binds `c` to `a.b`.
    return evaluator.module(file, alias === undefined ? (module.split('.')[0] ?? module) : module, statement);
  }
  return evaluateMember(evaluator, file, imported, member);
}

/** A member that a `from` import, or a star import, takes from its module. */
export function evaluateMember(
  evaluator: Evaluator,
  file: FileModel,
  { statement, module, level }: ImportedName,
  member: string,
): ValueSet {
  if (level === 0) return libraryOrLocal(evaluator, file, module, statement, member);
  const found = evaluator.modules.findRelative(level, module, file.path);
  const evidence = [bound(file, statement)];
  if (found === undefined) {
    return setOf({ kind: 'local-name', name: `${'.'.repeat(level)}${module}.${member}`, evidence });
  }
  return explained(evaluator.moduleMember(found, member), evidence);
}

/** The module that a dotted name stands for in an absolute import. */
export function evaluateModule(
  evaluator: Evaluator,
  file: FileModel,
  name: QualifiedName,
  statement: TreeNode,
): ValueSet {
  return libraryOrLocal(evaluator, file, name, statement, undefined);
}

function libraryOrLocal(
  evaluator: Evaluator,
  file: FileModel,
  module: QualifiedName,
  statement: TreeNode,
  member: string | undefined,
): ValueSet {
  const { local, mayBeLibrary, isBeside } = evaluator.modules.find(module, file);
  const evidence = [bound(file, statement)];
  const full = member === undefined ? module : `${evaluator.api.canonical(module)}.${member}`;
  const { name, also } = renamedName(full, file.pending);
  const kind = member === undefined ? 'module' : 'member';
  const library = setOf(libraryValue(evaluator.api, kind, name, { also, evidence }));
  if (local === undefined || (mayBeLibrary && importsItself(evaluator, local, module))) return library;
  const shadow = { fact: `\`${module}\` is a module of the service: \`${local.path ?? local.folder}\`` };
  const inService: ValueSet =
    member === undefined
      ? setOf({ kind: 'local-module', module: local, evidence: [...evidence, shadow] })
      : explained(evaluator.moduleMember(local, member), [...evidence, shadow]);
  return mayBeLibrary && isBeside === undefined ? opened(unite([library, inService])) : inService;
}

/** Whether a module of the service imports the library whose name it has: under that name it would only find itself. */
function importsItself(evaluator: Evaluator, local: LocalModule, module: QualifiedName): boolean {
  const [top] = module.split('.');
  const tree = local.path === undefined ? undefined : evaluator.fileAt(local.path)?.tree;
  if (tree === undefined || module !== top) return false;
  const statements = [...tree.nodes('import_from_statement'), ...tree.nodes('import_statement')];
  return statements.flatMap(viewImport).some((one) => one.level === 0 && one.module.split('.')[0] === top);
}

function bound(file: FileModel, statement: TreeNode): Evidence {
  return factAt(file, statement, `name bound by ${quote(statement)}`);
}

function explained(set: ValueSet, evidence: readonly Evidence[]): ValueSet {
  return mapSet(set, (value) => setOf(withEvidence(value, ...evidence)));
}
