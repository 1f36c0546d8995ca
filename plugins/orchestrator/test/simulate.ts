import type { Action, FleetEvent, FleetView, Orchestrator } from '@moult/plugin-api';

export interface Simulation {
  readonly events: readonly FleetEvent[];
  readonly actions: readonly Action[];
  /** Names in the order in which they were started. */
  readonly started: readonly string[];
  /** The most services that ran at the same time, by phase. */
  readonly peak: Readonly<Record<string, number>>;
  readonly checkpoints: readonly string[];
  readonly stopped: string | undefined;
}

export interface SimulationRules {
  readonly failing?: ReadonlySet<string>;
  /** Share of failures, in percent, that crosses the limit of a phase. */
  readonly percent?: number;
  readonly decide?: (checkpoint: string) => 'approve' | 'reject' | 'rollback' | undefined;
}

/** Plays a run: services end in the order in which they started, phases are gated when all their services have ended. */
export function simulate(orchestrator: Orchestrator, fleet: FleetView, rules: SimulationRules = {}): Simulation {
  const play = new Play(orchestrator, fleet, rules);
  while (play.step()) {
    // Each step is one round of the runner: ask, act, and let one thing end.
  }
  return play.result;
}

class Play {
  readonly #events: FleetEvent[] = [{ kind: 'run-started' }];
  readonly #actions: Action[] = [];
  readonly #running: string[] = [];
  readonly #started: string[] = [];
  readonly #finished = new Map<string, boolean>();
  readonly #gated = new Set<string>();
  readonly #open: string[] = [];
  readonly #checkpoints: string[] = [];
  readonly #peak: Record<string, number> = {};
  readonly #phases;
  #stopped: string | undefined;
  #rounds = 0;

  readonly #orchestrator: Orchestrator;
  readonly #fleet: FleetView;
  readonly #rules: SimulationRules;

  constructor(orchestrator: Orchestrator, fleet: FleetView, rules: SimulationRules) {
    this.#orchestrator = orchestrator;
    this.#fleet = fleet;
    this.#rules = rules;
    this.#phases = orchestrator.phases(fleet);
  }

  get result(): Simulation {
    return {
      events: this.#events,
      actions: this.#actions,
      started: this.#started,
      peak: this.#peak,
      checkpoints: this.#checkpoints,
      stopped: this.#stopped,
    };
  }

  step(): boolean {
    this.#rounds += 1;
    if (this.#rounds > 10_000) throw new Error('The orchestrator does not come to an end.');
    const actions = this.#stopped === undefined ? this.#orchestrator.next(this.#fleet, this.#events) : [];
    for (const action of actions) this.#act(action);
    return (
      this.#finishOne() || this.#gateOne() || this.#decideOne() || actions.some((action) => action.kind === 'undo')
    );
  }

  #act(action: Action): void {
    this.#actions.push(action);
    if (action.kind === 'start') this.#start(action.service);
    else if (action.kind === 'stop') this.#stopped = action.reason;
    else if (action.kind === 'undo') this.#events.push({ kind: 'undo-finished', services: action.services });
    else {
      const { checkpoint, phase, services } = action;
      this.#open.push(checkpoint);
      this.#checkpoints.push(checkpoint);
      this.#events.push({ kind: 'checkpoint-opened', checkpoint, phase, services });
    }
  }

  #start(service: string): void {
    const phase = this.#phaseOf(service);
    this.#running.push(service);
    this.#started.push(service);
    this.#events.push({ kind: 'service-started', phase, service });
    const together = this.#running.filter((name) => this.#phaseOf(name) === phase).length;
    this.#peak[phase] = Math.max(this.#peak[phase] ?? 0, together);
  }

  #finishOne(): boolean {
    const service = this.#running.shift();
    if (service === undefined) return false;
    const phase = this.#phaseOf(service);
    const hasFailed = this.#rules.failing?.has(service) ?? false;
    this.#finished.set(service, hasFailed);
    this.#events.push({
      kind: 'service-finished',
      phase,
      service,
      outcome: hasFailed ? 'failed' : 'succeeded',
      counts: hasFailed ? 'failure' : 'success',
      changed: !hasFailed,
    });
    this.#crossIfDue(phase);
    return true;
  }

  #crossIfDue(phase: string): void {
    const services = this.#phases.find((candidate) => candidate.id === phase)?.services ?? [];
    const failed = services.filter((name) => this.#finished.get(name) === true).length;
    const isCrossed = failed * 100 > (this.#rules.percent ?? 20) * services.length;
    const isKnown = this.#events.some((event) => event.kind === 'threshold-crossed' && event.phase === phase);
    if (isCrossed && !isKnown)
      this.#events.push({ kind: 'threshold-crossed', phase, failed, eligible: services.length });
  }

  #gateOne(): boolean {
    if (this.#stopped !== undefined || this.#open.length > 0) return false;
    const due = this.#phases.find((phase) => !this.#gated.has(phase.id));
    if (due === undefined || !due.services.every((name) => this.#finished.has(name))) return false;
    this.#gated.add(due.id);
    this.#events.push({ kind: 'phase-gated', phase: due.id, passed: true, reason: '' });
    return true;
  }

  #decideOne(): boolean {
    const checkpoint = this.#open[0];
    const decision = checkpoint === undefined ? undefined : (this.#rules.decide ?? (() => 'approve'))(checkpoint);
    if (checkpoint === undefined || decision === undefined) return false;
    this.#open.shift();
    this.#events.push({ kind: 'checkpoint-decided', checkpoint, phase: '', decision });
    return true;
  }

  #phaseOf(service: string): string {
    return this.#phases.find((phase) => phase.services.includes(service))?.id ?? '';
  }
}
