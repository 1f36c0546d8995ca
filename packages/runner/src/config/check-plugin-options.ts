import { MoultError } from '@moult/errors';
import type { Plugin, PluginOption } from '@moult/plugin-api';
import type { Config } from './config.ts';
import { suggestName } from './suggest-name.ts';

/** Values of all options of one plugin, complete. */
export type OptionValues = Readonly<Record<string, string | boolean>>;

/**
 * Checks the configured plugin options against what the plugins declare, and completes them with the defaults.
 * Throws `E-CONFIG` for an unknown plugin, an unknown option or a value it does not take.
 */
export function checkPluginOptions(
  plugins: readonly Plugin[],
  options: Config['options'],
): ReadonlyMap<string, OptionValues> {
  const names = plugins.map((plugin) => plugin.name);
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined)
    fail(unknown, `There are options for the plugin "${unknown}", which is not loaded.`, suggestName(unknown, names));
  return new Map(plugins.map((plugin) => [plugin.name, valuesOf(plugin, options[plugin.name] ?? {})]));
}

/** Splits `plugin.option=value`. Throws `E-USAGE` when it has another form. */
export function parseSetting(text: string): {
  readonly plugin: string;
  readonly option: string;
  readonly value: string;
} {
  const match = /^([^.=]+)\.([^=]+)=(.*)$/s.exec(text);
  const [, plugin, option, value] = match ?? [];
  if (plugin === undefined || option === undefined || value === undefined) {
    throw new MoultError('E-USAGE', `"--set ${text}" is not of the form plugin.option=value.`, {
      hint: 'For example: --set tenacity.reraise=keep',
    });
  }
  return { plugin, option, value };
}

function valuesOf(plugin: Plugin, given: OptionValues): OptionValues {
  const declared = plugin.options ?? [];
  const names = declared.map((option) => option.name);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    fail(
      `${plugin.name}.${unknown}`,
      `The plugin "${plugin.name}" has no option "${unknown}".`,
      names.length === 0 ? 'It has no options.' : suggestName(unknown, names),
    );
  }
  return Object.fromEntries(declared.map((option) => [option.name, chosenValue(plugin, option, given[option.name])]));
}

function chosenValue(plugin: Plugin, option: PluginOption, given: string | boolean | undefined): string | boolean {
  if (given === undefined) return option.default;
  const where = `${plugin.name}.${option.name}`;
  switch (option.kind) {
    case 'choice':
      if (typeof given === 'string' && option.values.includes(given)) return given;
      return fail(
        where,
        `"${String(given)}" is not a value of the option ${where}.`,
        `It takes ${option.values.join(', ')}.`,
      );
    case 'flag':
      if (typeof given === 'boolean') return given;
      if (given === 'true' || given === 'false') return given === 'true';
      return fail(where, `"${given}" is not a value of the option ${where}.`, 'It takes true or false.');
    case 'text':
      return String(given);
  }
}

function fail(where: string, message: string, hint: string): never {
  throw new MoultError('E-CONFIG', message, { where, hint });
}
