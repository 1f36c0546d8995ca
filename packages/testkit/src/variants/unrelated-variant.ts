import { parseSource, type TreeNode } from '@moult/python';
import { applyEdits, replacement } from '@moult/text';
import type { Variant } from './variant.ts';

/** The same program on another library: every import of the library's modules names one that no plugin knows. Nothing may change. */
export const unrelatedLibrary: Variant = {
  name: 'unrelated-file',
  holds: 'no-change',
  apply(text, { plugin }) {
    const tree = parseSource(text);
    const tops = new Set(plugin.detects.modules.map((module) => module.split('.', 1)[0] ?? module));
    const roots = [...tree.nodes('import_from_statement'), ...tree.nodes('import_statement')].flatMap(moduleRoots);
    const found = roots.filter((node) => tops.has(node.text));
    if (found.length === 0 || roots.length > found.length) return undefined;
    const isReferred = tree.nodes('identifier').some((node) => tops.has(node.text) && !found.includes(node));
    const isNamed = tree.nodes('string').some((node) => [...tops].some((top) => node.text.includes(top)));
    return isReferred || isNamed
      ? undefined
      : applyEdits(
          text,
          found.map((node) => replacement(node, 'another_library')).sort((a, b) => a.start - b.start),
        );
  },
};

/** The first identifier of every module a statement imports. */
function moduleRoots(statement: TreeNode): readonly TreeNode[] {
  const named = statement.kind === 'import_from_statement' ? statement.fields('module_name') : statement.fields('name');
  return named.flatMap((name) => {
    const dotted = name.kind === 'aliased_import' ? name.field('name') : name;
    return dotted?.children.slice(0, 1) ?? [];
  });
}
