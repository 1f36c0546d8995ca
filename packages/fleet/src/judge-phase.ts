import type { RunPolicy } from './run-policy.ts';
import { phaseOf, type RunState, type ServiceRecord, servicesOf } from './run-state.ts';
import type { ServiceOutcome } from './service-outcomes.ts';
import { describeTolerance, judgeThreshold, type ThresholdVerdict } from './threshold.ts';

/** Where a phase of a run stands against its failure limit. Services that were taken back after a failure still count. */
export function judgePhase(run: RunState, phase: string): ThresholdVerdict {
  const services = servicesOf(run, phase);
  const outcomes = services.flatMap(effectiveOutcome);
  return judgeThreshold(run.policy, countEligible(services), outcomes);
}

/** Whether the event `threshold.crossed` is due: the limit is crossed and the phase has not recorded it since it started. */
export function isCrossingDue(run: RunState, phase: string): boolean {
  return phaseOf(run, phase)?.crossedAt === undefined && judgePhase(run, phase).kind === 'crossed';
}

/** The sentences a plan prints, one for each phase: how many failures it tolerates. */
export function describeTolerances(
  phases: readonly { readonly id: string; readonly services: readonly string[] }[],
  applicable: ReadonlySet<string>,
  policy: Pick<RunPolicy, 'limit'>,
): readonly string[] {
  return phases.map((phase) => {
    const eligible = phase.services.filter((service) => applicable.has(service)).length;
    return describeTolerance(phase.id, policy.limit, eligible);
  });
}

function countEligible(services: readonly ServiceRecord[]): number {
  return services.filter((service) => service.applicable).length;
}

function effectiveOutcome(service: ServiceRecord): readonly ServiceOutcome[] {
  if (service.state === 'rollback-failed') return ['failed'];
  return service.outcome === undefined ? [] : [service.outcome];
}
