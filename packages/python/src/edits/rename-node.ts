import type { QualifiedName, SyntaxNode } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { ImportedName } from '../views/import-view.ts';
import { checkReadable, type EditScope } from './edit-scope.ts';
import { importedPath, importsBehind, namesOf } from './edited-names.ts';
import { isNameTaken } from './name-taken.ts';
import { realignArguments } from './realign-lines.ts';
import { refuseEdit } from './refuse-edit.ts';
import { rewriteRange } from './rewrite-range.ts';
import { asTreeNode } from './tree-places.ts';

const IMPORT_NODE = /^(import_statement|import_from_statement|aliased_import|wildcard_import|dotted_name)$/;

/** Makes a reference, an imported name or a dotted string mean another qualified name, in the style it is written in. */
export function renameNode(scope: EditScope, given: SyntaxNode, to: QualifiedName): void {
  const node = asTreeNode(given);
  checkReadable(node);
  if (IMPORT_NODE.test(node.kind)) {
    renameImport(scope, node, to);
    return;
  }
  switch (node.kind) {
    case 'string':
      renameString(scope, node, to);
      return;
    case 'identifier':
    case 'attribute':
      renameReference(scope, node, to);
      return;
    case 'call':
      renameNode(scope, node.field('function') ?? node, to);
      return;
    default:
      refuseEdit(node, `A ${node.kind.replaceAll('_', ' ')} has no name that could be changed`);
  }
}

function renameImport(scope: EditScope, node: TreeNode, to: QualifiedName): void {
  const { imported } = namesOf(node.tree);
  const found = imported.filter((one) => one.node === node || one.statement === node);
  const [only] = found;
  if (only === undefined || found.length > 1) refuseEdit(node, 'The import does not name one thing to rename');
  const from = importedPath(only);
  if (from === undefined) refuseEdit(node, 'A relative import means a module of the service itself');
  const local = localFor(only, to, only.statement);
  scope.draft.intents.push({ kind: 'rename', from, to, ...(local === lastPart(to) ? {} : keepLocal(only, local)) });
}

/** An intent says a local name only where it is not what an import of the new name would bind by itself. */
function keepLocal({ alias }: ImportedName, local: string | undefined): { readonly local?: string } {
  return alias !== undefined || local === undefined ? {} : { local };
}

/** The name under which the renamed import is known: its alias, the old name where the new one is taken, else the new one. */
function localFor(imported: ImportedName, to: QualifiedName, at: TreeNode): string | undefined {
  if (imported.alias !== undefined || imported.member === '*') return imported.alias;
  if (imported.form === 'import') return isNameTaken(firstPart(to), to, at) ? imported.local : lastPart(to);
  const wanted = lastPart(to);
  return wanted === imported.local || isNameTaken(wanted, to, at) ? imported.local : wanted;
}

function renameString(scope: EditScope, node: TreeNode, to: QualifiedName): void {
  const content = node.children.filter((child) => child.kind === 'string_content');
  const [only] = content;
  if (node.parent?.kind === 'concatenated_string') refuseEdit(node, 'The string is one of several adjacent ones');
  if (only === undefined || content.length > 1 || only.text.includes('\\') || node.children.length !== 3) {
    refuseEdit(node, 'The string is not one plain literal');
  }
  scope.draft.replace(only, [to]);
}

function renameReference(scope: EditScope, node: TreeNode, to: QualifiedName): void {
  const chain = chainOf(node);
  const [root] = chain;
  if (root === undefined) {
    renameMember(scope, node, to);
    return;
  }
  const behind = importsBehind(namesOf(node.tree), root).filter((one) => importedPath(one) !== undefined);
  const imported = longestFor(behind, chain);
  if (imported === undefined) {
    renameUnbound(scope, node, chain, to);
    return;
  }
  const plan = planRename(imported, chain, to, node);
  if (plan.text.join('.') !== chain.map((part) => part.text).join('.')) {
    rewriteRange(scope.draft, node, [plan.text.join('.')], node);
    realignArguments(scope.draft, node, plan.text.join('.').length);
  }
  const covered = coveredBy(imported, chain);
  const isWhole = imported.form === 'from' || imported.alias !== undefined;
  const from = isWhole
    ? importedPath(imported)
    : chain
        .slice(0, covered)
        .map((part) => part.text)
        .join('.');
  if (from === undefined) return;
  const keepsOwnName =
    plan.local === lastPart(plan.importTo) || imported.alias !== undefined || imported.form === 'import';
  scope.draft.intents.push({ kind: 'rename', from, to: plan.importTo, ...(keepsOwnName ? {} : { local: plan.local }) });
}

interface RenamePlan {
  readonly text: readonly string[];
  readonly importTo: QualifiedName;
  readonly local: string;
}

/** Splits the new name where the import ends: the parts behind it stay attributes. */
function planRename(imported: ImportedName, chain: readonly TreeNode[], to: QualifiedName, at: TreeNode): RenamePlan {
  const tail = chain.length - coveredBy(imported, chain);
  const parts = to.split('.');
  const split = Math.max(1, parts.length - tail);
  const importTo = parts.slice(0, split).join('.');
  const attributes = parts.slice(split);
  if (imported.form === 'import' && imported.alias === undefined) {
    const isTaken = isNameTaken(firstPart(to), importTo, at);
    if (isTaken) refuseEdit(at, `The name \`${firstPart(to)}\` already means something else here`);
    return { text: parts, importTo, local: firstPart(to) };
  }
  const local = localFor(imported, importTo, at) ?? lastPart(importTo);
  return { text: [local, ...attributes], importTo, local };
}

/** How many parts of a chain an import stands for. */
function coveredBy(imported: ImportedName, chain: readonly TreeNode[]): number {
  if (imported.form === 'from' || imported.alias !== undefined) return 1;
  const parts = imported.module.split('.');
  return parts.every((part, index) => chain[index]?.text === part) ? parts.length : 1;
}

function longestFor(behind: readonly ImportedName[], chain: readonly TreeNode[]): ImportedName | undefined {
  return behind.toSorted((a, b) => coveredBy(b, chain) - coveredBy(a, chain))[0];
}

/** A name that no import statement binds: from a star import, or a variable, which keeps its name. */
function renameUnbound(scope: EditScope, node: TreeNode, chain: readonly TreeNode[], to: QualifiedName): void {
  const { uses, bindings } = namesOf(node.tree);
  const [root] = chain;
  if (chain.length > 1) {
    renameMember(scope, node, to);
    return;
  }
  if (root === undefined || uses.variableOf(root) !== undefined || bindings.stars.length === 0) return;
  if (root.text !== lastPart(to)) scope.draft.replace(root, [lastPart(to)]);
}

/** `object.name`: only the last part is a name of the library. */
function renameMember(scope: EditScope, node: TreeNode, to: QualifiedName): void {
  const attribute = node.field('attribute');
  if (attribute === undefined) refuseEdit(node, 'The expression has no name that could be changed');
  scope.draft.replace(attribute, [lastPart(to)]);
}

/** The identifiers of `a.b.c`; empty when the chain begins with anything but a name. */
function chainOf(node: TreeNode): readonly TreeNode[] {
  if (node.kind === 'identifier') return [node];
  const object = node.kind === 'attribute' ? node.field('object') : undefined;
  const attribute = node.field('attribute');
  const inner = object === undefined ? [] : chainOf(object);
  return inner.length === 0 || attribute === undefined ? [] : [...inner, attribute];
}

function lastPart(name: QualifiedName): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function firstPart(name: QualifiedName): string {
  return name.split('.')[0] ?? name;
}
