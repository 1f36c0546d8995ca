import type { Plugin } from '@moult/plugin-api';
import type { RewriteInput } from '../rewrite/rewrite-input.ts';
import { compilePrefilter, type Prefilter } from './compile-prefilter.ts';
import { openImportGraph } from './import-graph.ts';
import { selectRelevant } from './select-relevant.ts';

/** A plugin that concerns a file: the file names it, or imports one that does. */
export interface PluginRelevance {
  readonly plugin: string;
  readonly kind: 'named' | 'imports';
}

/**
 * The plugins that concern each parsed file, by path: what a plugin finds in a file is the same with and without other plugins in the
 * run.
 */
export function tellRelevance({
  service: { path, files },
  plugins,
  ignoreRelevance = false,
}: RewriteInput): ReadonlyMap<string, readonly PluginRelevance[]> {
  if (ignoreRelevance) {
    const all = plugins.map(({ plugin }): PluginRelevance => ({ plugin: plugin.name, kind: 'named' }));
    return new Map(files.map((file) => [file.path, all]));
  }
  const graph = openImportGraph(
    files.map((file) => ({ path: file.path, bytesAsText: file.source.text })),
    path,
  );
  const relevance = new Map<string, PluginRelevance[]>();
  for (const { plugin } of plugins) {
    for (const [each, { kind }] of selectRelevant(graph, prefilterOf(plugin))) {
      relevance.set(each, [...(relevance.get(each) ?? []), { plugin: plugin.name, kind }]);
    }
  }
  return relevance;
}

const prefilters = new WeakMap<Plugin, Prefilter>();

/** The same for every service of a plan. */
function prefilterOf(plugin: Plugin): Prefilter {
  const prefilter = prefilters.get(plugin) ?? compilePrefilter([plugin], 'text');
  prefilters.set(plugin, prefilter);
  return prefilter;
}
