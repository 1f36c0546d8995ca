import { buildTree } from './build-tree.ts';
import { parseNative } from './parse-native.ts';
import type { SyntaxTree } from './syntax-tree.ts';

/**
 * Parses a Python source of any validity: what the grammar cannot read is in `errors`. The text is taken as it is, so decode it before and
 * take off no byte order mark. A `previous` tree of the very same text is returned instead of a new one. Throws `E-PARSE` when the native
 * parser itself fails.
 */
export function parseSource(text: string, previous?: SyntaxTree): SyntaxTree {
  if (previous !== undefined && previous.text === text) return previous;
  return buildTree(text, parseNative(text));
}
