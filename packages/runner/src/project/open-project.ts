import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { MoultError } from '@moult/errors';
import type { Plugin } from '@moult/plugin-api';
import type { ConfigFile } from '../config/check-config.ts';
import { checkPluginOptions, type OptionValues, parseSetting } from '../config/check-plugin-options.ts';
import type { Config, ValueSource } from '../config/config.ts';
import { findRoot, loadConfig } from '../config/load-config.ts';
import { mergeConfig } from '../config/merge-config.ts';
import { suggestName } from '../config/suggest-name.ts';
import { type BundledPlugins, loadPlugins } from '../plugins/load-plugins.ts';

/** A root with its configuration and plugins, ready to plan. */
export interface Project {
  /** Absolute, links resolved. */
  readonly root: string;
  readonly workingDirectory: string;
  readonly config: Config;
  readonly sources: Readonly<Record<string, ValueSource>>;
  /** Absolute path of the configuration file, and the digest of its bytes. */
  readonly configFile: { readonly path: string; readonly digest: string } | undefined;
  readonly plugins: readonly Plugin[];
  /** Values of every plugin's options: plugin name → option name → value. */
  readonly options: ReadonlyMap<string, OptionValues>;
  readonly bundled: BundledPlugins;
}

export interface OpenProjectInput {
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly bundled: BundledPlugins;
  /** Root and configuration file as given on the command line. */
  readonly root?: string;
  readonly configPath?: string;
  readonly flags?: ConfigFile;
  /** Values of `--plugin`: only these of the configured plugins, or others by name or path. */
  readonly plugins?: readonly string[];
  /** Values of `--set`. */
  readonly settings?: readonly string[];
}

/** Finds the root, reads the configuration and loads the plugins. Throws `E-CONFIG`, `E-USAGE` or `E-PLUGIN-LOAD`. */
export async function openProject(input: OpenProjectInput): Promise<Project> {
  const { workingDirectory, environment, bundled } = input;
  const root = realpathSync(findExistingRoot(workingDirectory, input.root));
  const named = input.configPath ?? environment['MOULT_CONFIG'];
  const loaded = await loadConfig(root, named === undefined ? undefined : resolve(workingDirectory, named));
  const flags = withSettings(input.flags ?? {}, input.settings ?? []);
  const { config, sources } = mergeConfig(flags, environment, loaded.content);
  const wanted = input.plugins ?? [];
  const loadedPlugins = await loadPlugins(wanted.length === 0 ? config.plugins : wanted, { root, bundled });
  checkSelectors(loadedPlugins, [...config.only, ...config.skip]);
  const plugins = loadedPlugins.filter((plugin) => isSelected(plugin, config));
  return {
    root,
    workingDirectory,
    config,
    sources,
    configFile: loaded.path === undefined ? undefined : { path: loaded.path, digest: digestOf(loaded.path) },
    plugins,
    options: checkPluginOptions(loadedPlugins, optionsOfLoaded(config.options, loadedPlugins, flags)),
    bundled,
  };
}

function findExistingRoot(workingDirectory: string, wanted: string | undefined): string {
  const root = findRoot(workingDirectory, wanted);
  try {
    realpathSync(root);
    return root;
  } catch (error) {
    throw new MoultError('E-USAGE', `The root "${root}" does not exist.`, {
      where: root,
      hint: 'Check the path given with --root.',
      cause: error,
    });
  }
}

function withSettings(flags: ConfigFile, settings: readonly string[]): ConfigFile {
  if (settings.length === 0) return flags;
  const options: Record<string, Record<string, string | boolean>> = {};
  for (const setting of settings) {
    const { plugin, option, value } = parseSetting(setting);
    options[plugin] = { ...options[plugin], [option]: value };
  }
  return { ...flags, options };
}

/** Options of a configured plugin that this run leaves out are no mistake; options given on the command line for one are. */
function optionsOfLoaded(options: Config['options'], plugins: readonly Plugin[], flags: ConfigFile): Config['options'] {
  const loaded = new Set(plugins.map((plugin) => plugin.name));
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => loaded.has(name) || flags.options?.[name] !== undefined),
  );
}

/** Whether anything of a plugin takes part: a plugin of which nothing is selected must not touch requirements either. */
function isSelected({ name }: Plugin, { only, skip }: Config): boolean {
  const isNamed = (selector: string): boolean => selector === name || selector.startsWith(`${name}/`);
  return (only.length === 0 || only.some(isNamed)) && !skip.includes(name);
}

function checkSelectors(plugins: readonly Plugin[], selectors: readonly string[]): void {
  const known = plugins.flatMap((plugin) => [
    plugin.name,
    ...plugin.rules.map((rule) => `${plugin.name}/${rule.name}`),
  ]);
  const unknown = selectors.find((selector) => !known.includes(selector));
  if (unknown === undefined) return;
  throw new MoultError('E-USAGE', `There is no plugin or rule "${unknown}" in this run.`, {
    where: unknown,
    hint: suggestName(unknown, known),
  });
}

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
