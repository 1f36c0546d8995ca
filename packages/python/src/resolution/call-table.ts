import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { FileModel } from './file-model.ts';

/** A call somewhere in the service. */
export interface CallSite {
  readonly file: FileModel;
  readonly node: TreeNode;
}

/** Calls of a service by the last name of what they call. */
export interface CallTable {
  get(name: string): readonly CallSite[];
}

/** Opens the calls of all files. A file whose text holds no such call is not parsed for the answer. */
export function openCalls(files: readonly FileModel[]): CallTable {
  const tables = new Map<FileModel, ReadonlyMap<string, readonly CallSite[]>>();
  const known = new Map<string, readonly CallSite[]>();
  const callsIn = (file: FileModel, name: string): readonly CallSite[] => {
    if (!mayCall(file.tree, name)) return [];
    const table = tables.get(file) ?? tabulateCalls(file);
    tables.set(file, table);
    return table.get(name) ?? [];
  };
  return {
    get(name) {
      const calls = known.get(name) ?? files.flatMap((file) => callsIn(file, name));
      known.set(name, calls);
      return calls;
    },
  };
}

/** Between a name and its bracket, space, line ends and comments can stand; no name holds a character that means something in a pattern. */
function mayCall({ isParsed, text }: SyntaxTree, name: string): boolean {
  return isParsed || (text.includes(name) && new RegExp(`${name}(?:[\\s\\\\]|#[^\\n]*\\n)*\\(`).test(text));
}

function tabulateCalls(file: FileModel): ReadonlyMap<string, readonly CallSite[]> {
  const table = new Map<string, CallSite[]>();
  for (const node of file.tree.nodes('call')) {
    const callee = node.field('function');
    const name = callee?.kind === 'attribute' ? callee.field('attribute') : callee;
    if (name?.kind !== 'identifier') continue;
    const same = table.get(name.text);
    if (same === undefined) table.set(name.text, [{ file, node }]);
    else same.push({ file, node });
  }
  return table;
}
