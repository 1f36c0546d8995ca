import type { FileView, SyntaxNode } from '@moult/plugin-api';

/** Whether a function definition yields itself, functions inside it left out. */
export function isGenerator(file: FileView, definition: SyntaxNode): boolean {
  return file.nodes('yield').some((node) => file.enclosingFunction(node)?.node === definition);
}
