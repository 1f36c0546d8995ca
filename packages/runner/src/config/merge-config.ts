import { MoultError } from '@moult/errors';
import type { ConfigFile } from './check-config.ts';
import { type Config, DEFAULT_CONFIG, type ValueSource } from './config.ts';

/** A complete configuration, and where each value comes from. */
export interface MergedConfig {
  readonly config: Config;
  readonly sources: Readonly<Record<string, ValueSource>>;
}

/** Variables of the environment that set a key. */
export const ENVIRONMENT_KEYS: Readonly<Record<string, 'grade' | 'python' | 'inventory'>> = {
  MOULT_GRADE: 'grade',
  MOULT_PYTHON: 'python',
  MOULT_INVENTORY: 'inventory',
};

/** Lays flags over the environment over the file over the defaults. Lists replace; plugin options and `run` merge key by key. */
export function mergeConfig(
  flags: ConfigFile,
  environment: Readonly<Record<string, string | undefined>>,
  file: ConfigFile,
): MergedConfig {
  const layers: readonly (readonly [ValueSource, ConfigFile])[] = [
    ['default', DEFAULT_CONFIG],
    ['file', file],
    ['environment', fromEnvironment(environment)],
    ['flag', flags],
  ];
  const sources: Record<string, ValueSource> = {};
  let config: Config = DEFAULT_CONFIG;
  for (const [source, layer] of layers) {
    const set = Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined));
    for (const key of Object.keys(set)) sources[key] = source;
    config = {
      ...config,
      ...set,
      run: { ...config.run, ...layer.run },
      options: mergeOptions(config.options, layer.options),
    };
  }
  return { config, sources };
}

function mergeOptions(below: Config['options'], above: Config['options'] = {}): Config['options'] {
  const names = new Set([...Object.keys(below), ...Object.keys(above)]);
  return Object.fromEntries([...names].sort().map((name) => [name, { ...below[name], ...above[name] }]));
}

function fromEnvironment(environment: Readonly<Record<string, string | undefined>>): ConfigFile {
  const entries = Object.entries(ENVIRONMENT_KEYS).flatMap(([variable, key]) => {
    const value = environment[variable];
    if (value === undefined || value === '') return [];
    if (key === 'grade' && value !== 'safe' && value !== 'review') {
      throw new MoultError('E-CONFIG', `The variable ${variable} is "${value}"; it must be "safe" or "review".`, {
        where: variable,
        hint: 'Correct or unset it.',
      });
    }
    return [[key, value] as const];
  });
  return Object.fromEntries(entries);
}
