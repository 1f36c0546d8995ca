import type { TreeNode } from '../syntax/tree-node.ts';
import type { FileModel } from './file-model.ts';

/** A call somewhere in the service. */
interface CallSite {
  readonly file: FileModel;
  readonly node: TreeNode;
}

/** Calls of a service by the last name of what they call. */
export type CallTable = ReadonlyMap<string, readonly CallSite[]>;

/** Tabulates the calls of all files by the last name of what they call. */
export function tabulateCalls(files: readonly FileModel[]): CallTable {
  const table = new Map<string, CallSite[]>();
  for (const file of files) {
    for (const node of file.tree.nodes('call')) {
      const callee = node.field('function');
      const name = callee?.kind === 'attribute' ? callee.field('attribute') : callee;
      if (name?.kind !== 'identifier') continue;
      const same = table.get(name.text);
      if (same === undefined) table.set(name.text, [{ file, node }]);
      else same.push({ file, node });
    }
  }
  return table;
}
