import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { MoultError } from '@moult/errors';
import { type ConfigFile, checkConfig } from './check-config.ts';

/** A configuration as found on disk. */
export interface LoadedConfig {
  /** Absolute path of the file; undefined when there is none. */
  readonly path: string | undefined;
  readonly content: ConfigFile;
}

/** Names that are looked for, in this order. */
export const CONFIG_NAMES = [
  'moult.config.ts',
  'moult.config.js',
  'moult.config.mjs',
  'moult.config.json',
  'moult.config.yaml',
  '.moultrc',
  'package.json',
];

/** The folder a run is about: the one asked for, else the nearest with a configuration, else that of the git tree, else the working directory. */
export function findRoot(workingDirectory: string, wanted?: string): string {
  if (wanted !== undefined) return resolve(workingDirectory, wanted);
  return (
    nearest(workingDirectory, (folder) => configNameIn(folder) !== undefined) ??
    nearest(workingDirectory, (folder) => existsSync(join(folder, '.git'))) ??
    workingDirectory
  );
}

/**
 * Loads the configuration of a root, or the file that is named. A configuration in code runs when it is loaded, so it is only looked for in the root
 * itself. Throws `E-CONFIG` when the file cannot be read or does not fit the schema.
 */
export async function loadConfig(root: string, named?: string): Promise<LoadedConfig> {
  const found = named ?? (configNameIn(root) === undefined ? undefined : join(root, configNameIn(root) ?? ''));
  if (found === undefined) return { path: undefined, content: {} };
  if (!existsSync(found)) {
    throw new MoultError('E-CONFIG', `The configuration file "${found}" does not exist.`, {
      where: found,
      hint: 'Check the path given with --config.',
    });
  }
  return { path: found, content: checkConfig((await readConfig(root, found)) ?? {}, found) };
}

async function readConfig(root: string, path: string): Promise<unknown> {
  // Only a run with a configuration file pays for cosmiconfig.
  const { exploreConfig } = await import('./explore-config.ts');
  try {
    return await exploreConfig(root, path, CONFIG_NAMES);
  } catch (error) {
    throw new MoultError(
      'E-CONFIG',
      `The configuration file cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
      {
        where: path,
        hint: 'Correct the file, or name another one with --config.',
        cause: error,
      },
    );
  }
}

function configNameIn(folder: string): string | undefined {
  return CONFIG_NAMES.find(
    (name) => existsSync(join(folder, name)) && (name !== 'package.json' || hasMoultKey(join(folder, name))),
  );
}

function hasMoultKey(manifest: string): boolean {
  const text = readFileSync(manifest, 'utf8');
  if (!text.includes('"moult"')) return false;
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null && 'moult' in content && typeof content.moult === 'object';
  } catch {
    return false;
  }
}

function nearest(start: string, accepts: (folder: string) => boolean): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (accepts(folder)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
