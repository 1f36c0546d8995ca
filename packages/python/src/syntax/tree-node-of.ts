import { MoultError } from '@moult/errors';
import type { SyntaxNode } from '@moult/plugin-api';
import { TreeNode } from './tree-node.ts';

/** The tree node behind a node a plugin was given. Throws `E-PLUGIN` for an object that is none. */
export function treeNodeOf(node: SyntaxNode): TreeNode {
  if (node instanceof TreeNode) return node;
  throw new MoultError('E-PLUGIN', 'A plugin passed an object that is not a node of a parsed file', {
    hint: 'Pass nodes as the site, the views and the file gave them',
  });
}
