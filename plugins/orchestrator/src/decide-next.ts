import {
  type Action,
  type FinishedService,
  type FleetEvent,
  type FleetProgress,
  type FleetView,
  type Phase,
  readProgress,
} from '@moult/plugin-api';

/**
 * What to do now: start what is free in the first phase that is not behind its gate, ask a person after each critical service, and
 * stop at a crossed threshold, a failed gate or a rejection.
 */
export function decideNext(
  fleet: FleetView,
  phases: readonly Phase[],
  events: readonly FleetEvent[],
): readonly Action[] {
  const progress = readProgress(events);
  const stopped = stopActions(phases, progress);
  if (stopped.length > 0) return stopped;
  const phase = phases.find((candidate) => progress.gated.get(candidate.id) !== true);
  if (phase === undefined) return [];
  const questions = phase.checkpoint === 'after-each' ? checkpointActions(phase, progress) : [];
  const isAsking = [...progress.checkpoints.values()].some((checkpoint) => checkpoint.state === 'open');
  return questions.length > 0 || isAsking ? questions : startActions(fleet, phase, progress);
}

function stopActions(phases: readonly Phase[], progress: FleetProgress): readonly Action[] {
  for (const [name, checkpoint] of progress.checkpoints) {
    const services = checkpoint.services.filter((service) => !progress.undone.has(service));
    if (checkpoint.state === 'rollback' && services.length > 0) {
      return [{ kind: 'undo', services, reason: `Decided at checkpoint "${name}".` }];
    }
    if (checkpoint.state === 'rollback' || checkpoint.state === 'reject') {
      return [{ kind: 'stop', reason: `Checkpoint "${name}" was not approved.` }];
    }
  }
  for (const phase of phases) {
    if (progress.crossed.has(phase.id)) {
      return [{ kind: 'stop', reason: `Phase ${phase.title} had more failures than it tolerates.` }];
    }
    if (progress.gated.get(phase.id) === false) {
      return [{ kind: 'stop', reason: `Phase ${phase.title} did not pass its gate.` }];
    }
  }
  return [];
}

function checkpointActions(phase: Phase, progress: FleetProgress): readonly Action[] {
  for (const service of phase.services) {
    const finished = progress.finished.get(service);
    const checkpoint = `after-${service}`;
    if (finished === undefined || !isWorthAsking(finished) || progress.checkpoints.has(checkpoint)) continue;
    const question = `${service} ended as ${finished.outcome}. Is it well, and may the run go on?`;
    return [{ kind: 'open-checkpoint', checkpoint, phase: phase.id, services: [service], question }];
  }
  return [];
}

function isWorthAsking(finished: FinishedService): boolean {
  return finished.changed || finished.counts === 'failure';
}

function startActions(fleet: FleetView, phase: Phase, progress: FleetProgress): readonly Action[] {
  const dependencies = new Map(fleet.services.map((service) => [service.name, service.dependsOn]));
  const ahead = new Set(phase.services.filter((name) => !progress.finished.has(name)));
  const waiting = [...ahead].filter((name) => !progress.running.has(name));
  const isFree = (name: string): boolean =>
    !(dependencies.get(name) ?? []).some((dependency) => dependency !== name && ahead.has(dependency));
  const free = waiting.filter(isFree);
  // Services that wait for each other would wait for ever: the first of them breaks the cycle.
  const next = free.length === 0 && progress.running.size === 0 ? waiting.slice(0, 1) : free;
  const limit = Math.min(phase.concurrency, fleet.concurrency) - progress.running.size;
  return next.slice(0, Math.max(0, limit)).map((service) => ({ kind: 'start', service }));
}
