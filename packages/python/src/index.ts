export { parseSource } from './syntax/parse-source.ts';
export type { SyntaxTree } from './syntax/syntax-tree.ts';
export { TreeNode } from './syntax/tree-node.ts';
