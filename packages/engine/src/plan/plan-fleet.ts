import type { RewriteInput, ServiceInput } from '../rewrite/rewrite-input.ts';
import { rewriteService } from '../rewrite/rewrite-service.ts';
import type { ServiceRewrite } from '../rewrite/service-rewrite.ts';
import { buildPlan, type RunHeader } from './build-plan.ts';
import { freezePlan } from './freeze-plan.ts';
import type { PlanDocument } from './plan-document.ts';

/** Several services and what is the same for all of them. */
export interface FleetInput extends Omit<RewriteInput, 'service' | 'excluded'> {
  /** Taken one after the other; they may be read only when they are asked for. */
  readonly services: Iterable<ServiceInput>;
  readonly header: Omit<RunHeader, 'grade'>;
  /** Units that are out from the start, by the path of their service. */
  readonly excluded?: ReadonlyMap<string, NonNullable<RewriteInput['excluded']>>;
}

/** A plan, and the rewrites it was made from. */
export interface PlannedFleet {
  readonly plan: PlanDocument;
  /** By path of the service. */
  readonly rewrites: readonly ServiceRewrite[];
}

/** Rewrites services one by one and freezes the plan of all of them. */
export function planFleet({ services, header, excluded, ...shared }: FleetInput): PlannedFleet {
  const rewrites: ServiceRewrite[] = [];
  for (const service of services) {
    const out = excluded?.get(service.path);
    rewrites.push(rewriteService({ ...shared, service, ...(out !== undefined && { excluded: out }) }));
  }
  rewrites.sort((a, b) => (a.service.path < b.service.path ? -1 : 1));
  return { plan: freezePlan(buildPlan(rewrites, shared.plugins, { ...header, grade: shared.grade })), rewrites };
}
