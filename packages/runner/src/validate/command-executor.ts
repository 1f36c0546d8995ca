/** A program to be run for a service, and its limits. */
export interface CommandRequest {
  readonly program: string;
  readonly args: readonly string[];
  readonly workingDirectory: string;
  /** All variables it sees; nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeLimitSeconds: number;
  /** Ends the program early, with everything it started. */
  readonly signal?: AbortSignal;
}

/** How a program ended. */
export interface CommandResult {
  /** `undefined` when it did not end by itself. */
  readonly status: number | undefined;
  readonly ending: 'ended' | 'timed-out' | 'cancelled' | 'too-much-output' | 'not-started';
  /** The beginning and the end of what it printed, at most `KEPT_BYTES`. */
  readonly output: string;
  /** Bytes it printed in all. */
  readonly printedBytes: number;
  /** Processes it left behind, which were ended. */
  readonly leftProcesses: number;
  readonly seconds: number;
}

/** Starts programs for a run. */
export interface CommandExecutor {
  run(request: CommandRequest): Promise<CommandResult>;
}

/** How much of an output is kept. */
export const KEPT_BYTES = 10 * 1024 * 1024;

/** A program that prints more than this is ended. */
export const MAX_PRINTED_BYTES = 64 * 1024 * 1024;

/** The words of a user's command: a list as it is, a line by the shell. */
export function programOf(command: string | readonly string[]): {
  readonly program: string;
  readonly args: readonly string[];
} {
  if (typeof command !== 'string') return { program: command[0] ?? '', args: command.slice(1) };
  return process.platform === 'win32'
    ? { program: 'cmd.exe', args: ['/d', '/s', '/c', command] }
    : { program: '/bin/sh', args: ['-c', command] };
}
