import type { TreeNode } from '@moult/python';
import type { FindContext } from './find-sites.ts';
import type { FoundSite, LibraryUse } from './found-site.ts';
import { fullNameOf, libraryImports } from './import-sites.ts';
import { findReferred, isAtOrBelow } from './match-name.ts';
import { chainsOf } from './name-gate.ts';

/** The libraries that an import statement brings in. */
export function findLibraryImports(context: FindContext, statement: TreeNode): readonly LibraryUse[] {
  return libraryImports(context, statement).flatMap((imported) => {
    const name = fullNameOf(imported);
    return context.index.plugins
      .filter(({ plugin }) => plugin.detects.modules.some((module) => isAtOrBelow(name, module)))
      .map(({ plugin }) => ({ plugin: plugin.name, name, kind: 'import', node: imported.node }));
  });
}

/** The libraries that a name or chain refers to by way of an import: the longest part that does. */
export function findLibraryUse({ file, index, gate }: FindContext, longest: TreeNode): readonly LibraryUse[] {
  if (!gate.couldRefer(longest)) return [];
  const waiting = new Set(index.plugins);
  const uses: LibraryUse[] = [];
  for (const node of chainsOf(longest)) {
    const resolution = waiting.size === 0 ? undefined : file.view.resolve(node);
    if (resolution === undefined || resolution.candidates.length === 0) continue;
    for (const use of waiting) {
      const { modules } = use.plugin.detects;
      const match = findReferred(
        resolution,
        modules.flatMap((module) => [module, `${module}.*`]),
      );
      if (match === undefined) continue;
      waiting.delete(use);
      uses.push({ plugin: use.plugin.name, name: match.name, kind: 'reference', node });
    }
  }
  return uses;
}

/** Whether a site of the plugin's own rules accounts for a use. */
export function isTaken(use: LibraryUse, sites: readonly FoundSite[]): boolean {
  return sites.some(
    ({ entry, head, site }) =>
      entry.plugin.name === use.plugin &&
      site.kind !== 'file' &&
      site.kind !== 'function' &&
      site.kind !== 'class' &&
      covers(head, use.node),
  );
}

function covers(head: TreeNode, node: TreeNode): boolean {
  if (head.kind === 'call') return covers(head.field('function') ?? head, node);
  return head.start <= node.start && node.end <= head.end;
}
