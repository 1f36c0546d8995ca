import type { TreeNode } from '../syntax/tree-node.ts';
import type { ImportedName } from '../views/import-view.ts';
import type { TreeParameter } from '../views/parameter-view.ts';
import type { Scope } from './scope.ts';

/** The way from an unpacked value to one name: an index per level, `rest` for a starred name. */
export type UnpackPath = readonly (number | 'rest')[];

/** Where the value of a binding comes from. */
export type BindingSource =
  | { readonly kind: 'value'; readonly value: TreeNode; readonly path: UnpackPath }
  /** `name: annotation = value`. */
  | { readonly kind: 'annotated'; readonly annotation: TreeNode; readonly value: TreeNode | undefined }
  | { readonly kind: 'augmented'; readonly value: TreeNode }
  /** An element of what a `for` runs over. */
  | { readonly kind: 'element'; readonly iterable: TreeNode; readonly isAsync: boolean; readonly path: UnpackPath }
  /** What entering a context manager gives. */
  | { readonly kind: 'entered'; readonly context: TreeNode; readonly isAsync: boolean; readonly path: UnpackPath }
  | { readonly kind: 'exception'; readonly exceptions: readonly TreeNode[]; readonly isGroup: boolean }
  | { readonly kind: 'import'; readonly imported: ImportedName }
  /** A function or class definition. */
  | { readonly kind: 'definition'; readonly node: TreeNode }
  | { readonly kind: 'parameter'; readonly parameter: TreeParameter; readonly definition: TreeNode }
  | { readonly kind: 'deleted' }
  /** Bound to something nothing is known of: a match capture, a type parameter. */
  | { readonly kind: 'opaque' };

/** One place that binds a name. */
export interface Binding {
  readonly identifier: TreeNode;
  /** The scope the binding stands in, which for a `global` name is not the scope of the variable. */
  readonly scope: Scope;
  readonly source: BindingSource;
  /** The statement or clause that binds; the binding takes effect where it ends, or at its body for `with`, `for` and definitions. */
  readonly statement: TreeNode;
}

/** One place that stores into an attribute: `object.name = …`. */
export interface AttributeBinding {
  readonly target: TreeNode;
  readonly object: TreeNode;
  readonly name: string;
  readonly scope: Scope;
  readonly source: BindingSource;
}

/** One place that stores an element: `object[key] = …`. */
export interface ElementBinding {
  readonly target: TreeNode;
  readonly object: TreeNode;
  readonly scope: Scope;
  readonly source: BindingSource;
}
