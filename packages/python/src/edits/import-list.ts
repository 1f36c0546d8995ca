import { lineEndOf, lineStartOf } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';
import { type CommaList, readList } from './comma-list.ts';
import type { Draft } from './draft.ts';
import type { ImportWish } from './import-fates.ts';
import { isSorted } from './import-order.ts';
import type { StatementPlan } from './import-plan.ts';
import { insertAfterItem, insertBeforeItem } from './insert-items.ts';
import { indentUnitOf, lineIndentAt } from './lay-fragment.ts';
import { removeItems } from './remove-items.ts';
import { codeTokensIn } from './tokens.ts';

/** Renames names of an import statement, takes names out and puts others in; at least one name is left in the end. */
export function changeNames(draft: Draft, plan: StatementPlan, limit: number): void {
  const { statement, removed, added } = plan;
  const nodes = statement.fields('name');
  const list = listOf(statement, nodes);
  const gone = new Set(nodes.flatMap((node, index) => (removed.has(node) ? [index] : [])));
  const rest = added.map(nameText);
  if (gone.size === 0 && rest.length > 0 && isTooLong(draft, plan, list, limit)) {
    spreadNames(draft, plan, list);
    return;
  }
  for (const [node, wish] of plan.inPlace) renameName(draft, node, wish);
  for (const index of [...gone]) {
    const text = rest[0];
    const node = nodes[index];
    if (text === undefined || node === undefined) break;
    draft.replace(node, [text]);
    gone.delete(index);
    rest.shift();
  }
  if (gone.size > 0) {
    removeItems(draft, list, gone);
    return;
  }
  for (const name of rest) addName(draft, list, name, limit);
}

function renameName(draft: Draft, node: TreeNode, wish: ImportWish): void {
  if (node.kind === 'wildcard_import') return;
  const name = wish.member ?? wish.module;
  const path = node.field('name');
  // An alias that became the name itself would read as a re-export.
  if (path !== undefined && wish.local !== name) draft.replace(path, [name]);
  else draft.replace(node, [nameText(wish)]);
}

/** `member`, or `member as local`. */
export function nameText({ module, member, local }: ImportWish): string {
  const name = member ?? module;
  return local === name || member === '*' ? name : `${name} as ${local}`;
}

/** Whether a statement of one line would go over the limit with the names it gets. */
function isTooLong(draft: Draft, plan: StatementPlan, list: CommaList, limit: number): boolean {
  const { statement, added, inPlace, module } = plan;
  if (statement.line !== statement.endLine || list.comments.length > 0) return false;
  const { text } = draft.tree;
  const line = text.slice(lineStartOf(text, statement.start), lineEndOf(text, statement.end)).trimEnd();
  const source = statement.field('module_name')?.text ?? '';
  const isMoved = module !== undefined && inPlace.size > 0;
  const names = list.items.reduce((sum, { node }) => sum + nameIn(plan, node).length - node.text.length, 0);
  const width = added.reduce((sum, wish) => sum + nameText(wish).length + 2, names);
  return line.length + width + (isMoved ? module.length - source.length : 0) > limit;
}

/** A name of the statement as it will be. */
function nameIn({ inPlace }: StatementPlan, node: TreeNode): string {
  const wish = inPlace.get(node);
  return wish === undefined ? node.text : nameText(wish);
}

/** At its place in the alphabet where the names are in order, else at the end. */
function addName(draft: Draft, list: CommaList, name: string, limit: number): void {
  const keys = list.items.map(({ node }) => node.text);
  const lower = keys.map((key) => key.toLowerCase());
  const exact = isSorted(keys);
  if (keys.length > 0 && (exact || isSorted(lower))) {
    const key = exact ? name : name.toLowerCase();
    const before = (exact ? keys : lower).findLastIndex((one) => one <= key);
    if (before < 0) {
      insertBeforeItem(draft, list, 0, [[name]]);
      return;
    }
    insertAfterItem(draft, list, before, [[name]], limit);
    return;
  }
  insertAfterItem(draft, list, list.items.length - 1, [[name]], limit);
}

/** One name a line, between parentheses. */
function spreadNames(draft: Draft, plan: StatementPlan, list: CommaList): void {
  const { statement, added } = plan;
  const hasParentheses = draft.tree.text[statement.end - 1] === ')';
  const kept = list.items.map(({ node }) => nameIn(plan, node));
  const all = [...kept, ...added.map(nameText)];
  if (isSorted(kept)) all.sort();
  const newline = draft.newline(list.start);
  const outer = lineIndentAt(draft.tree, list.start);
  const inner = outer + indentUnitOf(draft.tree);
  const lines = all.map((name) => `${newline}${inner}${name},`).join('');
  const body = `${lines}${newline}${outer}`;
  draft.replace(list, [hasParentheses ? body : `(${body})`]);
}

function listOf(statement: TreeNode, nodes: readonly TreeNode[]): CommaList {
  const [first] = nodes;
  const last = nodes.at(-1);
  const { tree } = statement;
  const open = codeTokensIn(tree, statement.start, first?.start ?? statement.end).at(-1);
  const range =
    open?.text === '('
      ? { start: open.end, end: statement.end - 1 }
      : { start: first?.start ?? statement.start, end: last?.end ?? statement.end };
  return readList(tree, nodes, range, open?.text === '(');
}
