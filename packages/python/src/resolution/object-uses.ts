import type { Origin, Resolution } from '@moult/plugin-api';
import { isVariableName } from '../bindings/name-uses.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileModel } from './file-model.ts';
import { toResolution } from './to-resolution.ts';
import { keyOfOrigin } from './value.ts';

/** A place that uses an object. */
export interface FoundUse {
  readonly file: FileModel;
  readonly node: TreeNode;
  readonly resolution: Resolution;
}

/** Tabulates the uses of all objects by the place that made them, in the order of files and places. */
export function tabulateUses(evaluator: Evaluator): ReadonlyMap<string, readonly FoundUse[]> {
  const table = new Map<string, FoundUse[]>();
  for (const file of evaluator.files) {
    for (const node of longestChains(file)) {
      const resolution = toResolution(evaluator.expression(file, node));
      for (const origin of originsOf(resolution, isStored(file, node))) {
        const key = keyOfOrigin(origin);
        const same = table.get(key);
        if (same === undefined) table.set(key, [{ file, node, resolution }]);
        else same.push({ file, node, resolution });
      }
    }
  }
  return table;
}

/** Names and attributes that are not the object of another attribute, in source order. */
function longestChains(file: FileModel): readonly TreeNode[] {
  return file.tree.all.filter((node) => {
    if (node.kind !== 'identifier' && node.kind !== 'attribute') return false;
    if (node.parent?.kind === 'attribute') return false;
    return node.kind === 'attribute' || (isVariableName(node) && !isDeclared(node));
  });
}

function isDeclared(node: TreeNode): boolean {
  const kind = node.parent?.kind;
  return kind === 'global_statement' || kind === 'nonlocal_statement';
}

/** The objects behind a resolution. A name that is given an object does not use it; storing into a member of one does. */
function originsOf({ candidates }: Resolution, isTarget: boolean): readonly Origin[] {
  const used = candidates.filter(({ kind }) => kind === 'member' || !isTarget);
  const byKey = new Map<string, Origin>();
  for (const { origin } of used) if (origin !== undefined) byKey.set(keyOfOrigin(origin), origin);
  return [...byKey.values()];
}

function isStored(file: FileModel, node: TreeNode): boolean {
  if (node.kind === 'attribute') {
    const name = node.field('attribute')?.text ?? '';
    return (file.bindings.attributes.get(name) ?? []).some((binding) => binding.target === node);
  }
  return file.uses.variableOf(node)?.bindings.some((binding) => binding.identifier === node) ?? false;
}
