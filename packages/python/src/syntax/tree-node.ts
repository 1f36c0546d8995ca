import type { SyntaxNode } from '@moult/plugin-api';
import type { SyntaxTree } from './syntax-tree.ts';

const NO_NODES: readonly TreeNode[] = [];

/**
 * A named node of a parsed file, comments included. Offsets are UTF-16 units of `tree.text`. Tokens such as commas, brackets and keywords
 * are no nodes: read them from the text between nodes.
 */
export class TreeNode implements SyntaxNode {
  readonly tree: SyntaxTree;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly parent: TreeNode | undefined;
  /** The field of the parent this node fills; undefined for a node without a field, and for comments. */
  readonly fieldName: string | undefined;
  /** Place of this node in `tree.all`, which is in source order, parents before children. */
  readonly index: number;
  /** Named children in source order, comments included. The walk that builds the tree sets them; nobody changes them later. */
  readonly children: readonly TreeNode[] = NO_NODES;

  constructor(
    tree: SyntaxTree,
    kind: string,
    start: number,
    end: number,
    parent: TreeNode | undefined,
    fieldName: string | undefined,
    index: number,
  ) {
    this.tree = tree;
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.parent = parent;
    this.fieldName = fieldName;
    this.index = index;
  }

  get text(): string {
    return this.tree.text.slice(this.start, this.end);
  }

  get line(): number {
    return this.tree.lines.lineAt(this.start);
  }

  get column(): number {
    return this.tree.lines.positionAt(this.start).column;
  }

  get endLine(): number {
    return this.tree.lines.lineAt(Math.max(this.start, this.end - 1));
  }

  /** True for a function definition, `with`, `for` or comprehension clause that begins with `async`. */
  get isAsync(): boolean {
    return this.tree.text.startsWith('async', this.start);
  }

  field(name: string): TreeNode | undefined {
    for (const child of this.children) if (child.fieldName === name) return child;
    return undefined;
  }

  fields(name: string): readonly TreeNode[] {
    const found = this.children.filter((child) => child.fieldName === name);
    return found.length === 0 ? NO_NODES : found;
  }
}
