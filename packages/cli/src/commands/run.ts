import { currentUser, openTree, StopSignal, startFleetRun } from '@moult/runner';
import { type Command, flagOf } from '../command.ts';
import { dryRunText } from '../dry-run-text.ts';
import { prepareRun, runOptions } from '../prepare-run.ts';
import { reportFleetOutcome } from '../report-run.ts';
import { surroundingsOf } from '../run-surroundings.ts';

/** `moult run`: takes the services through their phases, with tests before and after, gates and checkpoints. */
export const runFleetCommand: Command = {
  options: runOptions,
  async run(args, io) {
    const { project, planned, defined } = await prepareRun(args, io, currentUser());
    if (flagOf(args, 'dry-run') === true) {
      io.stdout(dryRunText(defined, planned.plan, io.terminal));
      return 0;
    }
    if (defined.header.services.length === 0) {
      io.stdout('Nothing to do: the plan changes no service of this selection.\n');
      return 0;
    }
    const tree = openTree({ root: project.root });
    const stop = new StopSignal();
    const surroundings = await surroundingsOf({
      args,
      io,
      project,
      tree,
      stop,
      orchestrator: defined.definition.orchestrator,
    });
    try {
      const outcome = await startFleetRun({
        ...surroundings.run,
        plan: planned.plan,
        definition: defined.definition,
        header: defined.header,
      });
      surroundings.close();
      return reportFleetOutcome(outcome, tree, args, io);
    } finally {
      surroundings.close();
    }
  },
};
