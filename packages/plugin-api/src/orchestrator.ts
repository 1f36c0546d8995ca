import type { OptionReader, PluginOption } from './options.ts';

/** How much depends on a service, as its owners declare it. */
export type Priority = 'low' | 'medium' | 'high' | 'critical';

/** How much can go wrong when a service is upgraded: from its priority and the number of its breaking changes. */
export type Risk = 'low' | 'medium' | 'high' | 'very-high';

/** One service as an orchestrator sees it: what decides the order, and nothing of how the work is done. */
export interface FleetService {
  readonly name: string;
  /** Folder, relative to the root. */
  readonly path: string;
  readonly priority: Priority;
  readonly risk: Risk;
  /** The phase its owners declared, or the proposed one; `undefined` when the inventory has neither. */
  readonly phase: string | undefined;
  readonly owner: string | undefined;
  /** Names of services that finish before this one starts, as far as they take part in the same phase. */
  readonly dependsOn: readonly string[];
  /** Names of the plugins that have something to do here, in plan order. */
  readonly plugins: readonly string[];
}

/** What an orchestrator decides from: the services of the run, its concurrency limit and the orchestrator's own options. */
export interface FleetView {
  readonly services: readonly FleetService[];
  /** How many services may be worked on at the same time, at least 1. */
  readonly concurrency: number;
  /** Reads the orchestrator's own options as they are configured for this run. */
  readonly option: OptionReader;
}

/** When a person has to approve: never, once when all services of the phase are finished, or after each service. */
export type CheckpointRule = 'none' | 'after-phase' | 'after-each';

/** A group of services that is done, gated and, where asked, approved before the next group begins. */
export interface Phase {
  /** Short and unique in the run: letters, digits and dashes. */
  readonly id: string;
  readonly title: string;
  /** Service names in the order in which they are preferred. */
  readonly services: readonly string[];
  /** How many of them may run at the same time; the run's own limit holds as well. */
  readonly concurrency: number;
  readonly checkpoint: CheckpointRule;
}

/** What a decision on a checkpoint may be. */
export type CheckpointDecision = 'approve' | 'reject' | 'rollback';

/** How a finished service counts against the failure threshold. */
export type OutcomeCount = 'success' | 'failure' | 'neither';

/** What has happened in the run so far, oldest first; the whole history is given on every call. */
export type FleetEvent =
  | { readonly kind: 'run-started' }
  | { readonly kind: 'run-resumed' }
  | { readonly kind: 'phase-started'; readonly phase: string }
  | { readonly kind: 'service-started'; readonly phase: string; readonly service: string }
  /** The attempt was cut short and taken back: the service may be started again. */
  | { readonly kind: 'service-reset'; readonly phase: string; readonly service: string }
  | {
      readonly kind: 'service-finished';
      readonly phase: string;
      readonly service: string;
      readonly outcome: string;
      readonly counts: OutcomeCount;
      /** Whether its files now differ from what they were before the run. */
      readonly changed: boolean;
    }
  | { readonly kind: 'threshold-crossed'; readonly phase: string; readonly failed: number; readonly eligible: number }
  | { readonly kind: 'phase-gated'; readonly phase: string; readonly passed: boolean; readonly reason: string }
  | {
      readonly kind: 'checkpoint-opened';
      readonly phase: string;
      readonly checkpoint: string;
      /** The services that the decision is about. */
      readonly services: readonly string[];
    }
  | {
      readonly kind: 'checkpoint-decided';
      readonly phase: string;
      readonly checkpoint: string;
      readonly decision: CheckpointDecision;
    }
  | { readonly kind: 'undo-finished'; readonly services: readonly string[] };

/**
 * What an orchestrator asks the runner to do. The runner keeps the invariants: it refuses a start after the threshold was
 * crossed, before the gate of an earlier phase, or past an open checkpoint, and puts off a start above the limit.
 */
export type Action =
  | { readonly kind: 'start'; readonly service: string }
  | {
      readonly kind: 'open-checkpoint';
      /** Unique in the run: a second opening under the same name is ignored. */
      readonly checkpoint: string;
      readonly phase: string;
      readonly services: readonly string[];
      /** What the person is asked, as one sentence. */
      readonly question: string;
    }
  | { readonly kind: 'stop'; readonly reason: string }
  | { readonly kind: 'undo'; readonly services: readonly string[]; readonly reason: string };

/**
 * A strategy for a run over many services, as its author writes it. Both functions are pure: the same fleet and events give
 * the same answer, which is what lets a run be resumed.
 */
export interface OrchestratorDefinition {
  /** Kebab-case, unique: `canary`. */
  readonly name: string;
  readonly title: string;
  readonly options?: readonly PluginOption[];
  /** The phases in their order. Every service of the fleet is in exactly one. */
  phases(fleet: FleetView): readonly Phase[];
  /**
   * What to do now. `events` is the whole history of the run, oldest first. The run is over when nothing runs, nothing waits
   * for a person and the answer is empty.
   */
  next(fleet: FleetView, events: readonly FleetEvent[]): readonly Action[];
}

/** An orchestrator plugin. */
export interface Orchestrator extends OrchestratorDefinition {
  readonly kind: 'orchestrator';
  /** Version of the contract the orchestrator was written against. */
  readonly contract: 1;
}

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Checks the form of an orchestrator and returns it. Throws a `TypeError` that names it and what to change. */
export function defineOrchestrator(definition: OrchestratorDefinition): Orchestrator {
  if (!NAME.test(definition.name)) throw new TypeError(`Orchestrator name "${definition.name}" is not kebab-case.`);
  return { ...definition, kind: 'orchestrator', contract: 1 };
}
