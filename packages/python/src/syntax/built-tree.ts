import { createLineMap, type LineMap, type TextRange } from '@moult/text';
import type { SyntaxTree } from './syntax-tree.ts';
import type { TreeNode } from './tree-node.ts';

const NONE: readonly TreeNode[] = [];

/** What a walk over a native tree makes. */
export interface TreeParts {
  readonly root: TreeNode;
  readonly all: readonly TreeNode[];
  readonly errors: readonly TextRange[];
  readonly byKind: ReadonlyMap<string, readonly TreeNode[]>;
}

/** A syntax tree whose text is parsed when somebody asks for a node. */
export class BuiltTree implements SyntaxTree {
  readonly text: string;
  #build: (tree: BuiltTree) => TreeParts;
  #parts: TreeParts | undefined;
  #lines: LineMap | undefined;

  constructor(text: string, build: (tree: BuiltTree) => TreeParts) {
    this.text = text;
    this.#build = build;
  }

  get isParsed(): boolean {
    return this.#parts !== undefined;
  }

  get root(): TreeNode {
    return this.#read().root;
  }

  get all(): readonly TreeNode[] {
    return this.#read().all;
  }

  get errors(): readonly TextRange[] {
    return this.#read().errors;
  }

  get lines(): LineMap {
    this.#lines ??= createLineMap(this.text);
    return this.#lines;
  }

  nodes(kind: string): readonly TreeNode[] {
    return this.#read().byKind.get(kind) ?? NONE;
  }

  nodeAt(start: number, end: number = start): TreeNode {
    let node = this.root;
    for (;;) {
      const inner = childAround(node.children, start, end);
      if (inner === undefined) return node;
      node = inner;
    }
  }

  subtree(node: TreeNode): readonly TreeNode[] {
    let last = node;
    for (let next = last.children.at(-1); next !== undefined; next = last.children.at(-1)) last = next;
    return this.all.slice(node.index, last.index + 1);
  }

  #read(): TreeParts {
    // A build that was stopped in the middle leaves nothing behind, and begins anew.
    this.#parts ??= this.#build(this);
    return this.#parts;
  }
}

/** The child that contains the range, by halving: children are in source order and do not overlap. */
function childAround(children: readonly TreeNode[], start: number, end: number): TreeNode | undefined {
  let low = 0;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((children[middle]?.start ?? 0) <= start) low = middle;
    else high = middle - 1;
  }
  const child = children[low];
  if (child === undefined || child.start > start || child.end < end) return undefined;
  return child.end === start && start === end ? touching(children, low, start) : child;
}

/** For an empty range at the end of a child: that child only when no other begins there. */
function touching(children: readonly TreeNode[], index: number, offset: number): TreeNode | undefined {
  const next = children[index + 1];
  return next !== undefined && next.start === offset ? next : children[index];
}
