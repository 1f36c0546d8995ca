import type { FleetEvent } from '@moult/plugin-api';
import type { RunEvent } from './run-event.ts';
import { DEFAULT_RUN_POLICY, type RunPolicy } from './run-policy.ts';
import { countOutcome } from './service-outcomes.ts';

/** What an orchestrator gets to see of a journal: the same history, without the steps inside a service. */
export function fleetEvents(events: readonly RunEvent[]): readonly FleetEvent[] {
  const translator = new FleetTranslator();
  return events.flatMap((event) => translator.add(event));
}

/** Translates a journal as it grows; lives as long as the command that writes it. */
export class FleetTranslator {
  readonly #phases = new Map<string, string>();
  readonly #checkpoints = new Map<string, { readonly phase: string; readonly required: number; approvals: number }>();
  readonly #started = new Set<string>();
  #policy: RunPolicy = DEFAULT_RUN_POLICY;
  #undoing: readonly string[] = [];

  /** The fleet events of one journal record: none or one. */
  add(event: RunEvent): readonly FleetEvent[] {
    switch (event.kind) {
      case 'run.created':
        this.#policy = event.policy;
        for (const service of event.services) this.#phases.set(service.name, service.phase);
        return [];
      case 'run.started':
        return [{ kind: 'run-started' }];
      case 'run.resumed':
        return [{ kind: 'run-resumed' }];
      case 'phase.started':
        return [{ kind: 'phase-started', phase: event.phase }];
      case 'phase.gated':
        return [{ kind: 'phase-gated', phase: event.phase, passed: event.passed, reason: event.reason }];
      case 'phase.checked':
        return event.passed ? [] : [{ kind: 'phase-gated', phase: event.phase, passed: false, reason: event.reason }];
      case 'threshold.crossed':
        return [{ kind: 'threshold-crossed', phase: event.phase, failed: event.failed, eligible: event.eligible }];
      case 'rollback.started':
        this.#undoing = event.services;
        return [];
      case 'rollback.finished':
        return [{ kind: 'undo-finished', services: this.#undoing }];
      case 'checkpoint.opened':
      case 'checkpoint.decided':
        return this.#addCheckpointEvent(event);
      default:
        return 'service' in event ? this.#addServiceEvent(event) : [];
    }
  }

  #addServiceEvent(event: Extract<RunEvent, { service: string }>): readonly FleetEvent[] {
    const { service } = event;
    const phase = this.#phases.get(service) ?? '';
    if (event.kind === 'svc.started') {
      this.#started.add(service);
      return [{ kind: 'service-started', phase, service }];
    }
    if (event.kind === 'svc.queued')
      return this.#started.delete(service) ? [{ kind: 'service-reset', phase, service }] : [];
    if (event.kind !== 'svc.finished') return [];
    this.#started.add(service);
    const { outcome, changed } = event;
    const counts = countOutcome(outcome, this.#policy.onInconclusive);
    return [{ kind: 'service-finished', phase, service, outcome, counts, changed }];
  }

  #addCheckpointEvent(event: Extract<RunEvent, { checkpoint: string }>): readonly FleetEvent[] {
    const { checkpoint } = event;
    if (event.kind === 'checkpoint.opened') {
      const { phase, services, required } = event;
      this.#checkpoints.set(checkpoint, { phase, required, approvals: 0 });
      return [{ kind: 'checkpoint-opened', phase, checkpoint, services }];
    }
    const known = this.#checkpoints.get(checkpoint);
    if (known === undefined) return [];
    if (event.decision === 'approve') known.approvals += 1;
    const isDecided = event.decision !== 'approve' || event.override || known.approvals >= known.required;
    return isDecided ? [{ kind: 'checkpoint-decided', phase: known.phase, checkpoint, decision: event.decision }] : [];
  }
}
