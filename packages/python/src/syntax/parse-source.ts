import { buildTree } from './build-tree.ts';
import { BuiltTree } from './built-tree.ts';
import { parseNative } from './parse-native.ts';
import type { SyntaxTree } from './syntax-tree.ts';

/**
 * Parses a Python source of any validity: what the grammar cannot read is in `errors`. The text is taken as it is, so decode it before and
 * take off no byte order mark. A `previous` tree of the very same text is returned instead of a new one. Throws `E-PARSE` when the native
 * parser itself fails.
 */
export function parseSource(text: string, previous?: SyntaxTree): SyntaxTree {
  if (previous !== undefined && previous.text === text) return previous;
  const tree = openSource(text);
  return tree.root.tree;
}

/** Opens a Python source as `parseSource` does, and parses it when somebody asks for a node of it: then `E-PARSE` can be thrown. */
export function openSource(text: string): SyntaxTree {
  return new BuiltTree(text, (built) => buildTree(built, parseNative(text)));
}
