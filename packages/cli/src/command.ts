import type { Argv } from 'yargs';
import type { Io } from './io.ts';

/** A command as help lists it. */
export interface CommandEntry {
  /** Name and positionals in yargs' notation: `plan [paths..]`. */
  readonly usage: string;
  readonly summary: string;
  load(): Promise<Command>;
}

/** One command of the command line. */
export interface Command {
  options(yargs: Argv): Argv;
  /** Does the work and answers with the exit code. */
  run(args: Arguments, io: Io): Promise<number>;
}

/** What yargs read, before a command checks it. */
export type Arguments = Readonly<Record<string, unknown>>;

/** The values of an option that can be repeated, or given once with commas. */
export function listOf(args: Arguments, name: string): readonly string[] {
  const value = args[name];
  const items = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return items.flatMap((item) => String(item).split(',')).filter((item) => item !== '');
}

/** The value of an option that is text; the last one counts when it was repeated. */
export function textOf(args: Arguments, name: string): string | undefined {
  const value = args[name];
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return last === undefined || last === null ? undefined : String(last);
}

/** Whether a flag was given; undefined when it was left to the configuration. */
export function flagOf(args: Arguments, name: string): boolean | undefined {
  const value = args[name];
  return typeof value === 'boolean' ? value : undefined;
}

/** Positionals, kept whole whatever they contain. */
export function positionalsOf(args: Arguments, name: string): readonly string[] {
  const value = args[name];
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
}
