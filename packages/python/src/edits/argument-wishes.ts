import type { TreeNode } from '../syntax/tree-node.ts';
import type { Argument } from './call-arguments.ts';
import type { Piece } from './piece.ts';

/** What is wished for the arguments of one call. */
export interface ArgumentWishes {
  readonly call: TreeNode;
  /** The `argument_list`, or the generator that is the only argument. */
  readonly list: TreeNode;
  readonly all: readonly Argument[];
  readonly removed: Set<Argument>;
  readonly named: Map<Argument, string>;
  readonly added: { readonly keyword: string; readonly pieces: readonly Piece[] }[];
  readonly inserted: { readonly index: number; readonly pieces: readonly Piece[] }[];
}
