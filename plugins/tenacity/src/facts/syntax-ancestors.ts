import type { SyntaxNode } from '@moult/plugin-api';

/** The node itself or the nearest one around it that is of a kind. */
export function enclosing(node: SyntaxNode, kind: string): SyntaxNode | undefined {
  for (let current: SyntaxNode | undefined = node; current !== undefined; current = current.parent) {
    if (current.kind === kind) return current;
  }
  return undefined;
}

/** Whether `node` is `outer` or stands inside it. */
export function contains(outer: SyntaxNode | undefined, node: SyntaxNode): boolean {
  if (outer === undefined || node.line < outer.line || node.line > outer.endLine) return false;
  for (let current: SyntaxNode | undefined = node; current !== undefined; current = current.parent) {
    if (current === outer) return true;
  }
  return false;
}

/** The last part of a name or an attribute chain; empty for anything that does not end with a name. */
export function lastName(node: SyntaxNode | undefined): string {
  return /(\w+)$/.exec(node?.text ?? '')?.[1] ?? '';
}
