import type { FleetService, FleetView, Phase, Priority } from '@moult/plugin-api';
import { orderServices } from './order-services.ts';

const PHASES = [
  { id: 'a', title: 'A low' },
  { id: 'b', title: 'B medium' },
  { id: 'c', title: 'C high' },
  { id: 'd', title: 'D critical' },
] as const;

const PHASE_OF_PRIORITY: Readonly<Record<Priority, string>> = { low: 'a', medium: 'b', high: 'c', critical: 'd' };

/**
 * Puts the services into the phases A to D that their owners declared, and those without a phase by their priority. The services of
 * A to C run side by side; those of D one at a time, with a checkpoint after each. A phase without services is left out.
 */
export function arrangePhases(fleet: FleetView): readonly Phase[] {
  return PHASES.flatMap(({ id, title }) => {
    const members = orderServices(fleet.services.filter((service) => phaseOf(service) === id));
    if (members.length === 0) return [];
    const services = members.map((service) => service.name);
    const isCritical = id === 'd';
    return [
      {
        id,
        title,
        services,
        concurrency: isCritical ? 1 : fleet.concurrency,
        checkpoint: isCritical ? 'after-each' : 'none',
      },
    ];
  });
}

function phaseOf(service: FleetService): string {
  return service.phase ?? PHASE_OF_PRIORITY[service.priority];
}
