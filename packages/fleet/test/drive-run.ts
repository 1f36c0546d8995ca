import type { Action, FleetView, Orchestrator, PluginOption } from '@moult/plugin-api';
import { admitStart } from '../src/admit-start.ts';
import { openCheckpoint } from '../src/checkpoint.ts';
import { decideCheckpoint } from '../src/decide-checkpoint.ts';
import { FleetTranslator } from '../src/fleet-events.ts';
import { RunFold } from '../src/fold-run.ts';
import { isCrossingDue, judgePhase } from '../src/judge-phase.ts';
import { planResume } from '../src/plan-resume.ts';
import type { PlannedService, RunEvent } from '../src/run-event.ts';
import { serviceOf, servicesOf } from '../src/run-state.ts';
import { isUnderWay, isWaiting } from '../src/service-states.ts';
import { at, created, finished, worked } from './journal.ts';

/** Thrown in place of a kill: the journal has every record up to here, and nothing after. */
export class Killed extends Error {}

/**
 * Plays a whole run on a journal: a new one from its creation, one that was cut short from its resume. `killAfter` is the number of
 * records this life may write; `random` decides which of the running services takes its next step.
 */
export function driveRun(
  journal: RunEvent[],
  fleet: {
    readonly orchestrator: Orchestrator;
    readonly services: readonly PlannedService[];
    readonly failing: ReadonlySet<string>;
  },
  life: { readonly killAfter: number; readonly random: () => number },
): void {
  new Driver(journal, fleet, life).drive();
}

class Driver {
  readonly #journal: RunEvent[];
  readonly #fleet: Parameters<typeof driveRun>[1];
  readonly #life: Parameters<typeof driveRun>[2];
  readonly #fold = new RunFold();
  readonly #translator = new FleetTranslator();
  readonly #events;
  readonly #view: FleetView;
  readonly #steps = new Map<string, RunEvent[]>();
  #written = 0;

  constructor(journal: RunEvent[], fleet: Parameters<typeof driveRun>[1], life: Parameters<typeof driveRun>[2]) {
    this.#journal = journal;
    this.#fleet = fleet;
    this.#life = life;
    for (const event of journal) this.#fold.add(event);
    this.#events = journal.flatMap((event) => this.#translator.add(event));
    const option = ((given: PluginOption) => given.default) as FleetView['option'];
    this.#view = { services: fleet.services, concurrency: 3, option };
  }

  drive(): void {
    if (this.#journal.length < 2) this.#create();
    else this.#resume();
    for (;;) {
      const actions = this.#fleet.orchestrator.next(this.#view, this.#events);
      for (const action of actions) this.#act(action);
      if (!this.#work() && !this.#decide() && !this.#gate() && actions.length === 0) break;
      if (actions.some((action) => action.kind === 'stop') && this.#steps.size === 0) break;
    }
    const isStopped = this.#fold.state.state === 'aborting';
    this.#write({
      kind: 'run.finished',
      at: at(9),
      outcome: isStopped ? 'failed' : 'succeeded',
      exitCode: 0,
      reason: '',
    });
  }

  #create(): void {
    const phases = this.#fleet.orchestrator.phases(this.#view);
    for (const event of created(this.#fleet.services, phases).slice(this.#journal.length)) this.#write(event);
  }

  #resume(): void {
    this.#write({ kind: 'run.resumed', at: at(9) });
    const plan = planResume(this.#fold.state, { retry: 'none', now: at(9) });
    if (plan.kind === 'nothing') return;
    for (const service of plan.interrupted) {
      const record = serviceOf(this.#fold.state, service);
      const hasTransaction = ['applying', 'applied', 'validating'].includes(record?.state ?? '');
      if (hasTransaction) this.#write({ kind: 'tx.undone', at: at(9), service });
      this.#write({ kind: 'svc.queued', at: at(9), service, attempt: (record?.attempts ?? 0) + 1 });
    }
  }

  #act(action: Action): void {
    if (action.kind === 'start') this.#start(action.service);
    if (action.kind !== 'open-checkpoint') return;
    const { checkpoint, phase, services, question } = action;
    const terms = {
      required: 1,
      authors: [],
      allowed: [],
      critical: true,
      expiresAt: undefined,
      onExpire: 'stay',
    } as const;
    this.#write({
      kind: 'checkpoint.opened',
      at: at(6),
      checkpoint,
      phase,
      services,
      question,
      shownDigest: 'd',
      ...terms,
    });
  }

  #start(service: string): void {
    const admission = admitStart(this.#fold.state, service);
    if (admission.kind === 'open-phase') {
      this.#write({ kind: 'phase.started', at: at(1), phase: admission.phase });
      this.#write({ kind: 'phase.checked', at: at(1), phase: admission.phase, passed: true, reason: '', checks: [] });
    }
    if (admitStart(this.#fold.state, service).kind !== 'admitted') return;
    const hasFailed = this.#fleet.failing.has(service);
    const steps = [...worked(service), finished(service, hasFailed ? 'failed' : 'succeeded', { changed: !hasFailed })];
    this.#steps.set(service, steps);
    // Queueing and starting are one act of the runner.
    this.#step(service, steps);
    this.#step(service, steps);
  }

  #work(): boolean {
    const running = [...this.#steps.keys()];
    const service = running[Math.floor(this.#life.random() * running.length)];
    const steps = service === undefined ? undefined : this.#steps.get(service);
    if (service === undefined || steps === undefined) return false;
    this.#step(service, steps);
    return true;
  }

  #step(service: string, steps: RunEvent[]): void {
    const event = steps.shift();
    if (event !== undefined) this.#write(event);
    if (steps.length > 0) return;
    this.#steps.delete(service);
    this.#crossIfDue();
  }

  #crossIfDue(): void {
    for (const { id } of this.#fold.state.phases) {
      if (!isCrossingDue(this.#fold.state, id)) continue;
      const { failed, eligible } = judgePhase(this.#fold.state, id);
      this.#write({ kind: 'threshold.crossed', at: at(6), phase: id, failed, eligible });
    }
  }

  #decide(): boolean {
    const open = this.#fold.state.checkpoints.find((checkpoint) => checkpoint.state === 'open');
    if (open === undefined) return false;
    const request = {
      decision: 'approve',
      by: 'ben',
      at: at(7),
      reason: undefined,
      shownDigest: 'd',
      source: 'command',
    } as const;
    const reply = decideCheckpoint(openCheckpoint(open, open.openedAt), request);
    if (reply.kind !== 'decided') throw new Error('The checkpoint is not decided.');
    const { decision, by, reason, override } = reply.answer;
    this.#write({
      kind: 'checkpoint.decided',
      at: at(7),
      checkpoint: open.checkpoint,
      decision,
      by,
      reason,
      shownDigest: 'd',
      override,
    });
    return true;
  }

  #gate(): boolean {
    this.#crossIfDue();
    const phase = this.#fold.state.phases.find((one) => one.state === 'running' || one.state === 'validating');
    const members = phase === undefined ? [] : servicesOf(this.#fold.state, phase.id);
    const isDone = members.every((service) => !isWaiting(service.state) && !isUnderWay(service.state));
    if (phase === undefined || !isDone || this.#fold.state.state !== 'running') return false;
    this.#write({ kind: 'phase.validating', at: at(8), phase: phase.id });
    this.#write({ kind: 'phase.gated', at: at(8), phase: phase.id, passed: true, reason: '', checks: [] });
    return true;
  }

  #write(event: RunEvent): void {
    if (this.#written >= this.#life.killAfter) throw new Killed();
    this.#written += 1;
    this.#journal.push(event);
    this.#fold.add(event);
    this.#events.push(...this.#translator.add(event));
  }
}
