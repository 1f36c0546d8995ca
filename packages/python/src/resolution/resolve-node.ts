import type { Resolution } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileModel } from './file-model.ts';

/** What a node resolves to. */
export function resolveNode(evaluator: Evaluator, file: FileModel, node: TreeNode): Resolution {
  return beginsUnknown(evaluator, file, node) ? UNRESOLVED : evaluator.resolution(evaluator.expression(file, node));
}

const UNRESOLVED: Resolution = { candidates: [], certain: false };

/** Whether a name or chain begins with a variable of which nothing is known; most do, and one look at the variable spares one at each of them. */
function beginsUnknown(evaluator: Evaluator, file: FileModel, node: TreeNode): boolean {
  let first: TreeNode | undefined = node;
  while (first?.kind === 'attribute') {
    // What is read from a `state` is known without its object.
    if (first.field('attribute')?.text === 'state') return false;
    first = first.field('object');
  }
  const variable = first?.kind === 'identifier' ? file.uses.variableOf(first) : undefined;
  return variable !== undefined && evaluator.isUnknown(file, variable);
}
