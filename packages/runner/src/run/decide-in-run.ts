import { MoultError } from '@moult/errors';
import {
  type CheckpointReply,
  decideCheckpoint,
  exitCodeFor,
  exitConditionsOf,
  judgeOutcome,
  planRollback,
  type RunState,
} from '@moult/fleet';
import type { CheckpointDecision } from '@moult/plugin-api';
import { type StartOutcome, startRun } from '../transaction/run.ts';
import type { Tree } from '../transaction/tree.ts';
import { createRedactor } from '../validate/redact.ts';
import { currentUser } from './fleet-run.ts';
import { refreshResults } from './refresh-results.ts';
import { RunSession } from './run-session.ts';
import { undoInRun } from './undo-in-run.ts';

export interface DecisionInput {
  readonly tree: Tree;
  readonly runId: string;
  readonly command: string;
  /** By name; the only open one when undefined. */
  readonly checkpoint: string | undefined;
  readonly decision: CheckpointDecision;
  readonly reason: string | undefined;
  /** Beginning of the digest that the person was shown; the current one is taken when undefined. */
  readonly shownDigest: string | undefined;
}

export type DecisionOutcome =
  | { readonly kind: 'replied'; readonly reply: CheckpointReply; readonly state: RunState }
  | Exclude<StartOutcome, { kind: 'started' }>;

/** Records a person's answer to a checkpoint; a rejection ends the run, and a rollback takes the services of the checkpoint back first. */
export function decideInRun(input: DecisionInput): DecisionOutcome {
  const { tree, runId, command } = input;
  const started = startRun(tree, { command, runId, resumes: false });
  if (started.kind !== 'started') return started;
  try {
    const session = new RunSession(started.run, createRedactor(process.env));
    const reply = answer(session, input);
    if (reply.kind === 'decided' && input.decision !== 'approve')
      endRejected(session, reply.checkpoint.services, input);
    if (reply.kind !== 'refused') refreshResults(session);
    return { kind: 'replied', reply, state: session.state };
  } finally {
    started.run.close();
  }
}

function answer(
  session: RunSession,
  { tree, checkpoint: name, decision, reason, shownDigest }: DecisionInput,
): CheckpointReply {
  const { checkpoints } = session.state;
  const open = checkpoints.filter((one) => one.state === 'open');
  const checkpoint =
    name === undefined ? open[0] : (checkpoints.findLast((one) => one.checkpoint === name) ?? undefined);
  if (checkpoint === undefined || (name === undefined && open.length > 1))
    throw unknownCheckpoint(
      name,
      open.map((one) => one.checkpoint),
    );
  const isShown = shownDigest === undefined || checkpoint.shownDigest.startsWith(shownDigest);
  const reply = decideCheckpoint(checkpoint, {
    decision,
    by: currentUser(),
    at: new Date(tree.now()).toISOString(),
    reason,
    shownDigest: isShown ? checkpoint.shownDigest : (shownDigest ?? ''),
    source: 'command',
  });
  if (reply.kind === 'refused') return reply;
  const { by, override } = reply.answer;
  session.append('checkpoint.decided', {
    checkpoint: checkpoint.checkpoint,
    decision,
    by,
    reason,
    shownDigest: checkpoint.shownDigest,
    override,
  });
  return reply;
}

function endRejected(
  session: RunSession,
  services: readonly string[],
  { decision, checkpoint = '' }: DecisionInput,
): void {
  if (decision === 'rollback')
    undoInRun(session, planRollback(session.state, new Set(services)), `Decided at checkpoint "${checkpoint}".`);
  const judged = judgeOutcome(session.state);
  const outcome = judged === 'needs-human' ? judged : 'failed';
  const exitCode = exitCodeFor(exitConditionsOf(session.state));
  session.append('run.finished', { outcome, exitCode, reason: 'A checkpoint was not approved.' });
}

function unknownCheckpoint(name: string | undefined, open: readonly string[]): MoultError {
  const message =
    name === undefined ? 'It is not clear which checkpoint is meant.' : `The run has no checkpoint "${name}".`;
  return new MoultError('E-CHECKPOINT', message, {
    where: name ?? '',
    hint:
      open.length === 0
        ? 'No checkpoint is open; `moult status` shows where the run stands.'
        : `Open: ${open.join(', ')}.`,
  });
}
