import type { QualifiedName } from '@moult/plugin-api';
import { lookUpName } from '../bindings/look-up-name.ts';
import type { Variable } from '../bindings/scope.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import { importedPath, namesOf } from './edited-names.ts';
import { bindsImportsOnly } from './import-visible.ts';

/**
 * Whether an import of `target` at the head of the file could not be written as `local` at a node: the name is bound to something else
 * there or in the module.
 */
export function isNameTaken(local: string, target: QualifiedName, at: TreeNode): boolean {
  const { bindings } = namesOf(at.tree);
  const near = lookUpName(local, bindings.scopeOf(at));
  const far = bindings.module.variables.get(local);
  return [near, far].some((variable) => variable !== undefined && meansOther(variable, target));
}

function meansOther(variable: Variable, target: QualifiedName): boolean {
  const hasFallback = bindsImportsOnly(variable);
  return variable.bindings.some(({ source }) => {
    if (source.kind !== 'import') return source.kind !== 'deleted' && !hasFallback;
    const path = importedPath(source.imported);
    if (path === undefined) return true;
    if (path === target) return false;
    const isPackage = source.imported.form === 'import' && source.imported.alias === undefined;
    return !(isPackage && path.split('.')[0] === target.split('.')[0]);
  });
}
