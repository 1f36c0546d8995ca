import type { TreeNode } from '../syntax/tree-node.ts';
import type { Binding } from './binding.ts';

export type ScopeKind = 'module' | 'class' | 'function' | 'lambda' | 'comprehension';

/** A region with names of its own. */
export interface Scope {
  readonly kind: ScopeKind;
  /** The module, definition, lambda or comprehension node. */
  readonly node: TreeNode;
  readonly parent: Scope | undefined;
  readonly variables: ReadonlyMap<string, Variable>;
  /** Names a `global` or `nonlocal` statement of this scope hands outward. */
  readonly declared: ReadonlyMap<string, 'global' | 'nonlocal'>;
}

/** One name of one scope, with everything that binds it. */
export interface Variable {
  readonly name: string;
  readonly scope: Scope;
  /** In source order; bindings from inner scopes through `global` and `nonlocal` included. */
  readonly bindings: readonly Binding[];
  /** Those of `bindings` that stand in other scopes, by `global` and `nonlocal`. */
  readonly foreign: readonly Binding[];
}
