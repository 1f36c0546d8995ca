import { MoultError } from '@moult/errors';
import { main } from './main.ts';
import { createTerminalIo } from './terminal-io.ts';

/** Runs the command line of this process and sets its exit code. */
export function runCommand(argv: readonly string[]): void {
  const io = createTerminalIo();
  main(argv, io).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      io.stderr(`moult: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      if (!(error instanceof MoultError))
        io.stderr('This is a mistake in Moult. Please report it with the lines above.\n');
      process.exitCode = 70;
    },
  );
}
