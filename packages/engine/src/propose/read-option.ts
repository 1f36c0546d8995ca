import { MoultError } from '@moult/errors';
import type { OptionReader, OptionValue, PluginOption } from '@moult/plugin-api';
import type { PluginUse } from '../rewrite/rewrite-input.ts';

/** Reads the options of a plugin as they are set for this run. */
export function openOptions({ plugin, options }: PluginUse): OptionReader {
  return <O extends PluginOption>(option: O): OptionValue<O> => {
    const value = options[option.name] ?? option.default;
    if (!fits(option, value)) {
      throw new MoultError('E-CONFIG', `Option "${plugin.name}.${option.name}" cannot be ${JSON.stringify(value)}.`, {
        hint:
          option.kind === 'choice' ? `Set it to one of ${option.values.join(', ')}.` : `Set it to a ${option.kind}.`,
      });
    }
    // The check above is what ties the value to the kind of the option.
    return value as OptionValue<O>;
  };
}

function fits(option: PluginOption, value: string | boolean): boolean {
  switch (option.kind) {
    case 'choice':
      return typeof value === 'string' && option.values.includes(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string';
  }
}
