import type { CheckResult } from './check-result.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { TestComparison } from './compare-tests.ts';
import type { PhaseState } from './phase-states.ts';
import type { MigrationOutcome, PlannedPhase, PlannedService } from './run-event.ts';
import type { RunPolicy } from './run-policy.ts';
import type { RunStateName } from './run-states.ts';
import type { ServiceOutcome } from './service-outcomes.ts';
import type { ServiceState } from './service-states.ts';

/** A service of a run: its plan, where it stands, and what is known of it. */
export interface ServiceRecord extends PlannedService {
  readonly state: ServiceState;
  /** How the last attempt ended; it stays when the service is taken back afterwards. */
  readonly outcome: ServiceOutcome | undefined;
  readonly reasonCode: string;
  readonly reason: string;
  readonly changed: boolean;
  readonly attempts: number;
  readonly queuedAt: string | undefined;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly migrations: readonly MigrationOutcome[];
  /** The last result of each check. */
  readonly checks: readonly CheckResult[];
  readonly tests: TestComparison | undefined;
  /** Who took a person's edits over, and which files. */
  readonly adopted: { readonly by: string; readonly paths: readonly string[] } | undefined;
  readonly rollbackReason: string;
}

/** A phase of a run. */
export interface PhaseRecord extends PlannedPhase {
  readonly state: PhaseState;
  readonly reason: string;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
  /** When the failure threshold was crossed. */
  readonly crossedAt: string | undefined;
  readonly checks: readonly CheckResult[];
}

/** A step that the state machines do not have: the journal contradicts itself, or the writer has a bug. */
export interface IllegalStep {
  /** Position of the event in the journal, from 1. */
  readonly event: number;
  readonly kind: string;
  /** The run, a phase, a service or a checkpoint by name. */
  readonly about: string;
  readonly message: string;
}

/** Everything that is known of a run; always what its journal says, read from the start. */
export interface RunState {
  readonly runId: string;
  readonly planDigest: string;
  readonly user: string;
  readonly orchestrator: string;
  readonly policy: RunPolicy;
  readonly state: RunStateName;
  readonly reason: string;
  readonly exitCode: number | undefined;
  readonly createdAt: string;
  readonly endedAt: string | undefined;
  readonly resumed: number;
  readonly phases: readonly PhaseRecord[];
  readonly services: readonly ServiceRecord[];
  readonly checkpoints: readonly Checkpoint[];
  /** Checks of the run as a whole: integration, undo in a copy. */
  readonly checks: readonly CheckResult[];
  readonly safety: readonly string[];
  readonly incidents: readonly string[];
  readonly notes: readonly string[];
  readonly illegal: readonly IllegalStep[];
  readonly events: number;
}

/** Whether an attempt was taken back and has neither ended nor been queued again. Until then it counts as running. */
export function isTakenBack(service: ServiceRecord): boolean {
  return service.state === 'queued' && service.startedAt !== undefined;
}

/** The service of that name, if the run has it. */
export function serviceOf(run: RunState, name: string): ServiceRecord | undefined {
  return run.services.find((service) => service.name === name);
}

/** The phase of that id, if the run has it. */
export function phaseOf(run: RunState, id: string): PhaseRecord | undefined {
  return run.phases.find((phase) => phase.id === id);
}

/** The services of a phase, in the order of the plan. */
export function servicesOf(run: RunState, phase: string): readonly ServiceRecord[] {
  return run.services.filter((service) => service.phase === phase);
}
