import { createHash } from 'node:crypto';
import {
  type Checkpoint,
  type CheckpointTerms,
  type CheckResult,
  checkOf,
  decideCheckpoint,
  type ServiceRecord,
  serviceOf,
} from '@moult/fleet';
import type { CheckpointDecision } from '@moult/plugin-api';
import { spanMilliseconds } from '../config/span-milliseconds.ts';
import { definitionOf, type RunContext } from './run-context.ts';

/** What a person is shown at a checkpoint. */
export interface CheckpointShown {
  readonly checkpoint: string;
  readonly question: string;
  /** Lines about the services it is about, and about the health of those that ended before. */
  readonly lines: readonly string[];
}

/** A person's answer at a prompt; `undefined` when there was none. */
export type AskPerson = (
  shown: CheckpointShown,
) => Promise<{ readonly decision: CheckpointDecision; readonly reason: string | undefined } | undefined>;

export interface CheckpointWish {
  readonly checkpoint: string;
  readonly phase: string;
  readonly services: readonly string[];
  readonly question: string;
}

/** Opens a checkpoint: runs the health commands of the finished services again, and records a digest of all that is shown. */
export async function openCheckpoint(context: RunContext, wish: CheckpointWish): Promise<CheckpointShown> {
  const { session, definition } = context;
  const ended = session.state.services.filter((service) => service.changed);
  const sick = await findSick(context, ended);
  const wasWell = (name: string): boolean =>
    ended.some((service) => service.name === name && checkOf(service, 'health')?.verdict === 'pass');
  for (const name of sick.filter(wasWell))
    session.append('note', { severity: 'incident', text: `${name} was well and is not any more.` });
  const lines = shownLines(context, wish.services, sick, ended.length);
  const terms: CheckpointTerms = {
    ...wish,
    shownDigest: digestOf(wish.question, lines),
    ...rulesOf(context, wish.phase),
    critical: wish.services.some(
      (name) => definition.services.find((service) => service.name === name)?.critical === true,
    ),
  };
  session.append('checkpoint.opened', terms);
  return { checkpoint: wish.checkpoint, question: wish.question, lines };
}

/** The rules of a phase lie over those of all phases. */
function rulesOf(
  { definition, session, now }: RunContext,
  phase: string,
): Pick<CheckpointTerms, 'required' | 'authors' | 'allowed' | 'expiresAt' | 'onExpire'> {
  const { checkpointRules = {} } = definition;
  const rules = { ...checkpointRules['all'], ...checkpointRules[phase] };
  const span = rules.expires === undefined ? undefined : spanMilliseconds(rules.expires);
  return {
    required: rules.required ?? 1,
    authors: rules.notAuthor === true ? [session.state.user] : [],
    allowed: rules.allowed ?? [],
    expiresAt: span === undefined ? undefined : new Date(now() + span).toISOString(),
    onExpire: rules.onExpire ?? 'stay',
  };
}

/** Answers an open checkpoint as the policy or a person at a prompt says. Answers whether it is decided now. */
export async function answerCheckpoint(
  context: RunContext,
  shown: CheckpointShown,
  ask: AskPerson | undefined,
): Promise<boolean> {
  const { policy, session } = context;
  const checkpoint = session.state.checkpoints.find(
    (one) => one.checkpoint === shown.checkpoint && one.state === 'open',
  );
  if (checkpoint === undefined) return true;
  if (policy.approveAll !== undefined) {
    return record(context, checkpoint, { decision: 'approve', reason: policy.approveAll, source: 'approve-all' });
  }
  const answer = await ask?.(shown);
  return answer !== undefined && record(context, checkpoint, { ...answer, source: 'prompt' });
}

function record(
  context: RunContext,
  checkpoint: Checkpoint,
  answer: {
    readonly decision: CheckpointDecision;
    readonly reason: string | undefined;
    readonly source: 'prompt' | 'approve-all';
  },
): boolean {
  const at = new Date(context.now()).toISOString();
  const reply = decideCheckpoint(checkpoint, { ...answer, by: context.user, at, shownDigest: checkpoint.shownDigest });
  if (reply.kind === 'refused') {
    context.session.append('note', { severity: 'note', text: reply.message });
    return false;
  }
  const { decision, by, reason, override } = reply.answer;
  const { shownDigest } = checkpoint;
  context.session.append('checkpoint.decided', {
    checkpoint: checkpoint.checkpoint,
    decision,
    by,
    reason,
    shownDigest,
    override,
  });
  return reply.kind === 'decided';
}

async function findSick(context: RunContext, services: readonly ServiceRecord[]): Promise<readonly string[]> {
  const sick: string[] = [];
  for (const { name } of services) {
    const definition = definitionOf(context, name);
    if (definition.health === undefined) continue;
    const result = await context.bench.runCommand(definition, definition.health, context.stop.signal);
    if (result.ending !== 'ended' || result.status !== 0) sick.push(name);
  }
  return sick;
}

function shownLines(
  { session }: RunContext,
  services: readonly string[],
  sick: readonly string[],
  ended: number,
): readonly string[] {
  const about = services.flatMap((name) => {
    const service = serviceOf(session.state, name);
    if (service === undefined) return [];
    return [`${name}: ${service.outcome ?? service.state}. ${service.reason}`, ...service.checks.map(checkLine)];
  });
  const health = sick.length === 0 ? 'No changed service failed its health command.' : `Not well: ${sick.join(', ')}.`;
  return [...about, `${ended} ${ended === 1 ? 'service is' : 'services are'} changed so far. ${health}`];
}

function checkLine({ check, verdict, evidence }: CheckResult): string {
  return `  ${verdict.padEnd(10)} ${check}: ${evidence}`;
}

function digestOf(question: string, lines: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([question, lines]))
    .digest('hex');
}
