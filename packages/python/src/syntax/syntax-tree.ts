import type { LineMap, TextRange } from '@moult/text';
import type { TreeNode } from './tree-node.ts';

/** The syntax tree of one version of a file. Plain objects: nothing native is kept. */
export interface SyntaxTree {
  /** Whether the text has been parsed; a tree can be opened and parsed only when somebody asks for a node. */
  readonly isParsed: boolean;
  /** The source as parsed; all offsets are UTF-16 units of it. */
  readonly text: string;
  /** The `module` node. Its range is the whole text. */
  readonly root: TreeNode;
  /** All nodes in source order, a parent before its children. */
  readonly all: readonly TreeNode[];
  /** Ranges the grammar could not read, and places where it would have wanted a token; empty for most files. */
  readonly errors: readonly TextRange[];
  /** Lines of the text, computed on first use. */
  readonly lines: LineMap;
  /** All nodes of one kind in source order. */
  nodes(kind: string): readonly TreeNode[];
  /** The smallest node that contains the range; the root when nothing smaller does. */
  nodeAt(start: number, end?: number): TreeNode;
  /** The node and all nodes below it, in source order. */
  subtree(node: TreeNode): readonly TreeNode[];
}
