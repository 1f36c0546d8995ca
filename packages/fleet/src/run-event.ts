import type { CheckpointDecision, CheckpointRule, Priority, Risk } from '@moult/plugin-api';
import type { CheckResult } from './check-result.ts';
import type { CheckpointTerms } from './checkpoint.ts';
import type { TestComparison } from './compare-tests.ts';
import type { RunPolicy } from './run-policy.ts';
import type { RunOutcome } from './run-states.ts';
import type { ServiceOutcome } from './service-outcomes.ts';

/** A service as the plan of the run has it. */
export interface PlannedService {
  readonly name: string;
  /** Folder, relative to the root. */
  readonly path: string;
  readonly phase: string;
  readonly priority: Priority;
  readonly risk: Risk;
  readonly owner: string | undefined;
  readonly dependsOn: readonly string[];
  /** Plugins with something to do, in plan order. */
  readonly plugins: readonly string[];
  /** `false` when the plan found that no plugin concerns it: it does not count for the limit of its phase. */
  readonly applicable: boolean;
}

/** A phase as the plan of the run has it. */
export interface PlannedPhase {
  readonly id: string;
  readonly title: string;
  readonly services: readonly string[];
  readonly concurrency: number;
  readonly checkpoint: CheckpointRule;
}

/** What one migration did in one service, by the columns of the ledger. */
export interface MigrationOutcome {
  readonly plugin: string;
  readonly outcome: 'done' | 'partial' | 'nothing' | 'failed';
  readonly changed: number;
  readonly suppressed: number;
  readonly conflicting: number;
  readonly refused: number;
  readonly manual: number;
  readonly unsupported: number;
}

/** How the undo of one service ended. */
export type RollbackResult = 'rolled-back' | 'rollback-refused' | 'rollback-failed';

/** What happens to a service. `attempt` starts at 1 and grows with every `svc.queued`. */
export type ServiceRunEvent =
  | {
      readonly kind: 'svc.queued' | 'svc.started' | 'svc.validating';
      readonly service: string;
      readonly attempt: number;
    }
  | { readonly kind: 'svc.preflight'; readonly service: string; readonly checks: readonly CheckResult[] }
  | { readonly kind: 'svc.baseline'; readonly service: string; readonly checks: readonly CheckResult[] }
  | { readonly kind: 'tx.intent' | 'tx.committed' | 'tx.undone'; readonly service: string }
  | { readonly kind: 'tx.conflict'; readonly service: string; readonly paths: readonly string[] }
  | {
      readonly kind: 'svc.validated';
      readonly service: string;
      readonly checks: readonly CheckResult[];
      readonly tests: TestComparison | undefined;
    }
  | { readonly kind: 'svc.adopted'; readonly service: string; readonly paths: readonly string[]; readonly by: string }
  | {
      readonly kind: 'svc.finished';
      readonly service: string;
      readonly outcome: ServiceOutcome;
      /** A word that programs can rely on: `tests-regressed`. */
      readonly reasonCode: string;
      /** One sentence for a person. */
      readonly reason: string;
      /** Whether its files differ from what they were before the run. */
      readonly changed: boolean;
      readonly migrations: readonly MigrationOutcome[];
    }
  | { readonly kind: 'rollback.svc'; readonly service: string; readonly step: 'started' }
  | { readonly kind: 'rollback.svc'; readonly service: string; readonly step: RollbackResult; readonly reason: string };

/** What happens to a phase. */
export type PhaseRunEvent =
  | { readonly kind: 'phase.started' | 'phase.validating'; readonly phase: string }
  | {
      readonly kind: 'phase.checked' | 'phase.gated';
      readonly phase: string;
      readonly passed: boolean;
      readonly reason: string;
      readonly checks: readonly CheckResult[];
    }
  | { readonly kind: 'threshold.crossed'; readonly phase: string; readonly failed: number; readonly eligible: number };

/** What happens at a checkpoint. */
export type CheckpointRunEvent =
  | ({ readonly kind: 'checkpoint.opened' } & CheckpointTerms)
  | {
      readonly kind: 'checkpoint.decided';
      readonly checkpoint: string;
      readonly decision: CheckpointDecision;
      readonly by: string;
      readonly reason: string | undefined;
      readonly shownDigest: string;
      /** Whether it was passed by a flag and not by a person who looked. */
      readonly override: boolean;
    };

/** What happens to the run as a whole. */
export type WholeRunEvent =
  | {
      readonly kind: 'run.created';
      readonly runId: string;
      readonly planDigest: string;
      readonly user: string;
      readonly orchestrator: string;
      readonly services: readonly PlannedService[];
      readonly phases: readonly PlannedPhase[];
      readonly policy: RunPolicy;
    }
  | { readonly kind: 'run.started' | 'run.resumed' }
  | { readonly kind: 'lock.taken' | 'lock.broken'; readonly lock: string; readonly owner: string }
  | { readonly kind: 'rollback.started'; readonly services: readonly string[]; readonly reason: string }
  | { readonly kind: 'rollback.finished' }
  | { readonly kind: 'run.paused' | 'run.stopping'; readonly reason: string }
  | { readonly kind: 'run.aborted'; readonly reason: string }
  | { readonly kind: 'run.finished'; readonly outcome: RunOutcome; readonly exitCode: number; readonly reason: string }
  | { readonly kind: 'run.validated'; readonly checks: readonly CheckResult[] }
  | { readonly kind: 'note'; readonly text: string; readonly severity: 'note' | 'safety' | 'incident' };

/** One record of a run's journal: what happened, and when (UTC, ISO 8601). */
export type RunEvent = { readonly at: string } & (ServiceRunEvent | PhaseRunEvent | CheckpointRunEvent | WholeRunEvent);

export type RunEventKind = RunEvent['kind'];
