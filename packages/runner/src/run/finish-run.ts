import {
  type CheckResult,
  exitCodeFor,
  exitConditionsOf,
  judgeOutcome,
  type RunOutcome,
  type RunState,
} from '@moult/fleet';
import type { Rest } from './drive-run.ts';
import type { RunContext } from './run-context.ts';
import { describeOutcome, runUserCommand } from './user-command.ts';
import { listTriedPlugins, noteTriedPlugins, validateUndo } from './validate-undo.ts';

/** Writes down how a run came to rest: its last checks when it is done, and why it stands still otherwise. */
export async function finishRun(context: RunContext, rest: Rest): Promise<void> {
  const { session } = context;
  switch (rest.kind) {
    case 'waiting':
      session.append('run.paused', { reason: `Checkpoint "${rest.checkpoint}" waits for approval.` });
      return;
    case 'interrupted':
      session.append('run.paused', { reason: 'It was interrupted by a person.' });
      return;
    case 'inconclusive':
      session.append('run.paused', { reason: `The tests of ${rest.service} are inconclusive: a person has to look.` });
      return;
    case 'done':
      await validateRun(context);
      writeChangelog(context);
      end(context, judgeOutcome(session.state), 'Nothing is left to do.');
      return;
    case 'stopped':
      writeChangelog(context);
      end(context, stoppedOutcome(session.state), rest.reason);
  }
}

/** V4 and the rest of V5: what can only be looked at when everything is done. */
async function validateRun(context: RunContext): Promise<void> {
  const { session, definition } = context;
  const checks: CheckResult[] = [];
  for (const command of definition.integration) {
    checks.push({ check: 'integration', ...describeOutcome(command, await runUserCommand(context, command)) });
    if (checks.at(-1)?.verdict === 'fail') break;
  }
  const changed = session.state.services.filter((service) => service.changed);
  const trials = await validateUndo(context, changed, { known: listTriedPlugins(session.state) });
  const integration = checks.find((check) => check.verdict === 'fail') ?? checks.at(-1);
  const all = [...(integration === undefined ? [] : [integration]), ...(trials === undefined ? [] : [trials.check])];
  if (all.length > 0) session.append('run.validated', { checks: all });
  if (trials !== undefined) noteTriedPlugins(context, trials);
}

function end(context: RunContext, outcome: RunOutcome, reason: string): void {
  const { session } = context;
  const exitCode = exitCodeFor(exitConditionsOf(session.state));
  session.append('run.finished', { outcome, exitCode, reason });
}

/** A run that was stopped did not succeed, even when no service of it failed. */
function stoppedOutcome(state: RunState): RunOutcome {
  const outcome = judgeOutcome(state);
  return outcome === 'failed' || outcome === 'needs-human' ? outcome : 'aborted';
}

/** One line for the changelog of each service that was changed. */
function writeChangelog({ session, files, slices }: RunContext): void {
  const titles = new Map(
    slices.plan.run.plugins.map((plugin) => [
      plugin.name,
      `${plugin.upgrade.from} to ${plugin.upgrade.to} ${plugin.upgrade.version}`,
    ]),
  );
  const changed = session.state.services.filter((service) => service.changed);
  const lines = changed.map((service) => {
    const moves = service.migrations
      .filter((migration) => migration.changed > 0)
      .map((migration) => titles.get(migration.plugin) ?? migration.plugin);
    return `- ${service.path}: upgraded ${moves.join('; ')}\n`;
  });
  files.write('changelog.md', lines.length === 0 ? 'No service was changed.\n' : lines.join(''));
}
