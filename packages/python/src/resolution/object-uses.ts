import type { Resolution } from '@moult/plugin-api';
import { isVariableName } from '../bindings/name-uses.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileModel } from './file-model.ts';
import type { ReadSet } from './read-set.ts';
import { resolveNode } from './resolve-node.ts';
import { keyOfOrigin } from './value.ts';

/** A place that uses an object. */
export interface FoundUse {
  readonly file: FileModel;
  readonly node: TreeNode;
  readonly resolution: Resolution;
}

/** The uses that one file makes of objects, with the places that made them, and what that was read from. */
export interface FileUses {
  readonly uses: readonly { readonly origin: string; readonly use: FoundUse }[];
  readonly reads: ReadSet;
}

/** Finds the uses of all objects in one file, in source order. */
export function findUses(evaluator: Evaluator, file: FileModel): FileUses {
  const { value, reads } = evaluator.watch(() =>
    longestChains(file).flatMap((node) => {
      const resolution = resolveNode(evaluator, file, node);
      return originsOf(resolution, file, node).map((origin) => ({ origin, use: { file, node, resolution } }));
    }),
  );
  return { uses: value, reads };
}

/** Tabulates the uses of all objects by the place that made them, in the order of files and places. */
export function tabulateUses(files: readonly FileUses[]): ReadonlyMap<string, readonly FoundUse[]> {
  const table = new Map<string, FoundUse[]>();
  for (const { uses } of files) {
    for (const { origin, use } of uses) {
      const same = table.get(origin);
      if (same === undefined) table.set(origin, [use]);
      else same.push(use);
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
function originsOf({ candidates }: Resolution, file: FileModel, node: TreeNode): readonly string[] {
  const made = candidates.filter(({ origin }) => origin !== undefined);
  if (made.length === 0) return [];
  const used = isStored(file, node) ? made.filter(({ kind }) => kind === 'member') : made;
  return [...new Set(used.map(({ origin }) => keyOfOrigin(origin)))];
}

function isStored(file: FileModel, node: TreeNode): boolean {
  if (node.kind === 'attribute') {
    const name = node.field('attribute')?.text ?? '';
    return (file.bindings.attributes.get(name) ?? []).some((binding) => binding.target === node);
  }
  return file.uses.variableOf(node)?.bindings.some((binding) => binding.identifier === node) ?? false;
}
