import { MoultError } from '@moult/errors';
import { adoptService, readRunState, resumeFleetRun, StopSignal } from '@moult/runner';
import type { Argv } from 'yargs';
import { type Arguments, type Command, flagOf, listOf, textOf } from '../command.ts';
import { reopenProject } from '../reopen-project.ts';
import { reportFleetOutcome } from '../report-run.ts';
import { surroundingsOf } from '../run-surroundings.ts';

/** `moult resume [run]`: recovers, and goes on with a run that was interrupted, waited, or was stopped by a gate. */
export const resumeCommand: Command = {
  options: resumeOptions,
  async run(args, io) {
    const { tree, runId, project } = await reopenProject(args, io);
    const { orchestrator } = readRunState(tree, runId);
    const stop = new StopSignal();
    const surroundings = await surroundingsOf({ args, io, project, tree, stop, orchestrator });
    try {
      const run = { ...surroundings.run, command: 'moult resume', runId };
      const adopted = textOf(args, 'adopt');
      const outcome =
        adopted === undefined
          ? await resumeFleetRun({ ...run, ...wishOf(args) })
          : await adoptService({ ...run, ...wishOf(args), service: adopted });
      surroundings.close();
      return reportFleetOutcome(outcome, tree, args, io);
    } finally {
      surroundings.close();
    }
  },
};

function resumeOptions(yargs: Argv): Argv {
  return yargs
    .positional('run', { type: 'string', describe: 'Id of the run, or its end (default: the last one)' })
    .option('root', { type: 'string', describe: 'Folder the run is about' })
    .option('config', { type: 'string', describe: 'Configuration file' })
    .option('plugin', {
      type: 'string',
      describe: 'Other plugins than those the run was begun with; repeatable',
    })
    .option('set', { type: 'string', describe: 'plugin.option=value, other than the run was begun with; repeatable' })
    .option('python', { type: 'string', describe: 'Interpreter of environments' })
    .option('retry', { type: 'string', describe: 'Try these services again, or "failed"; repeatable' })
    .option('accept-manual', { type: 'string', describe: 'Go on with these held services, or "all"' })
    .option('adopt', {
      type: 'string',
      describe: 'Take over what a person did in this service, validate it, and go on',
    })
    .option('skip-tests', { type: 'boolean', describe: 'Run no tests from now on; what is done ends unverified' })
    .option('approve-all', { type: 'boolean', describe: 'Pass every checkpoint; needs --reason' })
    .option('reason', { type: 'string', describe: 'Why checkpoints are passed without looking' })
    .option('prompt', { type: 'boolean', describe: 'Ask at checkpoints (--no-prompt: stop there with exit code 7)' })
    .option('format', { type: 'string', describe: 'text or jsonl' })
    .option('quiet', { type: 'boolean', alias: 'q', describe: 'No progress' });
}

function wishOf(args: Arguments) {
  const retry = listOf(args, 'retry');
  const accepted = listOf(args, 'accept-manual');
  const reason = textOf(args, 'reason')?.trim() ?? '';
  if (flagOf(args, 'approve-all') === true && reason === '') {
    throw new MoultError('E-USAGE', 'Passing every checkpoint needs a reason; it is marked in the report.', {
      where: '--approve-all',
      hint: 'Add --reason "…".',
    });
  }
  return {
    retry: retry.includes('failed') ? ('failed' as const) : retry.length === 0 ? ('none' as const) : retry,
    accept: accepted.includes('all') ? ('all' as const) : accepted,
    approveAll: flagOf(args, 'approve-all') === true ? reason : undefined,
    skipTests: flagOf(args, 'skip-tests') === true,
  };
}
