import { defineOrchestrator, type FleetService, type FleetView, readProgress, textOption } from '@moult/plugin-api';

const share = textOption('share', '25', 'Percent of the fleet that follows the first service, before the rest.');
const RISKS = ['low', 'medium', 'high', 'very-high'];

/** One service, then a quarter of the fleet, then the rest; a person approves before each widening. */
export default defineOrchestrator({
  name: 'canary',
  title: 'One service, then 25 %, then the rest',
  options: [share],
  phases,
  next(fleet, events) {
    const progress = readProgress(events);
    for (const phase of phases(fleet)) {
      const { id, services } = phase;
      const checkpoint = `after-${id}`;
      const decision = progress.checkpoints.get(checkpoint)?.state;
      if (progress.crossed.has(id) || progress.gated.get(id) === false || decision === 'reject') {
        return [{ kind: 'stop', reason: `${phase.title} did not go well enough to widen.` }];
      }
      if (decision === 'rollback') {
        const isUndone = services.every((name) => progress.undone.has(name));
        if (isUndone) return [{ kind: 'stop', reason: 'Taken back.' }];
        return [{ kind: 'undo', services, reason: `Decided at ${checkpoint}.` }];
      }
      if (decision === 'open') return [];
      if (progress.gated.get(id) !== true) {
        const waiting = services.filter((name) => !progress.finished.has(name) && !progress.running.has(name));
        const slots = Math.max(0, phase.concurrency - progress.running.size);
        return waiting.slice(0, slots).map((service) => ({ kind: 'start', service }));
      }
      if (phase.checkpoint === 'after-phase' && decision === undefined) {
        const question = `${phase.title} is done. Widen?`;
        return [{ kind: 'open-checkpoint', checkpoint, phase: id, services, question }];
      }
    }
    return [];
  },
});

function phases(fleet: FleetView) {
  const names = inOrder(fleet.services).map((service) => service.name);
  const quarter = 1 + Math.ceil((names.length * Number(fleet.option(share))) / 100);
  const steps = [
    { id: 'canary', title: 'The canary', services: names.slice(0, 1) },
    { id: 'quarter', title: 'The first share', services: names.slice(1, quarter) },
    { id: 'rest', title: 'The rest', services: names.slice(quarter) },
  ].filter((step) => step.services.length > 0);
  return steps.map((step, i) => ({
    ...step,
    concurrency: fleet.concurrency,
    checkpoint: i === steps.length - 1 ? ('none' as const) : ('after-phase' as const),
  }));
}

/** What others depend on first; otherwise the least risk first. */
function inOrder(services: readonly FleetService[]): readonly FleetService[] {
  const rank = (service: FleetService): string => `${RISKS.indexOf(service.risk)} ${service.name}`;
  const waiting = [...services].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const ordered: FleetService[] = [];
  while (waiting.length > 0) {
    const isFree = (service: FleetService) =>
      !waiting.some((other) => other !== service && service.dependsOn.includes(other.name));
    ordered.push(...waiting.splice(Math.max(0, waiting.findIndex(isFree)), 1));
  }
  return ordered;
}
