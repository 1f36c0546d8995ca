import type { CheckpointDecision, FleetEvent, OutcomeCount } from './orchestrator.ts';

/** A service that has ended: how, and whether its files differ from before. */
export interface FinishedService {
  readonly phase: string;
  readonly outcome: string;
  readonly counts: OutcomeCount;
  readonly changed: boolean;
}

/** Where a run stands, for an orchestrator to decide from. */
export interface FleetProgress {
  readonly running: ReadonlySet<string>;
  readonly finished: ReadonlyMap<string, FinishedService>;
  /** Phases whose failure threshold was crossed since they last started. */
  readonly crossed: ReadonlySet<string>;
  /** Phases that were gated, and whether they passed. */
  readonly gated: ReadonlyMap<string, boolean>;
  /** Checkpoints by name: the decision, or `open`. */
  readonly checkpoints: ReadonlyMap<string, CheckpointDecision | 'open'>;
}

/** Reads where a run stands from what has happened in it. */
export function readProgress(events: readonly FleetEvent[]): FleetProgress {
  const running = new Set<string>();
  const finished = new Map<string, FinishedService>();
  const crossed = new Set<string>();
  const gated = new Map<string, boolean>();
  const checkpoints = new Map<string, CheckpointDecision | 'open'>();
  for (const event of events) {
    switch (event.kind) {
      case 'service-started':
        running.add(event.service);
        finished.delete(event.service);
        break;
      case 'service-reset':
        running.delete(event.service);
        finished.delete(event.service);
        break;
      case 'service-finished':
        running.delete(event.service);
        finished.set(event.service, event);
        break;
      case 'phase-started':
        crossed.delete(event.phase);
        gated.delete(event.phase);
        break;
      case 'threshold-crossed':
        crossed.add(event.phase);
        break;
      case 'phase-gated':
        gated.set(event.phase, event.passed);
        break;
      case 'checkpoint-opened':
        checkpoints.set(event.checkpoint, 'open');
        break;
      case 'checkpoint-decided':
        checkpoints.set(event.checkpoint, event.decision);
        break;
      case 'run-started':
      case 'run-resumed':
      case 'undo-finished':
        break;
    }
  }
  return { running, finished, crossed, gated, checkpoints };
}
