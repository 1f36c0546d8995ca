import { isMoultError, MoultError } from '@moult/errors';
import yargs, { type Argv, type CommandModule } from 'yargs';
import type { Command, CommandEntry } from './command.ts';
import { COMMANDS } from './commands.ts';
import type { Io } from './io.ts';
import { errorText, exitCodeOfError } from './report-error.ts';
import { VERSION } from './version.ts';

/** Runs one command line and answers with its exit code. Words that are not understood end with code 2. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code = 0;
  try {
    const { parser, words } = await prepareParser(argv, io, async (command, args) => {
      code = await command.run(args, io);
    });
    await parser.parseAsync(words, {}, (_error: unknown, _args: unknown, output: string) => {
      if (output !== '') io.stdout(`${output}\n`);
    });
    return code;
  } catch (error) {
    if (!isMoultError(error)) throw error;
    io.stderr(errorText(error, { ...io.terminal, colour: io.terminal.colour && io.showsProgress }));
    return exitCodeOfError(error);
  }
}

type RunCommand = (command: Command, args: Readonly<Record<string, unknown>>) => Promise<void>;

/** A parser and the words it is to read. */
interface PreparedParser {
  readonly parser: Argv;
  readonly words: readonly string[];
}

async function prepareParser(argv: readonly string[], io: Io, run: RunCommand): Promise<PreparedParser> {
  const words = withDefaultCommand(argv);
  const asksForHelp = words.some((word) => HELP_WORDS.includes(word));
  const first = asksForHelp ? words.find((word) => !word.startsWith('-')) : words[0];
  const entry = COMMANDS.find(({ usage }) => nameOf(usage) === first);
  if (entry === undefined) return { parser: createFullParser(io), words };
  const chosen: Chosen = { entry, command: await entry.load(), run };
  if (asksForHelp) return { parser: createFullParser(io, chosen), words };
  return { parser: createCommandParser(io, chosen), words: words.slice(1) };
}

/** Words on which yargs may print a help. */
const HELP_WORDS: readonly string[] = ['--help', '-h', '--version', '-V', 'help'];

/** `moult` and `moult --grade review` mean `moult plan …`. */
function withDefaultCommand(argv: readonly string[]): readonly string[] {
  const asksForHelp = argv.some((word) => word.startsWith('-') && HELP_WORDS.includes(word));
  const first = argv[0];
  return first === undefined || (first.startsWith('-') && !asksForHelp) ? ['plan', ...argv] : argv;
}

/** The command that the words name, and what is done with its arguments. */
interface Chosen {
  readonly entry: CommandEntry;
  readonly command: Command;
  readonly run: RunCommand;
}

function nameOf(usage: string): string {
  return usage.split(' ', 1)[0] ?? usage;
}

/** Knows all commands, for help and for words that are none; only the chosen one has options. */
function createFullParser(io: Io, chosen?: Chosen): Argv {
  let parser = createParser(io).recommendCommands().demandCommand(1);
  for (const entry of COMMANDS) {
    const isChosen = entry === chosen?.entry;
    parser = parser.command(
      isChosen ? moduleOf(entry.usage, chosen) : { command: entry.usage, describe: entry.summary, handler: () => {} },
    );
  }
  return parser;
}

/** Knows one command, as that of the program itself: beside any other that it runs, yargs renders the whole help. */
function createCommandParser(io: Io, chosen: Chosen): Argv {
  const { usage } = chosen.entry;
  return createParser(io).command(moduleOf(usage.replace(nameOf(usage), '$0'), chosen));
}

function moduleOf(usage: string, { entry, command, run }: Chosen): CommandModule {
  return {
    command: usage,
    describe: entry.summary,
    builder: (argv: Argv) => command.options(argv),
    handler: (args: Readonly<Record<string, unknown>>) => run(command, args),
  };
}

function createParser(io: Io): Argv {
  return yargs()
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
}
