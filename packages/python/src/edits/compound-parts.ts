import { lineEndOf, nextLineStartOf } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';
import { refuseEdit } from './refuse-edit.ts';
import { findToken } from './tokens.ts';
import { codeChildren } from './tree-places.ts';

/** A compound statement, or one of its clauses, taken apart. */
export interface CompoundParts {
  readonly statement: TreeNode;
  readonly body: TreeNode;
  /** Offset of the colon between head and body. */
  readonly colon: number;
  /** Clauses behind the body, such as `else`. */
  readonly clauses: readonly TreeNode[];
}

/** Takes a statement with a head and a body apart; refused for any other. */
export function readCompound(node: TreeNode): CompoundParts {
  const statement = node.kind === 'decorated_definition' ? (node.field('definition') ?? node) : node;
  const parts = codeChildren(statement);
  const index = parts.findIndex((part) => part.kind === 'block');
  const body = parts[index];
  if (body === undefined) return refuseEdit(node, 'The statement has no body');
  const head = parts[index - 1];
  const colon = findToken(statement.tree, head?.end ?? statement.start, body.start, ':');
  if (colon === undefined) return refuseEdit(node, 'The head of the statement cannot be read');
  return { statement, body, colon: colon.start, clauses: parts.slice(index + 1) };
}

/** Where the first line of a body begins, comments above its first statement included. For a body on lines of its own. */
export function firstBodyLine({ body, colon }: CompoundParts): number {
  const { text } = body.tree;
  let line = nextLineStartOf(text, colon);
  while (line < body.start && text.slice(line, lineEndOf(text, line)).trim() === '') line = nextLineStartOf(text, line);
  return line;
}

/** The statement that holds a block. */
export function ownerOf(block: TreeNode): CompoundParts {
  if (block.kind !== 'block' || block.parent === undefined)
    return refuseEdit(block, 'The node is not the body of a statement');
  const parts = readCompound(block.parent);
  return parts.body === block ? parts : refuseEdit(block, 'The block is not the first body of its statement');
}

/** The docstring of a function, class or module body. */
export function docstringOf(body: TreeNode): TreeNode | undefined {
  const [first] = codeChildren(body);
  const isHome = body.kind === 'module' || /_definition$/.test(body.parent?.kind ?? '');
  if (!isHome || first?.kind !== 'expression_statement') return undefined;
  const [value, ...more] = codeChildren(first);
  return more.length === 0 && (value?.kind === 'string' || value?.kind === 'concatenated_string') ? first : undefined;
}
