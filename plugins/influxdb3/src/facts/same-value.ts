import type { ClassView, FileView, ServiceView, SyntaxNode } from '@moult/plugin-api';
import { isBefore } from './client.ts';

/** Callees that give the same wherever they are called. */
const STEADY = /^(int|float|str|bool|os\.getenv|os\.environ\.get|getenv)$/;

/** Kinds of expression that are looked into. */
const READABLE =
  /^(identifier|attribute|string|string_start|string_content|string_end|concatenated_string|integer|float|true|false|none|call|argument_list|keyword_argument|tuple|list|dictionary|pair|binary_operator|unary_operator|parenthesized_expression|subscript|boolean_operator|conditional_expression|comment|escape_sequence|interpolation)$/;

/** What decides whether a name means the same at two places. */
interface Places {
  readonly service: ServiceView;
  readonly file: FileView;
  readonly from: SyntaxNode;
  readonly to: SyntaxNode;
}

/** Whether an expression that stands at `from` has the same value at `to`, an earlier place of the same file. */
export function hasSameValue(places: Places, node: SyntaxNode): boolean {
  if (!READABLE.test(node.kind)) return false;
  switch (node.kind) {
    case 'identifier':
      return isSteadyName(places, node);
    case 'attribute':
      return isSteadyAttribute(places, node);
    case 'keyword_argument': {
      const value = node.field('value');
      return value !== undefined && hasSameValue(places, value);
    }
    case 'call':
      return isSteadyCall(places, node);
    default:
      return node.children.every((child) => hasSameValue(places, child));
  }
}

function isSteadyCall(places: Places, node: SyntaxNode): boolean {
  const callee = node.field('function');
  const list = node.field('arguments');
  if (callee === undefined || list === undefined) return false;
  const { candidates } = places.file.resolve(callee);
  const isLibrary =
    candidates.length === 1 && candidates[0]?.kind === 'member' && /^influxdb_client\./.test(candidates[0].name);
  return (isLibrary || STEADY.test(callee.text)) && hasSameValue(places, callee) && hasSameValue(places, list);
}

function isSteadyName({ file, from, to }: Places, node: SyntaxNode): boolean {
  const bindings = file.uses(node).filter(isBound);
  const [first, ...others] = bindings;
  if (first === undefined) return file.resolve(node).candidates.some(({ kind }) => kind === 'builtin');
  if (others.length > 0) return false;
  const scope = file.enclosingFunction(first);
  const isParameter = isInParameters(first);
  const inSameFunction = file.enclosingFunction(from)?.node === file.enclosingFunction(to)?.node;
  if (scope === undefined)
    return file.enclosingClass(first) === undefined || inSameFunction ? isVisible(file, first, to) : false;
  if (!inSameFunction || scope.node !== file.enclosingFunction(to)?.node) return false;
  return isParameter || isBefore(first, to);
}

/** A module's own name is there for every function, and for code below it. */
function isVisible(file: FileView, binding: SyntaxNode, to: SyntaxNode): boolean {
  return file.enclosingFunction(to) !== undefined || isBefore(binding, to);
}

function isSteadyAttribute(places: Places, node: SyntaxNode): boolean {
  const object = node.field('object');
  const name = node.field('attribute')?.text;
  if (object === undefined || name === undefined) return false;
  const { candidates, certain } = places.file.resolve(node);
  if (certain && candidates[0]?.kind === 'member' && candidates[0].origin === undefined)
    return hasSameValue(places, object);
  if (object.kind === 'identifier' && isSelf(places.file, object)) return isSteadyOfSelf(places, name);
  return (
    hasSameValue(places, object) &&
    storesOf(places.service, name).every(({ file, node: store }) => isInConstructor(file, store))
  );
}

/** `self.name`: stored once before `to`, bound by the class body and never stored, or a method. */
function isSteadyOfSelf({ service, file, from, to }: Places, name: string): boolean {
  const owner = file.enclosingClass(from);
  if (owner === undefined || file.enclosingClass(to)?.node !== owner.node) return false;
  const stores = storesOf(service, name).filter((store) => mayBeOf(owner, store));
  const [store, ...others] = stores;
  if (store === undefined) return owner.methods.some((method) => method.name === name) || bindsInBody(owner.body, name);
  if (others.length > 0 || store.file !== file || file.enclosingClass(store.node)?.node !== owner.node) return false;
  const method = file.enclosingFunction(store.node);
  if (method?.node === file.enclosingFunction(to)?.node) return isBefore(store.node, to) && isUnconditional(store.node);
  return method?.name === '__init__' && isUnconditional(store.node);
}

/** Whether a store may be one into an object of a class: not one into `self` of a class that has nothing to do with it. */
function mayBeOf(owner: ClassView, { file, node }: { readonly file: FileView; readonly node: SyntaxNode }): boolean {
  const object = node.field('object');
  const other = file.enclosingClass(node);
  if (object?.kind !== 'identifier' || !isSelf(file, object) || other === undefined) return true;
  // Without bases of its own a class is related to another one by being its base alone.
  const isBase = (base: ClassView, derived: ClassView): boolean =>
    derived.bases.some(({ text }) => text.endsWith(base.name));
  return (
    other.node === owner.node ||
    isBase(owner, other) ||
    isBase(other, owner) ||
    (owner.bases.length > 0 && other.bases.length > 0)
  );
}

function bindsInBody(body: SyntaxNode, name: string): boolean {
  return body.children.some(
    (statement) => statement.children[0]?.kind === 'assignment' && statement.children[0].field('left')?.text === name,
  );
}

/** Whether a store stands directly in the body of its function. */
function isUnconditional(store: SyntaxNode): boolean {
  return store.parent?.parent?.parent?.parent?.kind === 'function_definition';
}

/** Whether an identifier is the first parameter of a method. */
export function isSelf(file: FileView, node: SyntaxNode): boolean {
  const method = file.enclosingFunction(node);
  return method?.owner !== undefined && method.parameters[0]?.name === node.text;
}

function isInConstructor(file: FileView, store: SyntaxNode): boolean {
  const object = store.field('object');
  return file.enclosingFunction(store)?.name === '__init__' && object?.kind === 'identifier' && isSelf(file, object);
}

/** The attributes of a name that are stored to, in all files. */
export function storesOf(
  service: ServiceView,
  name: string,
): readonly { readonly file: FileView; readonly node: SyntaxNode }[] {
  return service.files.flatMap((file) =>
    file
      .nodes('attribute')
      .filter((node) => node.field('attribute')?.text === name && isStored(node))
      .map((node) => ({ file, node })),
  );
}

/** Whether a name or attribute is bound, stored to or deleted where it stands. */
export function isStored(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  if (/^(assignment|augmented_assignment|for_statement|for_in_clause)$/.test(parent.kind))
    return parent.field('left') === node;
  if (parent.kind === 'named_expression') return parent.field('name') === node;
  return /^(pattern_list|tuple_pattern|list_pattern|list_splat_pattern|delete_statement|as_pattern_target|global_statement|nonlocal_statement)$/.test(
    parent.kind,
  );
}

/** Whether an identifier binds its name: an assignment target, a parameter, an import, a definition. */
export function isBound(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  if (isStored(node) || isInParameters(node)) return true;
  if (/^(function_definition|class_definition)$/.test(parent.kind)) return parent.field('name') === node;
  if (parent.kind === 'aliased_import') return true;
  return (
    parent.kind === 'dotted_name' &&
    /^(import_statement|import_from_statement|aliased_import)$/.test(parent.parent?.kind ?? '')
  );
}

function isInParameters(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  if (/^(parameters|lambda_parameters)$/.test(parent.kind)) return true;
  if (/^(default_parameter|typed_default_parameter)$/.test(parent.kind)) return parent.field('name') === node;
  return parent.kind === 'typed_parameter' && parent.children[0] === node;
}
