import type { CheckpointDecision } from '@moult/plugin-api';

/** What a checkpoint asks, what was shown, and who may answer until when. */
export interface CheckpointTerms {
  readonly checkpoint: string;
  readonly phase: string;
  /** The services the decision is about. */
  readonly services: readonly string[];
  readonly question: string;
  /** Digest of exactly what was shown: results, diff and health output. An answer has to quote it. */
  readonly shownDigest: string;
  /** How many different people have to approve, at least 1. */
  readonly required: number;
  /** People who may not approve, because the change is theirs; empty when anyone may. */
  readonly authors: readonly string[];
  /** People who may decide; empty when anyone may. */
  readonly allowed: readonly string[];
  /** Only a person, or an override with a reason, passes it; a plain "yes to all" does not. */
  readonly critical: boolean;
  /** UTC, ISO 8601; `undefined` when it does not expire. */
  readonly expiresAt: string | undefined;
  readonly onExpire: 'stay' | 'reject';
}

/** One recorded answer. */
export interface CheckpointAnswer {
  readonly decision: CheckpointDecision;
  readonly by: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly reason: string | undefined;
  readonly override: boolean;
}

/** A checkpoint with its answers so far. */
export interface Checkpoint extends CheckpointTerms {
  readonly openedAt: string;
  readonly state: 'open' | CheckpointDecision;
  readonly answers: readonly CheckpointAnswer[];
}

/** Opens a checkpoint at a time (UTC, ISO 8601). */
export function openCheckpoint(terms: CheckpointTerms, at: string): Checkpoint {
  return { ...terms, openedAt: at, state: 'open', answers: [] };
}

/** Whether the time for an answer is over. Times are UTC in ISO 8601 with the same precision, so they compare as text. */
export function isExpired(checkpoint: CheckpointTerms, now: string): boolean {
  return checkpoint.expiresAt !== undefined && now >= checkpoint.expiresAt;
}

/** Adds an answer. One rejection or rollback decides; approvals decide when enough different people have given one. */
export function recordAnswer(checkpoint: Checkpoint, answer: CheckpointAnswer): Checkpoint {
  const answers = [...checkpoint.answers, answer];
  if (answer.decision !== 'approve') return { ...checkpoint, answers, state: answer.decision };
  const approvers = new Set(answers.filter((given) => given.decision === 'approve').map((given) => given.by));
  const isPassed = answer.override || approvers.size >= checkpoint.required;
  return { ...checkpoint, answers, state: isPassed ? 'approve' : 'open' };
}
