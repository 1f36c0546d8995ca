import type { SyntaxNode } from '@moult/plugin-api';

/** One edit of code that reads the answer of a query. */
export type ReadingEdit =
  | { readonly kind: 'write'; readonly node: SyntaxNode; readonly source: string }
  /** A loop inside another one, which is dissolved. */
  | { readonly kind: 'unwrap'; readonly node: SyntaxNode }
  /** One of several clauses of a comprehension. */
  | { readonly kind: 'remove'; readonly node: SyntaxNode };

/** How code reads the answer of a query, gathered while it is followed. */
export interface Reading {
  readonly edits: ReadingEdit[];
  /** Columns that are read, as Flux names them. */
  readonly columns: Set<string>;
  /** Columns that must have a value in every row. */
  readonly filled: Set<string>;
  /** What is only the same where the rows come in one table. */
  oneTable: string | undefined;
  /** What is only the same where no table is without rows. */
  noEmptyTable: string | undefined;
  /** Why the code cannot be followed or has no counterpart; only the first reason counts. */
  problem: { readonly node: SyntaxNode; readonly reason: string } | undefined;
}

export function openReading(): Reading {
  return {
    edits: [],
    columns: new Set(),
    filled: new Set(),
    oneTable: undefined,
    noEmptyTable: undefined,
    problem: undefined,
  };
}

/** Notes that something has no counterpart. Gives `undefined`, so that a reader can return it. */
export function refuseReading(reading: Reading, node: SyntaxNode, reason: string): undefined {
  reading.problem ??= { node, reason };
  return undefined;
}

/** A node as it is named in a reason. */
export function quote(node: SyntaxNode): string {
  const line = node.text.split('\n', 1)[0] ?? '';
  return `\`${line.length > 60 ? `${line.slice(0, 57)}…` : line}\``;
}
