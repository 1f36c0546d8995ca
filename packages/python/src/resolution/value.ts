import type { Evidence, Origin, QualifiedName } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { FileModel } from './file-model.ts';
import type { LocalModule } from './service-modules.ts';

interface Known {
  readonly evidence: readonly Evidence[];
}

interface Named extends Known {
  readonly name: QualifiedName;
  readonly also: readonly QualifiedName[];
  readonly origin: Origin | undefined;
}

/** Something of a library: a module, something reached through one, or an instance of a class. */
export type LibraryValue = Named & { readonly kind: 'module' | 'member' | 'instance' };

/** One thing an expression may evaluate to. */
export type Value =
  | LibraryValue
  | (Known & { readonly kind: 'builtin'; readonly name: string })
  | (Known & { readonly kind: 'local-module'; readonly module: LocalModule })
  /** A name of a local module that was not parsed, or that it does not define visibly. */
  | (Known & { readonly kind: 'local-name'; readonly name: QualifiedName })
  /** A function or class definition of the service. */
  | (Known & { readonly kind: 'definition'; readonly file: FileModel; readonly node: TreeNode })
  | (Known & {
      readonly kind: 'local-instance';
      readonly file: FileModel;
      /** The `class_definition`. */
      readonly node: TreeNode;
      readonly origin: Origin | undefined;
    })
  /** A list, tuple, set or dictionary display. */
  | (Known & { readonly kind: 'display'; readonly file: FileModel; readonly node: TreeNode })
  /** A generator, iterable or context manager that gives `element`. */
  | (Known & { readonly kind: 'produced'; readonly element: ValueSet });

/** What an expression may evaluate to. `None` is no value: using it would fail anyway. */
export interface ValueSet {
  readonly values: readonly Value[];
  /** True when it may be something else too. */
  readonly isOpen: boolean;
}

/** Nothing but `None`. */
export const NOTHING: ValueSet = { values: [], isOpen: false };

/** Nothing is known. */
export const UNKNOWN: ValueSet = { values: [], isOpen: true };

export function setOf(...values: readonly Value[]): ValueSet {
  return { values, isOpen: false };
}

/** The same set, but perhaps something else too. */
export function opened(set: ValueSet): ValueSet {
  return set.isOpen ? set : { values: set.values, isOpen: true };
}

/** Values of one expression that are told apart; beyond them it is open. */
const VALUE_LIMIT = 32;

/** What is in any of the sets; a thing found twice is there once. */
export function unite(sets: readonly ValueSet[]): ValueSet {
  const [first] = sets;
  if (first === undefined) return NOTHING;
  if (sets.length === 1) return first;
  const byKey = new Map<string, Value>();
  for (const value of sets.flatMap((set) => set.values)) {
    const key = keyOf(value);
    if (!byKey.has(key)) byKey.set(key, value);
  }
  const values = [...byKey.values()];
  const isOpen = values.length > VALUE_LIMIT || sets.some((set) => set.isOpen);
  return { values: values.slice(0, VALUE_LIMIT), isOpen };
}

/** Applies a step to every value of a set. */
export function mapSet(set: ValueSet, step: (value: Value) => ValueSet): ValueSet {
  if (set.values.length === 0) return set.isOpen ? UNKNOWN : NOTHING;
  const results = unite(set.values.map(step));
  return set.isOpen ? opened(results) : results;
}

/** The value with one more fact behind it. */
export function withEvidence<V extends Value>(value: V, ...facts: readonly Evidence[]): V {
  return { ...value, evidence: [...value.evidence, ...facts] };
}

function keyOf(value: Value): string {
  switch (value.kind) {
    case 'module':
    case 'member':
    case 'instance':
      return `${value.kind} ${value.name} ${keyOfOrigin(value.origin)}`;
    case 'builtin':
    case 'local-name':
      return `${value.kind} ${value.name}`;
    case 'local-module':
      return `${value.kind} ${value.module.name}`;
    case 'local-instance':
      return `${value.kind} ${value.file.path} ${value.node.index} ${keyOfOrigin(value.origin)}`;
    case 'definition':
    case 'display':
      return `${value.kind} ${value.file.path} ${value.node.index}`;
    case 'produced':
      return `${value.kind} ${value.element.values.map(keyOf).join()}`;
  }
}

/** A text that is the same for the same place. */
export function keyOfOrigin(origin: Origin | undefined): string {
  return origin === undefined ? '' : `${origin.path}:${origin.line}:${origin.column}`;
}
