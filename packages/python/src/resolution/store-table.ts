import type { AttributeBinding } from '../bindings/binding.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { FileModel } from './file-model.ts';

/** A store into an attribute, `object.name = …`, and its file. */
export interface AttributeStore {
  readonly file: FileModel;
  readonly binding: AttributeBinding;
}

/** Stores into attributes of a service by attribute name. */
export interface StoreTable {
  get(name: string): readonly AttributeStore[];
}

/** Opens the stores into attributes of all files. A file whose text holds no such attribute as a target is not parsed for the answer. */
export function openStores(files: readonly FileModel[]): StoreTable {
  const known = new Map<string, readonly AttributeStore[]>();
  return {
    get(name) {
      const stores = known.get(name) ?? collectStores(files, name);
      known.set(name, stores);
      return stores;
    },
  };
}

/**
 * Behind a target stands an operator, a colon, a comma, a bracket, `in` or what was left open; a plain read is mostly followed by others. What a
 * class stores into its own `self` matters to that class alone, whose file is parsed when it is asked about.
 */
function collectStores(files: readonly FileModel[], name: string): readonly AttributeStore[] {
  const foreign = new RegExp(`(?<!\\bself)\\.[\\s\\\\]*${name}[\\s\\\\]*(?:#|[=,:\\])]|[-+*/%&|^@<>]{1,2}=|in\\b)`);
  const mayStore = (tree: SyntaxTree): boolean =>
    tree.isParsed ? targetNames(tree).has(name) : tree.text.includes(name) && foreign.test(tree.text);
  return files.flatMap((file) =>
    mayStore(file.tree) ? (file.bindings.attributes.get(name) ?? []).map((binding) => ({ file, binding })) : [],
  );
}

const names = new WeakMap<SyntaxTree, ReadonlySet<string>>();

/** The names of all attributes that may be stored to, so that the scopes of a file are made only when one of them is asked for. */
function targetNames(tree: SyntaxTree): ReadonlySet<string> {
  const known = names.get(tree) ?? new Set(tree.nodes('attribute').flatMap(targetName));
  names.set(tree, known);
  return known;
}

function targetName(node: TreeNode): string | [] {
  const { parent, fieldName } = node;
  const isLeft = fieldName === 'left' && parent !== undefined && ASSIGNING.has(parent.kind);
  return isLeft || TARGETS.has(parent?.kind ?? '') ? (node.field('attribute')?.text ?? []) : [];
}

const ASSIGNING: ReadonlySet<string> = new Set([
  'assignment',
  'augmented_assignment',
  'for_statement',
  'for_in_clause',
]);

/** What stands around a target that is a part of another one, and around much that is none. */
const TARGETS: ReadonlySet<string> = new Set([
  'as_pattern_target',
  'delete_statement',
  'expression_list',
  'list',
  'list_pattern',
  'list_splat',
  'list_splat_pattern',
  'parenthesized_expression',
  'pattern_list',
  'tuple',
  'tuple_pattern',
]);

/** Whether two states of a file store into attributes of a name by the same objects. Whoever resolves one of them reads its file besides. */
export function storesAlike(a: FileModel, b: FileModel, name: string): boolean {
  return describeStores(a, name) === describeStores(b, name);
}

function describeStores(file: FileModel, name: string): string {
  if (!targetNames(file.tree).has(name)) return '';
  const stores = file.bindings.attributes.get(name) ?? [];
  return stores.map(({ object }) => `${object.text} ${sourcesOf(file, object)}`).join('\n');
}

function sourcesOf(file: FileModel, object: TreeNode): string {
  const bindings = object.kind === 'identifier' ? file.uses.variableOf(object)?.bindings : undefined;
  return (bindings ?? []).map(({ source }) => source.kind).join();
}
