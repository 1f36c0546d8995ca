import type { ImportsEdit, QualifiedName } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import { chooseLocal } from './choose-local.ts';
import type { EditScope } from './edit-scope.ts';
import { asTreeNode } from './tree-places.ts';

/** The wishes of one site about imports. */
export function editImports(scope: EditScope): ImportsEdit {
  const at: TreeNode = asTreeNode(scope.site.node);
  const { intents } = scope.draft;
  return {
    use(module: QualifiedName, member?: string, style?: 'member' | 'module') {
      const choice = chooseLocal(at, { module, member, style }, [...scope.pending, ...intents]);
      intents.push(choice.intent);
      return choice.written;
    },
    mayDrop(name) {
      intents.push({ kind: 'may-drop', name });
    },
  };
}
