import type { ManifestChange } from '@moult/plugin-api';
import { requirementUnit } from '../rewrite/name-candidates.ts';
import type { PluginUse } from '../rewrite/rewrite-input.ts';
import type { RewriteContext, RewriteState } from '../rewrite/rewrite-state.ts';

/** One wish and all units that have it. */
export interface JointWish {
  readonly wish: ManifestChange;
  readonly use: PluginUse;
  readonly units: readonly string[];
  /** Place of the plugin in the merge order. */
  readonly rank: number;
}

/**
 * The wishes of all plugins in merge order: of each first its own, then those of its changes; equal ones once. A plugin of which only
 * single rules are wanted has no wishes of its own: the requirement moves with the whole migration.
 */
export function collectWishes({ input }: RewriteContext, state: RewriteState): readonly JointWish[] {
  return input.plugins.flatMap((use, rank) => {
    const isWhole = input.isWanted?.(use.plugin.name, '*') ?? true;
    const own = state.wishes
      .filter(({ plugin }) => isWhole && plugin === use.plugin.name)
      .flatMap(({ wishes }) => wishes);
    const changes = [...state.candidates.values()]
      .filter(({ owner, needs }) => owner.plugin === use.plugin.name && needs.length > 0)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const asked = [
      ...own.map((wish) => ({ wish, unit: wish.unit ?? requirementUnit(use.plugin) })),
      ...changes.flatMap(({ needs, unit }) => needs.map((wish) => ({ wish, unit: wish.unit ?? unit }))),
    ];
    return additionsFirst(joinEqual(asked)).map(({ wish, units }) => ({ wish, units, use, rank }));
  });
}

/** A requirement is added beside another one before that one is replaced or removed. */
function additionsFirst<T extends { readonly wish: ManifestChange }>(wishes: readonly T[]): readonly T[] {
  const isAddition = ({ wish }: T): boolean => wish.kind === 'add-requirement';
  return [...wishes.filter(isAddition), ...wishes.filter((wish) => !isAddition(wish))];
}

function joinEqual(asked: readonly { readonly wish: ManifestChange; readonly unit: string }[]) {
  const joint = new Map<string, { readonly wish: ManifestChange; readonly units: string[] }>();
  for (const { wish, unit } of asked) {
    const key = JSON.stringify(Object.entries({ ...wish, unit: undefined }).sort(([a], [b]) => (a < b ? -1 : 1)));
    const known = joint.get(key);
    if (known === undefined) joint.set(key, { wish, units: [unit] });
    else if (!known.units.includes(unit)) known.units.push(unit);
  }
  return [...joint.values()];
}
