import { lineEndOf, lineStartOf } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';
import { type CommaList, readList } from './comma-list.ts';
import type { Draft } from './draft.ts';
import type { ImportWish } from './import-fates.ts';
import { isSorted } from './import-order.ts';
import { insertAfterItem, insertBeforeItem } from './insert-items.ts';
import { indentUnitOf, lineIndentAt } from './lay-fragment.ts';
import { removeItems } from './remove-items.ts';
import { codeTokensIn } from './tokens.ts';

/** Takes names out of an import statement and puts others in; at least one name is left in the end. */
export function changeNames(
  draft: Draft,
  statement: TreeNode,
  removed: ReadonlySet<TreeNode>,
  added: readonly ImportWish[],
  limit: number,
): void {
  const nodes = statement.fields('name');
  const list = listOf(statement, nodes);
  const gone = new Set(nodes.flatMap((node, index) => (removed.has(node) ? [index] : [])));
  const rest = added.map(nameText);
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
  if (rest.length > 0) addNames(draft, statement, list, rest, limit);
}

/** `member`, or `member as local`. */
export function nameText({ module, member, local }: ImportWish): string {
  const name = member ?? module;
  return local === name || member === '*' ? name : `${name} as ${local}`;
}

function addNames(draft: Draft, statement: TreeNode, list: CommaList, names: readonly string[], limit: number): void {
  const { text } = draft.tree;
  const hasParentheses = text[statement.end - 1] === ')';
  const line = text.slice(lineStartOf(text, statement.start), lineEndOf(text, statement.end));
  const isOneLine = statement.line === statement.endLine;
  const width = line.trimEnd().length + names.reduce((sum, name) => sum + name.length + 2, 0);
  if (isOneLine && width > limit && list.comments.length === 0) {
    spreadNames(draft, list, names, hasParentheses);
    return;
  }
  for (const name of names) addName(draft, list, name, limit);
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
function spreadNames(draft: Draft, list: CommaList, names: readonly string[], hasParentheses: boolean): void {
  const all = [...list.items.map(({ node }) => node.text), ...names];
  const keys = list.items.map(({ node }) => node.text);
  if (isSorted(keys)) all.sort();
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
