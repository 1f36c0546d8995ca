import type { Evidence } from './evidence.ts';

/** Dotted name after imports were followed, such as `asyncio_mqtt.Client.messages`. */
export type QualifiedName = string;

/** Where in the service an object is created or a definition stands. */
export interface Origin {
  /** Path relative to the root. */
  readonly path: string;
  /** Line from 1. */
  readonly line: number;
  /** Column in UTF-16 units, from 1. */
  readonly column: number;
}

/**
 * One thing a node may refer to.
 *
 * - `module`: a module or package of that name.
 * - `member`: something reached through a module: a function, a class, a constant, or a member of a class.
 * - `instance`: an object made by calling `name`; attributes of an instance of `a.B` are members named `a.B.attribute`.
 * - `local`: defined in the service itself; `name` is `<module of the file>.<qualified name in it>`.
 * - `builtin`: a Python builtin.
 */
export interface Candidate {
  readonly kind: 'module' | 'member' | 'instance' | 'local' | 'builtin';
  readonly name: QualifiedName;
  /** Further names of the same thing: the new name while an accepted rename of this run is pending, and the spelling a plugin's `same` maps. */
  readonly also?: readonly QualifiedName[];
  /** For an instance: the call that made it. For a local: its definition. For a member of an instance: where that instance was made. */
  readonly origin?: Origin;
  readonly evidence: readonly Evidence[];
}

/** What a node may refer to: a set with evidence, never a lone guess. */
export interface Resolution {
  /** Empty when nothing is known. */
  readonly candidates: readonly Candidate[];
  /**
   * True when nothing else could be meant: all candidates agree in kind and name. There is more than one when the object may have been made in
   * several places.
   */
  readonly certain: boolean;
}
