import { isCrossingDue } from './judge-phase.ts';
import {
  isTakenBack,
  type PhaseRecord,
  phaseOf,
  type RunState,
  type ServiceRecord,
  serviceOf,
  servicesOf,
} from './run-state.ts';
import { countOutcome } from './service-outcomes.ts';
import { isUnderWay, isWaiting } from './service-states.ts';

/** What the runner answers to the start of a service. */
export type Admission =
  | { readonly kind: 'admitted' }
  /** The phase has to be opened and checked first; then ask again. */
  | { readonly kind: 'open-phase'; readonly phase: string }
  /** Not now: the limit is used up, or a service it depends on has not ended. */
  | { readonly kind: 'deferred'; readonly reason: string }
  /** Not at all in this state of the run. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Decides whether a service may start, whatever an orchestrator asks for. This is where the run's promises are kept: no start after
 * the failure limit was crossed, before an earlier phase has passed, past an open checkpoint, or above the limit of concurrency.
 */
export function admitStart(run: RunState, name: string): Admission {
  const service = serviceOf(run, name);
  const phase = service === undefined ? undefined : phaseOf(run, service.phase);
  if (service === undefined || phase === undefined) return refused(`The run has no service "${name}".`);
  const blocked =
    refuseByRun(run) ?? refuseByService(service) ?? refuseByPhase(run, phase) ?? refuseByCheckpoint(run, phase);
  if (blocked !== undefined) return refused(blocked);
  if (phase.state === 'pending' || phase.state === 'prechecking') return { kind: 'open-phase', phase: phase.id };
  const delay = delayOf(run, service, phase);
  return delay === undefined ? { kind: 'admitted' } : { kind: 'deferred', reason: delay };
}

/** Whether a finished service of a phase with approval after each still needs one: it was changed, or it failed. */
export function needsApproval(run: RunState, service: ServiceRecord): boolean {
  if (service.outcome === undefined) return false;
  const hasFailed = countOutcome(service.outcome, run.policy.onInconclusive) === 'failure';
  if (!service.changed && !hasFailed) return false;
  const endedAt = service.endedAt ?? '';
  // An approval of an earlier attempt says nothing about this one.
  return !run.checkpoints.some(
    (checkpoint) =>
      checkpoint.state === 'approve' && checkpoint.services.includes(service.name) && checkpoint.openedAt >= endedAt,
  );
}

function refused(reason: string): Admission {
  return { kind: 'refused', reason };
}

function refuseByRun(run: RunState): string | undefined {
  if (run.state === 'running' || run.state === 'waiting-for-approval') return undefined;
  return `The run is ${run.state}: nothing new starts.`;
}

function refuseByService(service: ServiceRecord): string | undefined {
  if (isTakenBack(service)) return `${service.name} was taken back and has not been queued again.`;
  if (isWaiting(service.state)) return undefined;
  if (isUnderWay(service.state)) return `${service.name} is being worked on already.`;
  return `${service.name} has ended: ${service.state}.`;
}

function refuseByPhase(run: RunState, phase: PhaseRecord): string | undefined {
  for (const earlier of run.phases) {
    if (earlier.id === phase.id) break;
    if (earlier.services.length > 0 && !isBehind(earlier))
      return `Phase ${earlier.id} comes first and is ${earlier.state}.`;
  }
  if (phase.crossedAt !== undefined || isCrossingDue(run, phase.id)) {
    return `Phase ${phase.id} has crossed its failure limit.`;
  }
  const isOpen = phase.state === 'pending' || phase.state === 'prechecking' || phase.state === 'running';
  return isOpen ? undefined : `Phase ${phase.id} is ${phase.state}.`;
}

function isBehind(phase: PhaseRecord): boolean {
  return phase.state === 'approved' || (phase.state === 'passed' && phase.checkpoint !== 'after-phase');
}

function refuseByCheckpoint(run: RunState, phase: PhaseRecord): string | undefined {
  const open = run.checkpoints.find((checkpoint) => checkpoint.state === 'open');
  if (open !== undefined) return `Checkpoint "${open.checkpoint}" is open.`;
  if (phase.checkpoint !== 'after-each') return undefined;
  const pending = servicesOf(run, phase.id).find((service) => needsApproval(run, service));
  return pending === undefined ? undefined : `${pending.name} has ended and waits for approval.`;
}

function delayOf(run: RunState, service: ServiceRecord, phase: PhaseRecord): string | undefined {
  const siblings = servicesOf(run, phase.id);
  const isAhead = (other: ServiceRecord): boolean => isWaiting(other.state) || isUnderWay(other.state);
  const dependency = siblings.find(
    (other) => service.dependsOn.includes(other.name) && isAhead(other) && !leadsTo(siblings, other, service.name),
  );
  if (dependency !== undefined) return `${service.name} depends on ${dependency.name}, which has not ended.`;
  const running = run.services.filter((other) => isUnderWay(other.state));
  if (running.length >= run.policy.concurrency) return `${running.length} services run already, the limit of the run.`;
  const inPhase = running.filter((other) => other.phase === phase.id);
  if (inPhase.length < phase.concurrency && !startsAlone(phase, inPhase)) return undefined;
  return `${inPhase.length} services of phase ${phase.id} run already, the limit of the phase.`;
}

// Services that depend on each other in a cycle would wait for ever, so within one the order is the orchestrator's.
function leadsTo(services: readonly ServiceRecord[], from: ServiceRecord, target: string): boolean {
  const byName = new Map(services.map((service) => [service.name, service]));
  const seen = new Set([from.name]);
  for (const name of seen) {
    for (const next of byName.get(name)?.dependsOn ?? []) seen.add(next);
  }
  return seen.has(target);
}

// With approval after each service there can only be one at a time, whatever the phase says.
function startsAlone(phase: PhaseRecord, running: readonly ServiceRecord[]): boolean {
  return phase.checkpoint === 'after-each' && running.length > 0;
}
