import type { CheckpointDecision, FleetEvent, OutcomeCount } from './orchestrator.ts';

/** A service that has ended: how, and whether its files differ from before. */
export interface FinishedService {
  readonly phase: string;
  readonly outcome: string;
  readonly counts: OutcomeCount;
  readonly changed: boolean;
}

/** A checkpoint: the services it is about, and the decision or `open`. */
export interface CheckpointProgress {
  readonly phase: string;
  readonly services: readonly string[];
  readonly state: CheckpointDecision | 'open';
}

/** Where a run stands, for an orchestrator to decide from. */
export interface FleetProgress {
  readonly running: ReadonlySet<string>;
  readonly finished: ReadonlyMap<string, FinishedService>;
  /** Phases whose failure threshold was crossed since they last started. */
  readonly crossed: ReadonlySet<string>;
  /** Phases that were gated, and whether they passed. */
  readonly gated: ReadonlyMap<string, boolean>;
  /** Checkpoints by name. One about a service that starts anew is forgotten. */
  readonly checkpoints: ReadonlyMap<string, CheckpointProgress>;
  /** Services that an undo has been asked for and finished. */
  readonly undone: ReadonlySet<string>;
}

/** Reads where a run stands from what has happened in it. */
export function readProgress(events: readonly FleetEvent[]): FleetProgress {
  const progress: OpenProgress = {
    running: new Set(),
    finished: new Map(),
    crossed: new Set(),
    gated: new Map(),
    checkpoints: new Map(),
    undone: new Set(),
  };
  for (const event of events) addEvent(progress, event);
  return progress;
}

interface OpenProgress {
  readonly running: Set<string>;
  readonly finished: Map<string, FinishedService>;
  readonly crossed: Set<string>;
  readonly gated: Map<string, boolean>;
  readonly checkpoints: Map<string, CheckpointProgress>;
  readonly undone: Set<string>;
}

function addEvent(progress: OpenProgress, event: FleetEvent): void {
  switch (event.kind) {
    case 'service-started':
    case 'service-reset':
    case 'service-finished':
      addServiceEvent(progress, event);
      break;
    case 'checkpoint-opened':
      progress.checkpoints.set(event.checkpoint, { phase: event.phase, services: event.services, state: 'open' });
      break;
    case 'checkpoint-decided': {
      const opened = progress.checkpoints.get(event.checkpoint);
      if (opened !== undefined) progress.checkpoints.set(event.checkpoint, { ...opened, state: event.decision });
      break;
    }
    case 'phase-started':
      progress.crossed.delete(event.phase);
      progress.gated.delete(event.phase);
      break;
    case 'threshold-crossed':
      progress.crossed.add(event.phase);
      break;
    case 'phase-gated':
      progress.gated.set(event.phase, event.passed);
      break;
    case 'undo-finished':
      for (const service of event.services) progress.undone.add(service);
      break;
    case 'run-started':
    case 'run-resumed':
      break;
  }
}

function addServiceEvent(progress: OpenProgress, event: Extract<FleetEvent, { readonly service: string }>): void {
  const { service } = event;
  if (event.kind === 'service-finished') {
    progress.running.delete(service);
    progress.finished.set(service, event);
    return;
  }
  progress.finished.delete(service);
  progress.undone.delete(service);
  for (const [name, checkpoint] of progress.checkpoints) {
    if (checkpoint.services.includes(service)) progress.checkpoints.delete(name);
  }
  if (event.kind === 'service-started') progress.running.add(service);
  else progress.running.delete(service);
}
