/**
 * A node of a Python syntax tree, read-only. Kinds and field names are those of tree-sitter-python, such as `call` with the fields `function`
 * and `arguments`. Nodes belong to one pass: keep them in facts of that pass, never longer.
 */
export interface SyntaxNode {
  readonly kind: string;
  /** The source text of the node. */
  readonly text: string;
  /** Line of the first character, from 1. */
  readonly line: number;
  /** Column of the first character in UTF-16 units, from 1. */
  readonly column: number;
  /** Line of the last character, from 1. */
  readonly endLine: number;
  readonly parent: SyntaxNode | undefined;
  /** Named children in source order, comments included. */
  readonly children: readonly SyntaxNode[];
  /** The first child with this field name. */
  field(name: string): SyntaxNode | undefined;
  /** All children with this field name. */
  fields(name: string): readonly SyntaxNode[];
}
