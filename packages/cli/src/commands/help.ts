import { MoultError } from '@moult/errors';
import { exitCodeHelp } from '@moult/fleet';
import { type Command, textOf } from '../command.ts';

/** `moult help TOPIC`: texts that belong to no single command. */
export const helpCommand: Command = {
  options: (yargs) => yargs.positional('topic', { type: 'string', describe: 'exit-codes' }),
  async run(args, io) {
    const topic = textOf(args, 'topic');
    if (topic !== 'exit-codes') {
      throw new MoultError('E-USAGE', `There is no help topic "${topic}".`, {
        hint: 'The topic is exit-codes; for a command type `moult <command> --help`.',
      });
    }
    io.stdout(`${exitCodeHelp().join('\n')}\n`);
    return 0;
  },
};
