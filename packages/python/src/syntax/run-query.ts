import { MoultError } from '@moult/errors';
import { loadGrammar, type NativeCapture, type NativeNode, type NativeQuery } from './native-grammar.ts';
import { parseNative } from './parse-native.ts';
import type { SyntaxTree } from './syntax-tree.ts';
import type { TreeNode } from './tree-node.ts';

/** One match of a query: the nodes each capture took, in source order. Captured tokens that are no nodes are left out. */
export interface QueryMatch {
  /** Number of the pattern in the query, from 0. */
  readonly pattern: number;
  readonly captures: Readonly<Record<string, readonly TreeNode[]>>;
}

/** A compiled query, good for any number of trees. */
export interface SyntaxQuery {
  run(tree: SyntaxTree): readonly QueryMatch[];
}

/** Compiles a tree-sitter query. Throws `E-QUERY` when the grammar does not know what it asks for. */
export function compileQuery(source: string): SyntaxQuery {
  const query = createQuery(source);
  return {
    run(tree) {
      const native = parseNative(tree.text);
      return query.matches(native.rootNode).map(({ pattern, captures }) => ({
        pattern,
        captures: groupCaptures(tree, captures),
      }));
    },
  };
}

function createQuery(source: string): NativeQuery {
  const { language, Query } = loadGrammar();
  try {
    // An error at offset 0 would crash the process; behind a line end no error is at offset 0.
    return new Query(language, `\n${source}`);
  } catch (cause) {
    throw new MoultError('E-QUERY', `The query \`${source.trim().slice(0, 80)}\` does not compile`, {
      hint: 'Check its kinds and fields against tree-sitter-python 0.23, and its brackets',
      cause,
    });
  }
}

function groupCaptures(
  tree: SyntaxTree,
  captures: readonly NativeCapture[],
): Readonly<Record<string, readonly TreeNode[]>> {
  const groups: Record<string, TreeNode[]> = {};
  for (const { name, node } of captures) {
    const found = findNode(tree, node);
    if (found === undefined) continue;
    const group = groups[name];
    if (group === undefined) groups[name] = [found];
    else group.push(found);
  }
  return groups;
}

/** The plain node of a native one, by kind and range. */
function findNode(tree: SyntaxTree, native: NativeNode): TreeNode | undefined {
  if (native.parent === null) return tree.root;
  const { type, startIndex, endIndex } = native;
  const nodes = tree.nodes(type);
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.start ?? 0) < startIndex) low = middle + 1;
    else high = middle;
  }
  for (let index = low; nodes[index]?.start === startIndex; index++) {
    const node = nodes[index];
    // Comments were cut before a carriage return.
    if (node?.end === endIndex || (type === 'comment' && node?.end === endIndex - 1)) return node;
  }
  return undefined;
}
