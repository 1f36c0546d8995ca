import type { TreeNode } from '../syntax/tree-node.ts';
import { stringValueOf } from '../views/string-view.ts';
import type { Evaluator } from './evaluator.ts';
import type { LocalModule } from './service-modules.ts';

/** Whether a star import of a local module may bring a name: what `__all__` lists, else every name without an underscore that it binds. */
export function starExports(evaluator: Evaluator, module: LocalModule, name: string): boolean {
  return exportsName(evaluator, module, name, new Set());
}

function exportsName(evaluator: Evaluator, module: LocalModule, name: string, seen: Set<string>): boolean {
  const file = module.path === undefined ? undefined : evaluator.fileAt(module.path);
  if (file === undefined || seen.has(file.path)) return false;
  seen.add(file.path);
  const { variables } = file.bindings.module;
  const listed = listedNames(variables.get('__all__')?.bindings.map((binding) => binding.source) ?? []);
  if (listed !== undefined && !listed.includes(name)) return false;
  if (listed === undefined && name.startsWith('_')) return false;
  if (variables.has(name)) return true;
  return file.bindings.stars.some((star) => {
    const source =
      star.level > 0
        ? evaluator.modules.findRelative(star.level, star.module, file.path)
        : evaluator.modules.find(star.module, file).local;
    // A star import of a library may bring anything.
    return source === undefined || exportsName(evaluator, source, name, seen);
  });
}

/** The names a literal `__all__` lists; undefined when there is none, or when it is built in another way. */
function listedNames(
  sources: readonly { readonly kind: string; readonly value?: TreeNode | undefined }[],
): readonly string[] | undefined {
  const [only] = sources;
  const display = sources.length === 1 ? only?.value : undefined;
  if (display?.kind !== 'list' && display?.kind !== 'tuple') return undefined;
  return display.children.flatMap((child) => stringValueOf(child) ?? []);
}
