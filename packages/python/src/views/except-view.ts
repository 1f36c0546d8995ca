import type { TreeNode } from '../syntax/tree-node.ts';

/** An `except` clause. */
export interface ExceptClause {
  /** The `try_statement`. */
  readonly statement: TreeNode;
  readonly node: TreeNode;
  /** The expressions that name exceptions, a tuple taken apart; empty for a bare `except:`. */
  readonly exceptions: readonly TreeNode[];
  /** The name behind `as`. */
  readonly target: TreeNode | undefined;
  /** True for `except*`. */
  readonly isGroup: boolean;
  readonly body: TreeNode | undefined;
}

/** The view of an `except_clause` or `except_group_clause` node. */
export function viewExcept(node: TreeNode): ExceptClause | undefined {
  const statement = node.parent;
  const isClause = node.kind === 'except_clause' || node.kind === 'except_group_clause';
  if (!isClause || statement === undefined) return undefined;
  const parts = node.children.filter((child) => child.kind !== 'comment');
  const values = parts.filter((child) => child.kind !== 'block');
  const first = values[0];
  const pattern = first?.kind === 'as_pattern' ? first : undefined;
  const named = pattern === undefined ? values : pattern.children.filter((child) => child.fieldName !== 'alias');
  // The grammar reads the star of `except* A` as an unpacking of `A`.
  const isGroup = node.kind === 'except_group_clause' || named[0]?.kind === 'list_splat';
  return {
    statement,
    node,
    exceptions: named.flatMap(namedExceptions),
    target: pattern?.field('alias')?.children[0],
    isGroup,
    body: parts.find((child) => child.kind === 'block'),
  };
}

/** The names in an expression, tuples and parentheses taken apart without recursion. */
function namedExceptions(node: TreeNode): readonly TreeNode[] {
  const found: TreeNode[] = [];
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (GROUPS.has(next.kind)) open.push(...[...next.children].reverse());
    else if (next.kind !== 'comment') found.push(next);
  }
  return found;
}

const GROUPS: ReadonlySet<string> = new Set(['list_splat', 'parenthesized_expression', 'tuple']);
