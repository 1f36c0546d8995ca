import type { PluginUse } from './rewrite-input.ts';

/** Plugins in merge order: those the configuration names in its order, then the others by name. */
export function orderPlugins(uses: readonly PluginUse[], configured: readonly string[] = []): readonly PluginUse[] {
  const rankOf = ({ plugin }: PluginUse): number => {
    const rank = configured.indexOf(plugin.name);
    return rank < 0 ? configured.length : rank;
  };
  return [...uses].sort((a, b) => rankOf(a) - rankOf(b) || (a.plugin.name < b.plugin.name ? -1 : 1));
}
