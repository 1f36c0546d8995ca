import type { TreeNode } from '../syntax/tree-node.ts';
import type { ImportedName } from '../views/import-view.ts';
import type { EditedNames } from './edited-names.ts';

/** Calls whose string arguments are read as types. */
const TYPE_CALLS: ReadonlySet<string> = new Set(['cast', 'TypeVar', 'NewType', 'ForwardRef', 'TypeAliasType']);

/** Whether anything refers to what an import binds: code, `__all__`, a quoted annotation or a type comment. */
export function isImportUsed(imported: ImportedName, names: EditedNames, root: TreeNode): boolean {
  const { identifier, local } = imported;
  if (identifier === undefined || local === undefined) return true;
  const variable = names.uses.variableOf(identifier);
  const isUse = (node: TreeNode): boolean => {
    const other = names.uses.variableOf(node);
    return !isInImport(node) && (other === variable || other === undefined);
  };
  return names.uses.named(local).some(isUse) || isNamedInText(local, root);
}

/** Whether code uses a name that nothing but imports binds. */
export function isNameUsed(local: string, names: EditedNames): boolean {
  return names.uses.named(local).some((node) => {
    if (isInImport(node)) return false;
    const variable = names.uses.variableOf(node);
    return variable === undefined || variable.bindings.every(({ source }) => source.kind === 'import');
  });
}

function isNamedInText(local: string, root: TreeNode): boolean {
  const word = new RegExp(`(?<![\\w.])${escapeName(local)}(?![\\w])`);
  const { tree } = root;
  return (
    tree.nodes('string').some((node) => word.test(node.text) && (isExported(node, local) || isReadAsType(node))) ||
    tree.nodes('comment').some((node) => /^#\s*type:(?!\s*ignore)/.test(node.text) && word.test(node.text))
  );
}

/** A string in `__all__ = […]`, `__all__ += […]` or `__all__.extend([…])`. */
function isExported(node: TreeNode, local: string): boolean {
  if (node.text.replace(/^[a-zA-Z]*["']+|["']+$/g, '') !== local) return false;
  for (let outer: TreeNode | undefined = node; outer !== undefined; outer = outer.parent) {
    if (outer.kind === 'expression_statement') return outer.text.startsWith('__all__');
  }
  return false;
}

function isReadAsType(node: TreeNode): boolean {
  for (let outer = node.parent; outer !== undefined; outer = outer.parent) {
    if (outer.kind === 'type' || outer.kind === 'subscript') return true;
    if (outer.kind === 'call') return TYPE_CALLS.has(lastName(outer.field('function')));
    if (outer.kind.endsWith('_statement') || outer.kind === 'block') return false;
  }
  return false;
}

function lastName(callee: TreeNode | undefined): string {
  return (callee?.field('attribute') ?? callee)?.text ?? '';
}

function isInImport(node: TreeNode): boolean {
  for (let outer = node.parent; outer !== undefined; outer = outer.parent) {
    if (/^(import_|future_import)/.test(outer.kind)) return true;
    if (outer.kind === 'block' || outer.kind === 'module') return false;
  }
  return false;
}

function escapeName(name: string): string {
  return name.replace(/[^\w]/g, '\\$&');
}
