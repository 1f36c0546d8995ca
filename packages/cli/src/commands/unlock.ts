import { exitCodeFor } from '@moult/fleet';
import { breakLock, describeOwner, findRoot, lockPlace, openTree } from '@moult/runner';
import { type Command, textOf } from '../command.ts';

/** `moult unlock TOKEN`: breaks the lock of a process that is gone for certain, on a person's word. */
export const unlockCommand: Command = {
  options: (yargs) =>
    yargs
      .positional('token', { type: 'string', describe: 'The word that the message about the lock prints' })
      .option('root', { type: 'string', describe: 'Folder the lock is about' }),
  async run(args, io) {
    const tree = openTree({ root: findRoot(io.workingDirectory, textOf(args, 'root')) });
    const outcome = breakLock(lockPlace(tree), textOf(args, 'token') ?? '', describeOwner(tree, 'moult unlock'));
    switch (outcome.kind) {
      case 'free':
        io.stdout('There is no lock here.\n');
        return 0;
      case 'broken':
        io.stdout(
          `The lock of process ${outcome.owner.pid} on ${outcome.owner.host} is broken; the next run records it.\n→ moult status\n`,
        );
        return 0;
      case 'held':
        io.stderr(
          `moult: E-LOCKED The lock has another token by now: process ${outcome.owner.pid} on ${outcome.owner.host} holds it since ${outcome.owner.taken}.\n  next:  look again with moult status\n`,
        );
        return exitCodeFor(['locked']);
    }
  },
};
