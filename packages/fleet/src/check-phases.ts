import type { FleetService, Phase } from '@moult/plugin-api';
import { nearestName } from './nearest-name.ts';

/** Something wrong in the phases of an orchestrator. Errors stop the run before it begins. */
export interface PhaseProblem {
  readonly severity: 'error' | 'warning';
  readonly kind:
    | 'duplicate-phase'
    | 'bad-phase-id'
    | 'bad-concurrency'
    | 'unknown-service'
    | 'duplicate-service'
    | 'missing-service'
    | 'later-dependency';
  readonly message: string;
}

export interface PhaseCheckOptions {
  /** How a dependency in a later phase is taken. `warning` where dependencies were found out and not declared. */
  readonly laterDependency: 'error' | 'warning';
}

/** Checks the phases that an orchestrator made against the services of the run: every service in exactly one phase, none unknown. */
export function checkPhases(
  phases: readonly Phase[],
  services: readonly FleetService[],
  options: PhaseCheckOptions = { laterDependency: 'error' },
): readonly PhaseProblem[] {
  return [
    ...checkForm(phases),
    ...checkMembers(phases, services),
    ...checkMissing(phases, services),
    ...checkOrder(phases, services, options.laterDependency),
  ];
}

function error(kind: PhaseProblem['kind'], message: string): PhaseProblem {
  return { severity: 'error', kind, message };
}

function checkForm(phases: readonly Phase[]): readonly PhaseProblem[] {
  const seen = new Set<string>();
  return phases.flatMap((phase) => {
    const found: PhaseProblem[] = [];
    if (seen.has(phase.id)) found.push(error('duplicate-phase', `Two phases have the id "${phase.id}". Rename one.`));
    seen.add(phase.id);
    if (!/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(phase.id)) {
      found.push(error('bad-phase-id', `Phase id "${phase.id}" may have letters, digits and dashes only.`));
    }
    if (!Number.isInteger(phase.concurrency) || phase.concurrency < 1) {
      found.push(
        error('bad-concurrency', `Phase "${phase.id}" has a concurrency of ${phase.concurrency}; 1 is the least.`),
      );
    }
    return found;
  });
}

function checkMembers(phases: readonly Phase[], services: readonly FleetService[]): readonly PhaseProblem[] {
  const known = new Set(services.map((service) => service.name));
  const home = new Map<string, string>();
  const found: PhaseProblem[] = [];
  for (const phase of phases) {
    for (const name of phase.services) {
      const earlier = home.get(name);
      if (!known.has(name)) found.push(unknown(phase, name, [...known]));
      else if (earlier === undefined) home.set(name, phase.id);
      else if (earlier === phase.id) found.push(error('duplicate-service', `Phase "${phase.id}" has ${name} twice.`));
      else found.push(error('duplicate-service', `${name} is in phase "${earlier}" and in phase "${phase.id}".`));
    }
  }
  return found;
}

function unknown(phase: Phase, name: string, known: readonly string[]): PhaseProblem {
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? '' : ` Did it mean "${nearest}"?`;
  return error('unknown-service', `Phase "${phase.id}" has "${name}", which the run does not have.${hint}`);
}

function checkMissing(phases: readonly Phase[], services: readonly FleetService[]): readonly PhaseProblem[] {
  const placed = new Set(phases.flatMap((phase) => phase.services));
  return services
    .filter((service) => !placed.has(service.name))
    .map((service) => error('missing-service', `${service.name} is in no phase. Declare its phase in the inventory.`));
}

function checkOrder(
  phases: readonly Phase[],
  services: readonly FleetService[],
  severity: PhaseProblem['severity'],
): readonly PhaseProblem[] {
  const position = new Map(phases.flatMap((phase, i) => phase.services.map((name) => [name, i] as const)));
  const idOf = (name: string): string => phases[position.get(name) ?? -1]?.id ?? '';
  return services.flatMap((service) => {
    const own = position.get(service.name);
    const later = service.dependsOn.filter((name) => own !== undefined && (position.get(name) ?? -1) > own);
    return later.map((name): PhaseProblem => {
      const message = `${service.name} of phase "${idOf(service.name)}" depends on ${name}, which is upgraded later, in phase "${idOf(name)}".`;
      return { severity, kind: 'later-dependency', message };
    });
  });
}
