import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { isMoultError, MoultError } from '@moult/errors';
import type { Orchestrator, Plugin } from '@moult/plugin-api';
import { suggestName } from '../config/suggest-name.ts';
import { loadModule } from './load-module.ts';

/** Plugins that come with the command: name → loader of the module's default export. */
export type BundledPlugins = Readonly<Record<string, () => Promise<unknown>>>;

export interface LoadPluginsOptions {
  /** Folder from which paths and packages are resolved. */
  readonly root: string;
  readonly bundled: BundledPlugins;
}

/**
 * Loads plugins by bundled name, package name (`moult-plugin-x`, `@scope/moult-plugin-x`, or any package) or path of a file or folder.
 * Throws `E-PLUGIN-LOAD` that names the plugin, the place and the remedy.
 */
export async function loadPlugins(names: readonly string[], options: LoadPluginsOptions): Promise<readonly Plugin[]> {
  const plugins: Plugin[] = [];
  for (const name of names) {
    const plugin = checkMigration(await loadPlugin(name, options), name);
    if (plugins.some((other) => other.name === plugin.name)) {
      throw new MoultError('E-PLUGIN-LOAD', `Two plugins are named "${plugin.name}".`, {
        where: name,
        hint: 'Leave one of them out of the configuration.',
      });
    }
    plugins.push(plugin);
  }
  return plugins;
}

/** Loads the orchestrator of a run in the same way. */
export async function loadOrchestrator(name: string, options: LoadPluginsOptions): Promise<Orchestrator> {
  const value = await loadPlugin(name, options);
  if (hasKind(value, 'orchestrator')) {
    // `kind` and the functions it implies are stamped by defineOrchestrator.
    return value as Orchestrator;
  }
  throw new MoultError('E-PLUGIN-LOAD', `"${name}" is not an orchestrator.`, {
    where: name,
    hint: 'Export `defineOrchestrator({ … })` as the default export.',
  });
}

async function loadPlugin(name: string, { root, bundled }: LoadPluginsOptions): Promise<unknown> {
  try {
    const load = bundled[name];
    if (load !== undefined) return await load();
    return await loadModule(locate(name, root, Object.keys(bundled)));
  } catch (error) {
    if (isMoultError(error)) throw error;
    throw new MoultError(
      'E-PLUGIN-LOAD',
      `The plugin "${name}" cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
      {
        where: name,
        hint: 'Correct the error in the plugin, or leave it out of the configuration.',
        cause: error,
      },
    );
  }
}

function locate(name: string, root: string, bundled: readonly string[]): string {
  if (name.startsWith('.') || isAbsolute(name)) return entryOf(resolve(root, name), name);
  const require = createRequire(join(root, 'package.json'));
  for (const candidate of [name, `moult-plugin-${name}`, `@moult/plugin-${name}`]) {
    try {
      return require.resolve(candidate);
    } catch {
      // The next spelling is tried; when none is found the message below lists them.
    }
  }
  throw new MoultError(
    'E-PLUGIN-LOAD',
    `The plugin "${name}" was not found among the bundled plugins or in the packages of ${root}.`,
    {
      where: name,
      hint: `${suggestName(name, bundled)} A path starts with "./".`,
    },
  );
}

function entryOf(path: string, name: string): string {
  const candidates = existsSync(path) && statSync(path).isDirectory() ? entriesOfFolder(path) : [path];
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found !== undefined) return found;
  throw new MoultError('E-PLUGIN-LOAD', `There is no plugin at "${name}".`, {
    where: name,
    hint: `Looked for ${candidates.join(', ')}.`,
  });
}

function entriesOfFolder(folder: string): readonly string[] {
  const usual = ['src/index.ts', 'index.ts', 'index.mjs', 'index.js', 'plugin.ts', 'plugin.mjs', 'plugin.js'].map(
    (file) => join(folder, file),
  );
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return usual;
  const { main, exports } = JSON.parse(readFileSync(manifest, 'utf8'));
  const entry = typeof exports === 'string' ? exports : (exports?.['.']?.default ?? exports?.['.'] ?? main);
  return typeof entry === 'string' ? [join(folder, entry), ...usual] : usual;
}

function checkMigration(value: unknown, name: string): Plugin {
  if (!hasKind(value, 'migration')) {
    throw new MoultError('E-PLUGIN-LOAD', `"${name}" is not a migration plugin.`, {
      where: name,
      hint: 'Export `definePlugin({ … })` as the default export.',
    });
  }
  // `kind` is stamped by definePlugin, which checked the rest.
  const plugin = value as Plugin;
  if (plugin.contract !== 1) {
    throw new MoultError(
      'E-PLUGIN-LOAD',
      `"${name}" was written against contract ${plugin.contract}; this Moult speaks contract 1.`,
      {
        where: name,
        hint: 'Update the plugin or Moult, whichever is older.',
      },
    );
  }
  return plugin;
}

function hasKind(value: unknown, kind: string): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}
