import type { ImportIntent, SyntaxTree } from '@moult/python';
import type { TextEdit } from '@moult/text';
export function settleImports(_tree: SyntaxTree, _intents: readonly ImportIntent[]): readonly TextEdit[] {
  return [];
}
