/** A setting of a plugin: its name, its default, and the help that documentation and `--set` show. */
export type PluginOption = ChoiceOption<string> | FlagOption | TextOption;

/** One of a few words; the first is the default. */
export interface ChoiceOption<V extends string> {
  readonly kind: 'choice';
  readonly name: string;
  readonly values: readonly V[];
  readonly default: V;
  readonly help: string;
}

export interface FlagOption {
  readonly kind: 'flag';
  readonly name: string;
  readonly default: boolean;
  readonly help: string;
}

export interface TextOption {
  readonly kind: 'text';
  readonly name: string;
  readonly default: string;
  readonly help: string;
}

/** The type of the value an option has. */
export type OptionValue<O extends PluginOption> =
  O extends ChoiceOption<infer V> ? V : O extends FlagOption ? boolean : string;

/** Reads the value of an option as it is configured for this run. */
export type OptionReader = <O extends PluginOption>(option: O) => OptionValue<O>;

/** An option with a closed list of words; the first one is the default. */
export function choice<const V extends string>(
  name: string,
  values: readonly [V, ...V[]],
  help: string,
): ChoiceOption<V> {
  return { kind: 'choice', name, values, default: values[0], help };
}

/** An option that is on or off. */
export function flagOption(name: string, byDefault: boolean, help: string): FlagOption {
  return { kind: 'flag', name, default: byDefault, help };
}

/** An option that is free text. */
export function textOption(name: string, byDefault: string, help: string): TextOption {
  return { kind: 'text', name, default: byDefault, help };
}
