import type { RewriteInput } from '../rewrite/rewrite-input.ts';
import { compilePrefilter } from './compile-prefilter.ts';
import { selectRelevant } from './select-relevant.ts';

/**
 * Names of the plugins that concern each parsed file, by path: what a plugin finds in a file is the same with and without other plugins in the
 * run.
 */
export function tellRelevance({
  service: { path, files },
  plugins,
  ignoreRelevance = false,
}: RewriteInput): ReadonlyMap<string, readonly string[]> {
  if (ignoreRelevance) {
    const all = plugins.map(({ plugin }) => plugin.name);
    return new Map(files.map((file) => [file.path, all]));
  }
  const texts = files.map((file) => ({ path: file.path, bytesAsText: file.source.text }));
  const relevance = new Map<string, string[]>();
  for (const { plugin } of plugins) {
    for (const each of selectRelevant(texts, path, compilePrefilter([plugin], 'text')).keys()) {
      relevance.set(each, [...(relevance.get(each) ?? []), plugin.name]);
    }
  }
  return relevance;
}
