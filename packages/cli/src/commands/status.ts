import { exitCodeOf } from '@moult/fleet';
import {
  findFleetRun,
  findOpenTransactions,
  findRoot,
  judgeLiveness,
  listRuns,
  lockPlace,
  openTree,
  readLock,
  readRunState,
} from '@moult/runner';
import { type Command, listOf, textOf } from '../command.ts';
import { runStatus } from '../run-status.ts';

/** `moult status [run]`: where a run stands, and the command to type next. Changes nothing. */
export const statusCommand: Command = {
  options: (yargs) =>
    yargs
      .positional('run', { type: 'string', describe: 'Id of the run, or its end (default: the last one)' })
      .option('root', { type: 'string', describe: 'Folder the run is about' })
      .option('format', { choices: ['text', 'json'] as const, describe: 'How it is written' }),
  async run(args, io) {
    const tree = openTree({ root: findRoot(io.workingDirectory, textOf(args, 'root')) });
    const open = findOpenTransactions(tree);
    const place = lockPlace(tree);
    const found = readLock(place);
    const lock = found === undefined || judgeLiveness(found, place.processes) === 'dead' ? undefined : found;
    if (listRuns(tree).length === 0) {
      io.stdout('There is no run here. `moult run` begins one.\n');
      return 0;
    }
    const state = readRunState(tree, findFleetRun(tree, textOf(args, 'run')));
    if (listOf(args, 'format').includes('json')) {
      io.stdout(
        `${JSON.stringify({ state, lock: lock ?? null, openTransactions: open.map((one) => one.intent.service) }, undefined, 2)}\n`,
      );
    } else
      io.stdout(
        runStatus({ state, lock, open: open.map((one) => one.intent.service), runs: listRuns(tree) }, io.terminal),
      );
    return open.length > 0 && lock === undefined ? 6 : exitCodeOf(state);
  },
};
