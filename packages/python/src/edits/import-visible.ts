import type { Binding } from '../bindings/binding.ts';
import { lookUpName } from '../bindings/look-up-name.ts';
import type { Variable } from '../bindings/scope.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { ImportedName } from '../views/import-view.ts';
import type { EditedNames } from './edited-names.ts';

/** Whether an import is bound, at run time, to its name where `at` is evaluated, and to nothing else. */
export function isImportVisible(
  imported: ImportedName,
  at: TreeNode,
  { bindings }: Pick<EditedNames, 'bindings' | 'uses'>,
): boolean {
  if (imported.identifier === undefined || imported.local === undefined) return false;
  const variable = lookUpName(imported.local, bindings.scopeOf(at));
  const isBound = variable?.bindings.some(({ identifier }) => identifier === imported.identifier) ?? false;
  if (variable === undefined || !isBound) return false;
  return bindsImportsOnly(variable) && !isForTypesOnly(imported.statement) && isDoneBefore(imported.statement, at);
}

/** Whether a variable is bound by imports, and by nothing else but what stands in for one that fails. */
export function bindsImportsOnly({ bindings }: Variable): boolean {
  return bindings.every((binding) => binding.source.kind === 'import' || isFallback(binding, bindings));
}

/** `except ImportError: name = None` beside the import of the name. */
function isFallback({ identifier }: Binding, all: readonly Binding[]): boolean {
  for (let node: TreeNode | undefined = identifier; node !== undefined; node = node.parent) {
    const attempt = node.kind === 'except_clause' ? node.parent : undefined;
    if (attempt !== undefined) {
      return all.some(({ source, identifier: other }) => source.kind === 'import' && isInside(other, attempt));
    }
  }
  return false;
}

function isInside(node: TreeNode, outer: TreeNode): boolean {
  return node.start >= outer.start && node.end <= outer.end;
}

/** Whether an import stands under `if TYPE_CHECKING`, so that nothing is imported at run time. */
export function isForTypesOnly(statement: TreeNode): boolean {
  for (let node: TreeNode | undefined = statement; node?.parent !== undefined; node = node.parent) {
    const { parent } = node;
    const test = parent.kind === 'if_statement' ? parent.field('condition')?.text : undefined;
    if (test !== undefined && /(^|\.)TYPE_CHECKING$/.test(test) && node.fieldName === 'consequence') return true;
  }
  return false;
}

/** An import further down serves only code that runs later: that of a function. */
function isDoneBefore(statement: TreeNode, at: TreeNode): boolean {
  if (statement.start <= at.start) return true;
  for (let node: TreeNode | undefined = at; node !== undefined; node = node.parent) {
    if (node.kind === 'function_definition' || node.kind === 'lambda')
      return statement.start < node.start || isAtTop(statement);
  }
  return false;
}

function isAtTop(statement: TreeNode): boolean {
  return statement.parent?.kind === 'module';
}
