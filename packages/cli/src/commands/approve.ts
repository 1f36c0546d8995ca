import { MoultError } from '@moult/errors';
import { type CheckpointReply, exitCodeFor, exitCodeOf } from '@moult/fleet';
import { decideInRun, findFleetRun, findRoot, openTree } from '@moult/runner';
import type { Argv } from 'yargs';
import { type Arguments, type Command, flagOf, textOf } from '../command.ts';
import type { Io } from '../io.ts';
import { lockedText } from '../locked-text.ts';
import { renewReports } from '../write-run-reports.ts';

/** `moult approve [checkpoint]`: lets a run go on past a checkpoint. */
export const approveCommand: Command = {
  options: decisionOptions,
  run: (args, io) => decide('approve', args, io),
};

/** `moult reject [checkpoint]`: ends a run at a checkpoint. */
export const rejectCommand: Command = {
  options: (yargs) =>
    decisionOptions(yargs).option('rollback', {
      type: 'boolean',
      describe: 'Take the services of the checkpoint back too',
    }),
  run: (args, io) => decide(flagOf(args, 'rollback') === true ? 'rollback' : 'reject', args, io),
};

function decisionOptions(yargs: Argv): Argv {
  return yargs
    .positional('checkpoint', { type: 'string', describe: 'Its name (default: the only open one)' })
    .option('run', { type: 'string', describe: 'Id of the run, or its end (default: the last one)' })
    .option('root', { type: 'string', describe: 'Folder the run is about' })
    .option('reason', { type: 'string', describe: 'Why' })
    .option('shown', {
      type: 'string',
      describe: 'Beginning of the digest of what was looked at, as `moult status` prints it',
    });
}

async function decide(decision: 'approve' | 'reject' | 'rollback', args: Arguments, io: Io): Promise<number> {
  const tree = openTree({ root: findRoot(io.workingDirectory, textOf(args, 'root')) });
  const runId = findFleetRun(tree, textOf(args, 'run'));
  const outcome = decideInRun({
    tree,
    runId,
    command: `moult ${decision === 'approve' ? 'approve' : 'reject'}`,
    checkpoint: textOf(args, 'checkpoint'),
    decision,
    reason: textOf(args, 'reason'),
    shownDigest: textOf(args, 'shown'),
  });
  if (outcome.kind !== 'replied') {
    io.stderr(lockedText(outcome));
    return exitCodeFor([outcome.kind === 'locked' ? 'locked' : 'needs-person']);
  }
  if (outcome.reply.kind !== 'refused') renewReports(tree, runId, io);
  io.stdout(replyText(outcome.reply));
  return decision === 'approve' ? 0 : exitCodeOf(outcome.state);
}

function replyText(reply: CheckpointReply): string {
  switch (reply.kind) {
    case 'refused':
      throw new MoultError('E-CHECKPOINT', reply.message, { hint: 'Nothing was recorded.' });
    case 'recorded':
      return `Recorded. ${reply.missing} more ${reply.missing === 1 ? 'approval is' : 'approvals are'} needed from other people.\n`;
    case 'decided': {
      const { checkpoint, state } = reply.checkpoint;
      const next = state === 'approve' ? 'moult resume   goes on' : 'moult undo   takes the run back';
      return `Checkpoint ${checkpoint}: ${state} by ${reply.answer.by} at ${reply.answer.at}.\n→ ${next}\n`;
    }
  }
}
