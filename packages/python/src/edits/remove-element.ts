import type { TreeNode } from '../syntax/tree-node.ts';
import { readBracketed, readList } from './comma-list.ts';
import type { EditScope } from './edit-scope.ts';
import { lineIndentAt } from './lay-fragment.ts';
import { refuseEdit } from './refuse-edit.ts';
import { clearList, removeItems } from './remove-items.ts';
import { codeChildren } from './tree-places.ts';

/** Takes an element out of its container. Several elements of one container are taken out together. */
export function removeElement(scope: EditScope, element: TreeNode, container: TreeNode): void {
  if (container.kind === 'argument_list' && container.parent?.kind === 'call') {
    scope.removeArgument(container.parent, element);
    return;
  }
  const pending = scope.removedElements.get(container);
  if (pending !== undefined) {
    pending.add(element);
    return;
  }
  const removed = new Set([element]);
  scope.removedElements.set(container, removed);
  scope.draft.atEnd(() => placeRemovals(scope, container, removed));
}

function placeRemovals({ draft }: EditScope, container: TreeNode, removed: ReadonlySet<TreeNode>): void {
  const all = codeChildren(container);
  const hasBrackets = '([{'.includes(draft.tree.text[container.start] ?? '') && all[0]?.start !== container.start;
  const list = hasBrackets ? readBracketed(container) : readList(draft.tree, all, container, false);
  const gone = container.kind === 'parameters' ? withSeparators(all, removed) : removed;
  const indices = new Set([...gone].map((node) => all.indexOf(node)));
  const kept = all.length - indices.size;
  if (kept === 0) {
    if (!hasBrackets || ['set', 'with_clause'].includes(container.kind)) {
      refuseEdit(container, 'Nothing would be left');
    }
    const inner = lineIndentAt(draft.tree, list.items[0]?.start ?? container.start);
    clearList(draft, list, { inner, outer: lineIndentAt(draft.tree, container.start) });
    return;
  }
  removeItems(draft, list, indices, isTuple(container) && kept === 1);
}

/** One element makes a tuple only with its comma. */
function isTuple({ kind }: TreeNode): boolean {
  return kind === 'tuple' || kind === 'expression_list';
}

/** A `*` needs a parameter behind it, and a `/` one before it. */
function withSeparators(all: readonly TreeNode[], removed: ReadonlySet<TreeNode>): ReadonlySet<TreeNode> {
  const stays = (node: TreeNode): boolean => !removed.has(node) && !node.kind.endsWith('_separator');
  const idle = all.filter((node, index) => {
    if (node.kind === 'keyword_separator')
      return !all.slice(index + 1).some((other) => stays(other) && !isSplat(other));
    return node.kind === 'positional_separator' && !all.slice(0, index).some(stays);
  });
  return new Set([...removed, ...idle]);
}

function isSplat({ kind }: TreeNode): boolean {
  return kind === 'dictionary_splat_pattern';
}
