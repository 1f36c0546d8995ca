import { isMoultError, MoultError } from '@moult/errors';
import yargs, { type Argv } from 'yargs';
import type { Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import type { Io } from './io.ts';
import { errorText, exitCodeOfError } from './report-error.ts';
import { VERSION } from './version.ts';

/** Runs one command line and answers with its exit code. Words that are not understood end with code 2. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code = 0;
  const parser = createParser(io, async (command, args) => {
    code = await command.run(args, io);
  });
  try {
    await parser.parseAsync(withDefaultCommand(argv), {}, (_error: unknown, _args: unknown, output: string) => {
      if (output !== '') io.stdout(`${output}\n`);
    });
    return code;
  } catch (error) {
    if (!isMoultError(error)) throw error;
    io.stderr(errorText(error, { ...io.terminal, colour: io.terminal.colour && io.showsProgress }));
    return exitCodeOfError(error);
  }
}

function createParser(io: Io, run: (command: Command, args: Readonly<Record<string, unknown>>) => Promise<void>): Argv {
  let parser = yargs()
    .scriptName('moult')
    .usage(
      '$0 <command>\n\nUpgrades the libraries under Python services. `moult plan` is the default; nothing is written without `moult apply`.',
    )
    .parserConfiguration({
      'dot-notation': false,
      'camel-case-expansion': false,
      'duplicate-arguments-array': true,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .strict()
    .recommendCommands()
    .demandCommand(1)
    .exitProcess(false)
    .version(VERSION)
    .help()
    .alias('help', 'h')
    .alias('version', 'V')
    .epilogue('`moult help exit-codes` prints what the exit codes mean.')
    .wrap(Math.min(io.terminal.width, 110))
    .fail((message, error) => {
      if (error !== undefined) throw error;
      throw new MoultError('E-USAGE', message, { hint: 'Run `moult --help`, or `moult <command> --help`.' });
    });
  for (const command of COMMANDS) {
    parser = parser.command({
      command: command.usage,
      describe: command.summary,
      builder: (argv: Argv) => command.options(argv),
      handler: (args: Readonly<Record<string, unknown>>) => run(command, args),
    });
  }
  return parser;
}

/** `moult` and `moult --grade review` mean `moult plan …`. */
function withDefaultCommand(argv: readonly string[]): string[] {
  const asksForHelp = argv.some((word) => ['--help', '-h', '--version', '-V'].includes(word));
  const first = argv[0];
  if (first === undefined || (first.startsWith('-') && !asksForHelp)) return ['plan', ...argv];
  return [...argv];
}
