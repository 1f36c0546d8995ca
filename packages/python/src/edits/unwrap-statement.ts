import type { SyntaxNode } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import { type CompoundParts, firstBodyLine, readCompound } from './compound-parts.ts';
import { checkReadable, type EditScope } from './edit-scope.ts';
import { lineIndentAt } from './lay-fragment.ts';
import { refuseEdit } from './refuse-edit.ts';
import { removeElement } from './remove-element.ts';
import { isOnHeaderLine } from './statement-lines.ts';
import { asTreeNode, codeChildren, statementOf } from './tree-places.ts';

const UNWRAPPED: ReadonlySet<string> = new Set(['with_statement', 'if_statement', 'try_statement', 'for_statement']);

/**
 * Replaces a compound statement by its body, moved out one level. Of a `with` statement with several items only the item of the site goes.
 */
export function unwrapStatement(scope: EditScope, given: SyntaxNode): void {
  const node = statementOf(asTreeNode(given));
  if (!UNWRAPPED.has(node.kind)) {
    refuseEdit(node, `A ${node.kind.replaceAll('_', ' ')} has no body to move out`);
  }
  const parts = readCompound(node);
  checkReadable(parts.body);
  if (parts.clauses.length > 0) refuseEdit(node, 'The statement has further clauses, which would be lost');
  const item = itemToRemove(scope, node);
  if (item?.parent !== undefined) {
    removeElement(scope, item, item.parent);
    return;
  }
  if (isOnHeaderLine(parts.body)) {
    scope.draft.saveComments({ start: node.start, end: parts.body.start }, node);
    scope.draft.remove(node.start, parts.body.start);
    return;
  }
  moveOut(scope, parts);
}

/** The item of the site where the `with` statement has others; undefined where the whole statement goes. */
function itemToRemove({ site }: EditScope, node: TreeNode): TreeNode | undefined {
  const clause = codeChildren(node).find(({ kind }) => kind === 'with_clause');
  const items = clause === undefined ? [] : codeChildren(clause);
  if (items.length < 2) return undefined;
  const at = asTreeNode(site.kind === 'with' ? site.context : site.node);
  const own = items.find((item) => item.start <= at.start && at.end <= item.end && at !== node);
  return own ?? refuseEdit(node, 'The `with` statement has several items, and the site is none of them');
}

function moveOut({ draft }: EditScope, parts: CompoundParts): void {
  const { statement, body } = parts;
  const outer = lineIndentAt(draft.tree, statement.start);
  const inner = lineIndentAt(draft.tree, body.start);
  if (!inner.startsWith(outer) || inner.length === outer.length) {
    refuseEdit(statement, 'The body is indented by other blanks than the statement');
  }
  const first = firstBodyLine(parts);
  draft.saveComments({ start: statement.start, end: first }, statement);
  draft.remove(statement.start, first);
  draft.indents.shift(first, body.end, { at: outer.length, remove: inner.length - outer.length, insert: '' });
  draft.indents.join(first);
}
