import { cosmiconfig } from 'cosmiconfig';
import { loadModule } from '../plugins/load-module.ts';

/** What a configuration file says; undefined for an empty one. Rejects with what cosmiconfig or the code in the file throws. */
export async function exploreConfig(root: string, path: string, names: readonly string[]): Promise<unknown> {
  const fromCode = (file: string) => loadModule(file);
  const explorer = cosmiconfig('moult', {
    searchPlaces: [...names],
    stopDir: root,
    loaders: { '.ts': fromCode, '.js': fromCode, '.mjs': fromCode, '.cjs': fromCode },
  });
  const result = await explorer.load(path);
  return result?.config;
}
