import type { QualifiedName, Resolution } from '@moult/plugin-api';
import type { AttributeBinding, Binding, ElementBinding } from '../bindings/binding.ts';
import type { Scope, Variable } from '../bindings/scope.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { CallTable } from './call-table.ts';
import type { FileModel } from './file-model.ts';
import type { Fixture } from './fixtures.ts';
import type { LibraryApi } from './library-api.ts';
import type { ReadSet } from './read-set.ts';
import type { LocalModule, ServiceModules } from './service-modules.ts';
import type { StoreTable } from './store-table.ts';
import type { Value, ValueSet } from './value.ts';

/**
 * The questions the parts of name resolution ask one another. Every answer is kept, a question that comes back to itself is answered by
 * "unknown", and so is one that leads too deep.
 */
export interface Evaluator {
  readonly api: LibraryApi;
  readonly modules: ServiceModules;
  readonly files: readonly FileModel[];
  /** Calls of the service. */
  readonly calls: CallTable;
  /** Stores into attributes. */
  readonly stores: StoreTable;
  /** Works, and tells which files and names that was read from. */
  watch<T>(work: () => T): { readonly value: T; readonly reads: ReadSet };
  /** The pytest fixtures of a file. */
  fixtures(file: FileModel): readonly Fixture[];
  fileAt(path: string): FileModel | undefined;
  /** A set of values as plugins see it. */
  resolution(set: ValueSet): Resolution;
  /** What an expression evaluates to. */
  expression(file: FileModel, node: TreeNode): ValueSet;
  /** What a variable holds, all its bindings together. */
  variable(file: FileModel, variable: Variable): ValueSet;
  /** Whether nothing is known of any binding of a variable, so that nothing is known of any of its uses. */
  isUnknown(file: FileModel, variable: Variable): boolean;
  binding(file: FileModel, binding: Binding): ValueSet;
  /** What a store into an attribute or element puts there. */
  stored(file: FileModel, binding: AttributeBinding | ElementBinding): ValueSet;
  /** What a name means in a scope. */
  name(file: FileModel, name: string, scope: Scope): ValueSet;
  /** What a name means at the end of a local module. */
  moduleMember(module: LocalModule, name: string): ValueSet;
  module(file: FileModel, name: QualifiedName, statement: TreeNode): ValueSet;
  attribute(value: Value, name: string): ValueSet;
  call(file: FileModel, value: Value, call: TreeNode): ValueSet;
  /** What is stored into the elements of a display. */
  storedElements(file: FileModel, display: TreeNode): ValueSet;
  /** What a class itself binds or stores under a name; undefined when it does neither. */
  ownMember(file: FileModel, node: TreeNode, name: string, ofClass: boolean): ValueSet | undefined;
  /** What calling a local function without arguments of interest gives. */
  returned(file: FileModel, definition: TreeNode): ValueSet;
  /** What the `yield` expressions of a local function give. */
  yielded(file: FileModel, definition: TreeNode): ValueSet;
  /** What `with context as …` binds. */
  entered(file: FileModel, context: TreeNode): ValueSet;
  /** What `for … in iterable` binds. */
  element(file: FileModel, iterable: TreeNode): ValueSet;
  /** An object of the type an annotation names. */
  annotated(file: FileModel, annotation: TreeNode): ValueSet;
}
