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

// A tree that has not changed since the pass before has the calls it had then.
const tables = new WeakMap<SyntaxTree, ReadonlyMap<string, readonly TreeNode[]>>();

/** Opens the calls of all files. A file whose text holds no such call is not parsed for the answer. */
export function openCalls(files: readonly FileModel[]): CallTable {
  const known = new Map<string, readonly CallSite[]>();
  return {
    get(name) {
      const calls = known.get(name) ?? collectCalls(files, name);
      known.set(name, calls);
      return calls;
    },
  };
}

/** Between a name and its bracket, space, line ends and comments can stand; no name holds a character that means something in a pattern. */
function collectCalls(files: readonly FileModel[], name: string): readonly CallSite[] {
  const pattern = new RegExp(`${name}(?:[\\s\\\\]|#[^\\n]*\\n)*\\(`);
  const mayCall = ({ isParsed, text }: SyntaxTree): boolean => isParsed || (text.includes(name) && pattern.test(text));
  return files.flatMap((file) =>
    mayCall(file.tree) ? (callsOf(file.tree).get(name) ?? []).map((node) => ({ file, node })) : [],
  );
}

/** Whether two states of a file have as many calls of a name. Whoever looks into one of them reads its file besides. */
export function callsAlike(a: SyntaxTree, b: SyntaxTree, name: string): boolean {
  const count = (tree: SyntaxTree): number => (tree.text.includes(name) ? (callsOf(tree).get(name) ?? []).length : 0);
  return count(a) === count(b);
}

function callsOf(tree: SyntaxTree): ReadonlyMap<string, readonly TreeNode[]> {
  const table = tables.get(tree) ?? tabulateCalls(tree);
  tables.set(tree, table);
  return table;
}

function tabulateCalls(tree: SyntaxTree): ReadonlyMap<string, readonly TreeNode[]> {
  const table = new Map<string, TreeNode[]>();
  for (const node of tree.nodes('call')) {
    const callee = node.field('function');
    const name = callee?.kind === 'attribute' ? callee.field('attribute') : callee;
    if (name?.kind !== 'identifier') continue;
    const same = table.get(name.text);
    if (same === undefined) table.set(name.text, [node]);
    else same.push(node);
  }
  return table;
}
