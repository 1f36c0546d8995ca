import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { ImportedName } from '../views/import-view.ts';
import { viewImport } from '../views/import-view.ts';
import type { AttributeBinding, Binding, ElementBinding } from './binding.ts';
import { type FoundBinding, findBindings } from './find-bindings.ts';
import type { Scope, ScopeKind, Variable } from './scope.ts';

/** The scopes of a file and what is bound in them. */
export interface Bindings {
  readonly module: Scope;
  /** The scope whose names a node sees first. */
  scopeOf(node: TreeNode): Scope;
  /** The scope a definition, lambda or comprehension opens. */
  openedBy(node: TreeNode): Scope | undefined;
  /** Stores into attributes, by attribute name. */
  readonly attributes: ReadonlyMap<string, readonly AttributeBinding[]>;
  /** Stores of elements, in source order. */
  readonly elements: readonly ElementBinding[];
  /** Star imports of the file, wherever they stand. */
  readonly stars: readonly ImportedName[];
}

class OpenScope implements Scope {
  readonly kind: ScopeKind;
  readonly node: TreeNode;
  readonly parent: OpenScope | undefined;
  readonly variables = new Map<string, OpenVariable>();
  readonly declared = new Map<string, 'global' | 'nonlocal'>();

  constructor(kind: ScopeKind, node: TreeNode, parent: OpenScope | undefined) {
    this.kind = kind;
    this.node = node;
    this.parent = parent;
  }
}

interface OpenVariable extends Variable {
  readonly scope: OpenScope;
  readonly bindings: Binding[];
  readonly foreign: Binding[];
}

const SCOPE_KINDS: Readonly<Record<string, ScopeKind>> = {
  function_definition: 'function',
  class_definition: 'class',
  lambda: 'lambda',
  list_comprehension: 'comprehension',
  set_comprehension: 'comprehension',
  dictionary_comprehension: 'comprehension',
  generator_expression: 'comprehension',
};

interface PendingBinding extends FoundBinding {
  readonly scope: OpenScope;
}

/** Finds the scopes and bindings of a tree in one pass over its nodes. */
export function bindScopes(tree: SyntaxTree): Bindings {
  const module = new OpenScope('module', tree.root, undefined);
  const scopes: OpenScope[] = [];
  const inner = new Map<TreeNode, OpenScope>();
  const pending: PendingBinding[] = [];
  for (const node of tree.all) {
    const scope = scopeFor(node, scopes, inner) ?? module;
    scopes.push(scope);
    const kind = SCOPE_KINDS[node.kind];
    if (kind !== undefined) inner.set(node, new OpenScope(kind, node, scope));
    else if (node.kind === 'global_statement' || node.kind === 'nonlocal_statement') declare(node, scope);
    for (const found of findBindings(node)) {
      pending.push({ ...found, scope: bindingScope(node, found.target, scope, inner.get(node)) });
    }
  }
  return {
    module,
    scopeOf: (node) => scopes[node.index] ?? module,
    openedBy: (node) => (node === tree.root ? module : inner.get(node)),
    attributes: distribute(pending, module),
    elements: pending.flatMap(elementStore),
    stars: tree.nodes('wildcard_import').flatMap((node) => (node.parent === undefined ? [] : viewImport(node.parent))),
  };
}

function declare(statement: TreeNode, scope: OpenScope): void {
  const kind = statement.kind === 'global_statement' ? 'global' : 'nonlocal';
  for (const name of statement.children) if (name.kind === 'identifier') scope.declared.set(name.text, kind);
}

/** The scope of a node follows from the scope its parent opens, except for the parts Python evaluates outside. */
function scopeFor(
  node: TreeNode,
  scopes: readonly OpenScope[],
  inner: ReadonlyMap<TreeNode, OpenScope>,
): OpenScope | undefined {
  const { parent } = node;
  if (parent === undefined) return undefined;
  const around = scopes[parent.index];
  const opened = inner.get(parent);
  if (opened !== undefined) return isInside(node, parent) ? opened : around;
  if (isFirstIterable(node, parent) || isParameterValue(node, parent)) return around?.parent;
  return around;
}

function isInside(node: TreeNode, parent: TreeNode): boolean {
  switch (parent.kind) {
    case 'function_definition':
      return node.fieldName !== 'name' && node.fieldName !== 'return_type';
    case 'class_definition':
      return node.fieldName !== 'name' && node.fieldName !== 'superclasses';
    default:
      return true;
  }
}

function isFirstIterable(node: TreeNode, parent: TreeNode): boolean {
  if (parent.kind !== 'for_in_clause' || node.fieldName !== 'right') return false;
  return parent.parent?.children.find((child) => child.kind === 'for_in_clause') === parent;
}

const PARAMETERS: ReadonlySet<string> = new Set(['default_parameter', 'typed_default_parameter', 'typed_parameter']);

function isParameterValue(node: TreeNode, parent: TreeNode): boolean {
  return PARAMETERS.has(parent.kind) && (node.fieldName === 'value' || node.fieldName === 'type');
}

/** Parameters and type parameters belong to the scope a definition opens; a walrus leaves the comprehensions around it. */
function bindingScope(node: TreeNode, target: TreeNode, scope: OpenScope, opened: OpenScope | undefined): OpenScope {
  if (opened !== undefined) return target.fieldName === 'name' && target.parent === node ? scope : opened;
  let outer = scope;
  if (node.kind === 'named_expression') while (outer.kind === 'comprehension' && outer.parent) outer = outer.parent;
  return outer;
}

function distribute(pending: readonly PendingBinding[], module: OpenScope): ReadonlyMap<string, AttributeBinding[]> {
  const attributes = new Map<string, AttributeBinding[]>();
  const nonlocal: PendingBinding[] = [];
  for (const found of pending) {
    if (found.target.kind === 'attribute') addAttribute(attributes, found);
    if (found.target.kind !== 'identifier') continue;
    const declared = found.scope.declared.get(found.target.text);
    if (declared === 'nonlocal') nonlocal.push(found);
    else addBinding(declared === 'global' ? module : found.scope, found);
  }
  for (const found of nonlocal) addBinding(nonlocalOwner(found), found);
  return attributes;
}

function nonlocalOwner({ scope, target }: PendingBinding): OpenScope {
  const name = target.text;
  let outer = scope.parent;
  while (outer !== undefined && (outer.kind === 'class' || !outer.variables.has(name))) outer = outer.parent;
  return outer ?? scope;
}

function addBinding(owner: OpenScope, { target, source, statement, scope }: PendingBinding): void {
  const name = target.text;
  let variable = owner.variables.get(name);
  if (variable === undefined) {
    variable = { name, scope: owner, bindings: [], foreign: [] };
    owner.variables.set(name, variable);
  }
  const binding = { identifier: target, scope, source, statement };
  const last = variable.bindings.at(-1);
  variable.bindings.push(binding);
  if (scope !== owner) variable.foreign.push(binding);
  if (last !== undefined && last.identifier.start > target.start) {
    variable.bindings.sort((a, b) => a.identifier.start - b.identifier.start);
  }
}

function elementStore({ target, source, scope }: PendingBinding): readonly ElementBinding[] {
  const object = target.kind === 'subscript' ? target.field('value') : undefined;
  return object === undefined ? [] : [{ target, object, scope, source }];
}

function addAttribute(attributes: Map<string, AttributeBinding[]>, { target, source, scope }: PendingBinding): void {
  const object = target.field('object');
  const name = target.field('attribute')?.text;
  if (object === undefined || name === undefined) return;
  const same = attributes.get(name);
  const binding = { target, object, name, scope, source };
  if (same === undefined) attributes.set(name, [binding]);
  else same.push(binding);
}
