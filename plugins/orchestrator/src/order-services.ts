import type { FleetService, Risk } from '@moult/plugin-api';

const RISK_ORDER: readonly Risk[] = ['low', 'medium', 'high', 'very-high'];

/**
 * Puts services into the order in which they are preferred: what others depend on first, then by rising risk, then by name. A cycle
 * of dependencies is broken at the service that comes first by risk and name.
 */
export function orderServices(services: readonly FleetService[]): readonly FleetService[] {
  const waiting = [...services].sort(compareServices);
  const ordered: FleetService[] = [];
  const unplaced = new Set(waiting.map((service) => service.name));
  while (waiting.length > 0) {
    const isFree = (service: FleetService): boolean =>
      service.dependsOn.every((name) => name === service.name || !unplaced.has(name));
    const index = Math.max(0, waiting.findIndex(isFree));
    for (const service of waiting.splice(index, 1)) {
      ordered.push(service);
      unplaced.delete(service.name);
    }
  }
  return ordered;
}

function compareServices(a: FleetService, b: FleetService): number {
  const byRisk = RISK_ORDER.indexOf(a.risk) - RISK_ORDER.indexOf(b.risk);
  if (byRisk !== 0) return byRisk;
  return a.name < b.name ? -1 : Number(a.name > b.name);
}
