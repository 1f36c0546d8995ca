import { MoultError } from '@moult/errors';
import { type ExitCondition, exitCodeFor } from '@moult/fleet';
import {
  findRoot,
  listRuns,
  openTree,
  planUndo,
  readRunState,
  type ServiceUndo,
  type ServiceUndoPlan,
  undoRun,
} from '@moult/runner';
import { type Command, flagOf, listOf, textOf } from '../command.ts';
import { findRunId } from '../find-run-id.ts';
import { lockedText } from '../locked-text.ts';
import { undoFleet } from '../undo-fleet.ts';

/** `moult undo [run]`: restores what a run changed, or refuses a service that a person has edited since. */
export const undoCommand: Command = {
  options: (yargs) =>
    yargs
      .positional('run', {
        type: 'string',
        describe: 'Id of the run, or its end (default: the last one that changed something)',
      })
      .option('root', { type: 'string', describe: 'Folder the run is about' })
      .option('service', { type: 'string', describe: 'Only this service; repeatable' })
      .option('phase', { type: 'string', describe: 'Only the services of this phase of a run; repeatable' })
      .option('failed', { type: 'boolean', describe: 'Only the services of a run that failed' })
      .option('dry-run', { type: 'boolean', describe: 'Say what would be restored and write nothing' }),
  async run(args, io) {
    const tree = openTree({ root: findRoot(io.workingDirectory, textOf(args, 'root')) });
    const wanted = textOf(args, 'run');
    const runId = wanted === undefined ? lastRunToUndo(tree) : findRunId(tree, wanted);
    const services = listOf(args, 'service');
    const fleet = readRunState(tree, runId);
    if (fleet.runId !== '') return undoFleet({ tree, fleet, args, io });
    if (args['phase'] !== undefined || args['failed'] === true) throw notOverServices(runId);
    const chosen = services.length === 0 ? {} : { services };
    if (flagOf(args, 'dry-run') === true) {
      const plans = planUndo(tree, runId, chosen.services);
      io.stdout(plans.map(planLine).join(''));
      return exitCodeFor(plans.some((plan) => plan.kind === 'edited') ? ['needs-person'] : []);
    }
    const outcome = undoRun({ tree, runId, command: 'moult undo', ...chosen });
    if (outcome.kind !== 'finished') {
      io.stderr(lockedText(outcome));
      return exitCodeFor([outcome.kind === 'locked' ? 'locked' : 'needs-person']);
    }
    io.stdout(`Run ${runId}\n${outcome.services.map(undoLine).join('') || '  nothing to take back\n'}`);
    return exitCodeFor(outcome.services.flatMap(conditionOf));
  },
};

function lastRunToUndo(tree: ReturnType<typeof openTree>): string {
  const runs = [...listRuns(tree)].reverse();
  const last = runs.find((run) => planUndo(tree, run).some((plan) => plan.kind !== 'unchanged'));
  if (last !== undefined) return last;
  throw new MoultError('E-USAGE', 'There is no run here that could be taken back.', {
    where: tree.root,
    hint: 'Name the root with --root if the run was made elsewhere.',
  });
}

function notOverServices(runId: string): MoultError {
  return new MoultError(
    'E-USAGE',
    `Run ${runId} only applied a plan: it has no phases, and nothing in it can have failed its tests.`,
    {
      where: '--phase, --failed',
      hint: 'Name services with --service, or the run of `moult run` that is meant.',
    },
  );
}

function planLine(plan: ServiceUndoPlan): string {
  switch (plan.kind) {
    case 'ready':
      return `  ${plan.service}: would restore ${plan.files.map((file) => file.path).join(', ')}\n`;
    case 'unchanged':
      return `  ${plan.service}: is already as it was\n`;
    case 'edited':
      return `  ${plan.service}: would refuse, edited since: ${plan.files.map((file) => `${file.path} (${file.reason})`).join(', ')}\n`;
  }
}

function undoLine(undo: ServiceUndo): string {
  switch (undo.kind) {
    case 'undone':
      return `  ${undo.service}: restored and verified ${undo.files.length} ${undo.files.length === 1 ? 'file' : 'files'}\n`;
    case 'unchanged':
      return `  ${undo.service}: is already as it was\n`;
    case 'edited':
      return `  ${undo.service}: refused, nothing of it was written; edited since:\n${undo.files.map((file) => `    ${file.path} (${file.reason})\n`).join('')}`;
    case 'lost':
      return `  ${undo.service}: not restored, the old bytes are lost or do not read back:\n${undo.files.map((file) => `    ${file.path}\n`).join('')}`;
    case 'stopped':
      return `  ${undo.service}: stopped (${undo.outcome.kind}); run the command again to recover\n`;
  }
}

function conditionOf(undo: ServiceUndo): readonly ExitCondition[] {
  if (undo.kind === 'undone' || undo.kind === 'unchanged') return [];
  return undo.kind === 'stopped' ? ['partial'] : ['needs-person'];
}
