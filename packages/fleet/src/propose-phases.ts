import type { Priority, Risk } from '@moult/plugin-api';
import { assessRisk } from './assess-risk.ts';
import type { PhaseId } from './inventory.ts';

/** The rule of `proposePhase`, in the words that `moult analyze` prints. */
export const PHASE_RULE =
  'Phase: critical priority is D; high priority or very high risk is C; medium priority or high risk is B; everything else is A.';

/** The rule of `proposePriority`, in the words that `moult analyze` prints. */
export const PRIORITY_RULE =
  'Priority: a service that at least five others depend on is critical; at least three, high; at least one, medium; else low.';

/** What is known of a service when its phase is proposed. */
export interface ProposalInput {
  readonly name: string;
  readonly priority: Priority | undefined;
  readonly phase: PhaseId | undefined;
  /** Plugins with something to do that break the old code; those that only move a requirement do not count. */
  readonly breakingChanges: number;
  /** How many services depend on this one directly. */
  readonly dependents: number;
}

/** What holds for a service, what the rules propose, and where a declaration differs from its proposal. */
export interface Proposal {
  readonly name: string;
  readonly priority: Priority;
  readonly risk: Risk;
  readonly phase: PhaseId;
  readonly proposedPriority: Priority;
  readonly proposedPhase: PhaseId;
  readonly differences: readonly ProposalDifference[];
}

export interface ProposalDifference {
  readonly field: 'priority' | 'phase';
  readonly declared: string;
  readonly proposed: string;
}

/** Proposes priority and phase for every service. What is declared is kept; the phase is proposed from the priority that holds. */
export function proposePhases(services: readonly ProposalInput[]): readonly Proposal[] {
  return services.map(proposeOne);
}

/** The phase that the rule gives. */
export function proposePhase(priority: Priority, risk: Risk): PhaseId {
  if (priority === 'critical') return 'd';
  if (priority === 'high' || risk === 'very-high') return 'c';
  return priority === 'medium' || risk === 'high' ? 'b' : 'a';
}

/** The priority that the rule gives. */
export function proposePriority(dependents: number): Priority {
  if (dependents >= 5) return 'critical';
  if (dependents >= 3) return 'high';
  return dependents >= 1 ? 'medium' : 'low';
}

function proposeOne(service: ProposalInput): Proposal {
  const proposedPriority = proposePriority(service.dependents);
  const priority = service.priority ?? proposedPriority;
  const risk = assessRisk(priority, service.breakingChanges);
  const proposedPhase = proposePhase(priority, risk);
  return {
    name: service.name,
    priority,
    risk,
    phase: service.phase ?? proposedPhase,
    proposedPriority,
    proposedPhase,
    differences: [
      ...difference('priority', service.priority, proposedPriority),
      ...difference('phase', service.phase, proposedPhase),
    ],
  };
}

function difference(
  field: 'priority' | 'phase',
  declared: string | undefined,
  proposed: string,
): readonly ProposalDifference[] {
  return declared === undefined || declared === proposed ? [] : [{ field, declared, proposed }];
}
