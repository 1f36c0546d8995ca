import { phaseOf, type RunState, type ServiceRecord, servicesOf } from './run-state.ts';
import { countOutcome } from './service-outcomes.ts';
import { advanceService, isWaiting } from './service-states.ts';

/** What follows when a phase is aborted. */
export interface AbortPlan {
  /** Services that have not started: they end as `skipped-threshold`. */
  readonly skip: readonly string[];
  /** Services to take back by the policy of the run, last finished first. */
  readonly rollBack: readonly string[];
}

/** What the policy of a run asks for when a phase crosses its limit. Only services whose files differ are taken back. */
export function planAbort(run: RunState, phase: string): AbortPlan {
  const members = servicesOf(run, phase);
  return {
    skip: members.filter((service) => isWaiting(service.state)).map((service) => service.name),
    rollBack: rollBackOrder(servicesToRollBack(run, members)).map((service) => service.name),
  };
}

/** Services in the order in which they are taken back: those of later phases and those that ended last come first. */
export function planRollback(run: RunState, names: ReadonlySet<string>): readonly string[] {
  const position = new Map(run.phases.map((phase, i) => [phase.id, i]));
  const chosen = run.services.filter((service) => names.has(service.name) && canRollBack(service));
  const byPhase = (a: ServiceRecord, b: ServiceRecord): number =>
    (position.get(b.phase) ?? 0) - (position.get(a.phase) ?? 0);
  return [...rollBackOrder(chosen)].sort(byPhase).map((service) => service.name);
}

/** Whether a phase of the run may be taken back: it exists and one of its services can be. */
export function canRollBackPhase(run: RunState, phase: string): boolean {
  return phaseOf(run, phase) !== undefined && servicesOf(run, phase).some(canRollBack);
}

function servicesToRollBack(run: RunState, members: readonly ServiceRecord[]): readonly ServiceRecord[] {
  switch (run.policy.onAbort) {
    case 'keep':
      return [];
    case 'failed':
      return members.filter((service) => canRollBack(service) && hasFailed(run, service));
    case 'phase':
      return members.filter(canRollBack);
    case 'run':
      return run.services.filter(canRollBack);
  }
}

function canRollBack(service: ServiceRecord): boolean {
  return service.changed && advanceService(service.state, 'roll-back').kind === 'moved';
}

function hasFailed(run: RunState, service: ServiceRecord): boolean {
  return service.outcome !== undefined && countOutcome(service.outcome, run.policy.onInconclusive) === 'failure';
}

function rollBackOrder(services: readonly ServiceRecord[]): readonly ServiceRecord[] {
  const endedAt = (service: ServiceRecord): string => service.endedAt ?? '';
  // Of two that ended at the same time the later one in the plan goes first.
  return [...services].reverse().sort((a, b) => (endedAt(a) < endedAt(b) ? 1 : endedAt(a) > endedAt(b) ? -1 : 0));
}
