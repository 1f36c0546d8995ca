import { parseSource, type SyntaxTree } from '@moult/python';
import type { Variant } from './variant.ts';

/** Everything behind the imports stands one level further in, below `if True:`. */
export const nestedBlock: Variant = {
  name: 'nested-block',
  holds: 'same-rewrite',
  apply(text) {
    const tree = parseSource(text);
    const start = endOfImports(tree);
    if (start === undefined || hasLongText(tree) || text.includes('\r')) return undefined;
    const head = text.slice(0, start);
    const body = text.slice(start).replaceAll(/^(?=[^\n])/gm, '    ');
    return `${head}if True:\n${body}`;
  },
};

/** Offset of the line after the imports at the head of the file; undefined when imports stand elsewhere too. */
function endOfImports(tree: SyntaxTree): number | undefined {
  const isImport = (kind: string) =>
    kind === 'import_statement' || kind === 'import_from_statement' || kind === 'future_import_statement';
  const statements = tree.root.children;
  const first = statements.findIndex((node) => !isImport(node.kind) && node.kind !== 'comment');
  const rest = first < 0 ? [] : statements.slice(first);
  const last = first < 1 ? undefined : statements[first - 1];
  if (last === undefined || rest.length === 0 || rest.some((node) => isImport(node.kind))) return undefined;
  const newline = tree.text.indexOf('\n', last.end);
  const next = rest[0];
  if (newline < 0 || next === undefined) return undefined;
  let start = newline + 1;
  while (tree.text[start] === '\n') start += 1;
  return start <= next.start ? start : undefined;
}

/** Text over several lines would change with its indentation. */
function hasLongText(tree: SyntaxTree): boolean {
  return tree.nodes('string').some((node) => node.text.includes('\n')) || /\\\n/.test(tree.text);
}
