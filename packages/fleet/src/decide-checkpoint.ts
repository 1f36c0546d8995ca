import type { CheckpointDecision } from '@moult/plugin-api';
import { type Checkpoint, type CheckpointAnswer, isExpired, recordAnswer } from './checkpoint.ts';
import { nearestName } from './nearest-name.ts';

/** How an answer was given: by a command, at a prompt, by a plain "yes to all", or by an override with a reason. */
export type AnswerSource = 'command' | 'prompt' | 'yes' | 'approve-all';

/** An answer as somebody gives it. */
export interface CheckpointRequest {
  readonly decision: CheckpointDecision;
  readonly by: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly reason: string | undefined;
  /** The digest the person was shown. */
  readonly shownDigest: string;
  readonly source: AnswerSource;
}

/** What becomes of an answer: it decides, it is recorded and more are needed, or it is refused. */
export type CheckpointReply =
  | { readonly kind: 'decided'; readonly checkpoint: Checkpoint; readonly answer: CheckpointAnswer }
  | {
      readonly kind: 'recorded';
      readonly checkpoint: Checkpoint;
      readonly answer: CheckpointAnswer;
      readonly missing: number;
    }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string };

export type RefusalCode =
  | 'already-decided'
  | 'answered-twice'
  | 'expired'
  | 'shown-differs'
  | 'not-allowed'
  | 'author'
  | 'needs-person'
  | 'needs-reason';

const DECISIONS: readonly CheckpointDecision[] = ['approve', 'reject', 'rollback'];

/** Reads a decision; anything but the exact word is refused with the nearest one. */
export function parseDecision(
  word: string,
):
  | { readonly kind: 'decision'; readonly decision: CheckpointDecision }
  | { readonly kind: 'unknown'; readonly message: string } {
  const decision = DECISIONS.find((known) => known === word);
  if (decision !== undefined) return { kind: 'decision', decision };
  const nearest = nearestName(word, DECISIONS);
  const hint = nearest === undefined ? `Answer with ${DECISIONS.join(', ')}.` : `Did you mean "${nearest}"?`;
  return { kind: 'unknown', message: `"${word}" is not a decision. ${hint}` };
}

/** Decides what an answer to a checkpoint does. Nothing is changed when it is refused. */
export function decideCheckpoint(checkpoint: Checkpoint, request: CheckpointRequest): CheckpointReply {
  const refusal = refuse(checkpoint, request);
  if (refusal !== undefined) return { kind: 'refused', ...refusal };
  const answer: CheckpointAnswer = {
    decision: request.decision,
    by: request.by,
    at: request.at,
    reason: request.reason,
    override: request.source === 'approve-all',
  };
  const after = recordAnswer(checkpoint, answer);
  if (after.state !== 'open') return { kind: 'decided', checkpoint: after, answer };
  const approvers = new Set(after.answers.map((given) => given.by));
  return { kind: 'recorded', checkpoint: after, answer, missing: checkpoint.required - approvers.size };
}

/** What the clock alone does to an open checkpoint: an expired one is rejected where its terms say so, else it stays. */
export function expireCheckpoint(checkpoint: Checkpoint, now: string): CheckpointReply | undefined {
  if (checkpoint.state !== 'open' || checkpoint.onExpire !== 'reject' || !isExpired(checkpoint, now)) return undefined;
  const answer: CheckpointAnswer = {
    decision: 'reject',
    by: 'expiry',
    at: now,
    reason: `Nobody decided until ${checkpoint.expiresAt}.`,
    override: false,
  };
  return { kind: 'decided', checkpoint: recordAnswer(checkpoint, answer), answer };
}

type Refusal = { readonly code: RefusalCode; readonly message: string };

function refuse(checkpoint: Checkpoint, request: CheckpointRequest): Refusal | undefined {
  return (
    refuseByState(checkpoint, request) ?? refuseByPerson(checkpoint, request) ?? refuseBySource(checkpoint, request)
  );
}

function refuseByState(checkpoint: Checkpoint, request: CheckpointRequest): Refusal | undefined {
  const name = checkpoint.checkpoint;
  if (checkpoint.state !== 'open') {
    const last = checkpoint.answers.at(-1);
    const who = last === undefined ? '' : ` by ${last.by} at ${last.at}`;
    return {
      code: 'already-decided',
      message: `Checkpoint "${name}" is already decided: ${checkpoint.state}${who}. Nothing changes.`,
    };
  }
  if (isExpired(checkpoint, request.at)) {
    return {
      code: 'expired',
      message: `Checkpoint "${name}" expired at ${checkpoint.expiresAt}. Run \`moult resume\` to open it again with fresh results.`,
    };
  }
  if (request.shownDigest !== checkpoint.shownDigest) {
    return {
      code: 'shown-differs',
      message: `The answer quotes ${short(request.shownDigest)}, but checkpoint "${name}" now shows ${short(checkpoint.shownDigest)}. Run \`moult status\` and look again.`,
    };
  }
  return undefined;
}

function refuseByPerson(checkpoint: Checkpoint, request: CheckpointRequest): Refusal | undefined {
  const name = checkpoint.checkpoint;
  if (checkpoint.allowed.length > 0 && !checkpoint.allowed.includes(request.by)) {
    const message = `${request.by} may not decide checkpoint "${name}". Ask ${checkpoint.allowed.join(' or ')}.`;
    return { code: 'not-allowed', message };
  }
  if (request.decision !== 'approve' || request.source === 'approve-all') return undefined;
  if (checkpoint.authors.includes(request.by)) {
    const message = `${request.by} made the change that checkpoint "${name}" is about. Another person has to approve it.`;
    return { code: 'author', message };
  }
  if (checkpoint.answers.some((answer) => answer.by === request.by)) {
    const message = `${request.by} has approved checkpoint "${name}" already. Another person has to approve it too.`;
    return { code: 'answered-twice', message };
  }
  return undefined;
}

function refuseBySource(checkpoint: Checkpoint, request: CheckpointRequest): Refusal | undefined {
  const name = checkpoint.checkpoint;
  if (request.source === 'yes' && checkpoint.critical) {
    const message = `Checkpoint "${name}" is critical and "yes to all" does not pass it. Run \`moult approve\`.`;
    return { code: 'needs-person', message };
  }
  const hasReason = request.reason !== undefined && request.reason.trim() !== '';
  if (request.source === 'approve-all' && !hasReason) {
    const message = `Checkpoint "${name}" is passed without a person only for a reason. Add --reason.`;
    return { code: 'needs-reason', message };
  }
  return undefined;
}

function short(digest: string): string {
  return `${digest.slice(0, 12)}…`;
}
