import { MoultError } from '@moult/errors';
import {
  admitStart,
  isCrossingDue,
  isUnderWay,
  isWaiting,
  needsApproval,
  type PhaseRecord,
  planAbort,
  type RunState,
  servicesOf,
} from '@moult/fleet';
import type { Action, FleetView } from '@moult/plugin-api';
import { type AskPerson, answerCheckpoint, openCheckpoint } from './checkpoints.ts';
import { SecondPlan } from './look-again.ts';
import { checkPhaseAfter, checkPhaseBefore } from './phase-gates.ts';
import type { RunContext } from './run-context.ts';
import { Schedule } from './schedule.ts';
import { undoInRun } from './undo-in-run.ts';
import { noteTriedPlugins, validateUndo } from './validate-undo.ts';
import { workOnService } from './work-on-service.ts';

/** Why a run came to rest. */
export type Rest =
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped'; readonly reason: string }
  | { readonly kind: 'waiting'; readonly checkpoint: string }
  | { readonly kind: 'inconclusive'; readonly service: string }
  | { readonly kind: 'interrupted' };

/** Goes through a run by what its orchestrator wants and its promises allow, until nothing is left to do or somebody has to decide. */
export async function driveRun(context: RunContext, view: FleetView, ask: AskPerson | undefined): Promise<Rest> {
  const driver = new Driver(context, view, ask);
  return driver.drive();
}

// An orchestrator that asks for the same thing for ever must not keep the run alive.
const MOST_IDLE_TURNS = 3;

/** The loop over events and decisions; lives for one command. */
class Driver {
  readonly #context: RunContext;
  readonly #view: FleetView;
  readonly #ask: AskPerson | undefined;
  readonly #schedule: Schedule;
  readonly #second: SecondPlan;
  #stopReason: string | undefined;

  constructor(context: RunContext, view: FleetView, ask: AskPerson | undefined) {
    this.#context = context;
    this.#view = view;
    this.#ask = ask;
    this.#schedule = new Schedule(context.policy.concurrency);
    this.#second = new SecondPlan(context.project, context.slices);
  }

  get #state(): RunState {
    return this.#context.session.state;
  }

  async drive(): Promise<Rest> {
    let idle = 0;
    for (;;) {
      const raised = this.#context.stop.raised();
      const events = this.#state.events;
      await this.#turn();
      const isMoving = this.#state.events !== events;
      if (this.#schedule.running.length > 0) {
        idle = 0;
        if (!isMoving) await this.#schedule.next(raised);
        continue;
      }
      const rest = this.#findRest(isMoving);
      if (rest !== undefined) return rest;
      idle = isMoving ? 0 : idle + 1;
      if (idle >= MOST_IDLE_TURNS) throw stuckError(this.#state);
    }
  }

  /** Everything that follows from what is known now. */
  async #turn(): Promise<void> {
    this.#abortCrossed();
    if (this.#isStopping()) return;
    if (await this.#validatePhases()) return;
    const { orchestrator, session } = this.#context;
    for (const action of orchestrator.next(this.#view, session.events)) {
      if (this.#isStopping()) return;
      await this.#act(action);
    }
  }

  #isStopping(): boolean {
    return this.#stopReason !== undefined || this.#context.stop.level !== 'none' || this.#isPausedByDoubt();
  }

  #isPausedByDoubt(): boolean {
    return (
      this.#context.policy.onInconclusive === 'pause' &&
      this.#state.services.some((service) => service.state === 'inconclusive')
    );
  }

  /** After a crossing nothing starts; what never began is skipped, and what the policy names is taken back once all have ended. */
  #abortCrossed(): void {
    const { session } = this.#context;
    for (const phase of this.#state.phases) {
      if (phase.state !== 'aborted' && isCrossingDue(this.#state, phase.id)) this.#cross(phase);
    }
    if (this.#schedule.running.length > 0) return;
    for (const phase of this.#state.phases) {
      if (phase.crossedAt === undefined) continue;
      const { rollBack } = planAbort(this.#state, phase.id);
      if (rollBack.length > 0) undoInRun(session, rollBack, `Phase ${phase.id} crossed its failure limit.`);
    }
  }

  #cross(phase: PhaseRecord): void {
    const { session, policy } = this.#context;
    const services = servicesOf(this.#state, phase.id);
    const failed = services.filter((service) => service.outcome !== undefined && FAILURES.has(service.outcome)).length;
    const eligible = services.filter((service) => service.applicable).length;
    session.append('threshold.crossed', { phase: phase.id, failed, eligible });
    const reason = 'The phase crossed its failure limit before it was started.';
    for (const service of planAbort(this.#state, phase.id).skip) {
      const ending = { outcome: 'skipped-threshold', reasonCode: 'threshold', reason, changed: false, migrations: [] };
      session.append('svc.finished', { service, ...ending });
    }
    if (policy.abortMode === 'fast') this.#context.stop.raise();
  }

  /** Judges phases whose services have all ended. Answers whether anything was judged. */
  async #validatePhases(): Promise<boolean> {
    const { session } = this.#context;
    const due = this.#state.phases.find((phase) => this.#isDue(phase));
    if (due === undefined) return false;
    if (due.state === 'running') session.append('phase.validating', { phase: due.id });
    session.run.keepBackups();
    const verdict = await checkPhaseAfter(this.#context, due.id);
    const isFirst = this.#state.phases.every((phase) => phase.id === due.id || phase.state === 'pending');
    const undo = isFirst ? await validateUndo(this.#context, servicesOf(this.#state, due.id)) : undefined;
    if (undo !== undefined) noteTriedPlugins(this.#context, undo);
    const checks = [...verdict.checks, ...(undo === undefined ? [] : [undo.check])];
    const failed = undo?.check.verdict === 'fail' ? undo.check.evidence : undefined;
    const passed = verdict.passed && failed === undefined;
    session.append('phase.gated', { phase: due.id, passed, reason: failed ?? verdict.reason, checks });
    return true;
  }

  #isDue(phase: PhaseRecord): boolean {
    if (phase.state === 'validating') return true;
    if (phase.state !== 'running') return false;
    const services = servicesOf(this.#state, phase.id);
    if (services.some((service) => isWaiting(service.state) || isUnderWay(service.state))) return false;
    if (this.#state.checkpoints.some((checkpoint) => checkpoint.phase === phase.id && checkpoint.state === 'open'))
      return false;
    return phase.checkpoint !== 'after-each' || !services.some((service) => needsApproval(this.#state, service));
  }

  async #act(action: Action): Promise<void> {
    switch (action.kind) {
      case 'start':
        return this.#start(action.service);
      case 'open-checkpoint':
        return this.#openCheckpoint(action);
      case 'stop':
        if (this.#schedule.running.length === 0) this.#stop(action.reason);
        return;
      case 'undo':
        undoInRun(this.#context.session, action.services, action.reason);
    }
  }

  #start(service: string): void {
    const admission = admitStart(this.#state, service);
    if (admission.kind === 'open-phase') {
      this.#openPhase(admission.phase);
      const again = admitStart(this.#state, service);
      if (again.kind !== 'admitted') return;
    } else if (admission.kind !== 'admitted') return;
    this.#schedule.start(service, () => workOnService(this.#context, this.#second, service));
  }

  #openPhase(phase: string): void {
    const { session } = this.#context;
    session.append('phase.started', { phase });
    const { passed, reason, checks } = checkPhaseBefore(this.#context, phase);
    session.append('phase.checked', { phase, passed, reason, checks });
  }

  async #openCheckpoint(action: Extract<Action, { kind: 'open-checkpoint' }>): Promise<void> {
    const phase = this.#state.phases.find((one) => one.id === action.phase);
    if (phase?.checkpoint === 'after-phase' && phase.state !== 'passed') return;
    const { kind: _, ...wish } = action;
    const shown = await openCheckpoint(this.#context, wish);
    await answerCheckpoint(this.#context, shown, this.#ask);
  }

  #stop(reason: string): void {
    this.#stopReason = reason;
    if (this.#state.state === 'running' || this.#state.state === 'waiting-for-approval')
      this.#context.session.append('run.stopping', { reason });
  }

  #findRest(isMoving: boolean): Rest | undefined {
    const { stop, session } = this.#context;
    if (stop.level !== 'none') return { kind: 'interrupted' };
    if (this.#stopReason !== undefined) return { kind: 'stopped', reason: this.#stopReason };
    const doubted = this.#state.services.find((service) => service.state === 'inconclusive');
    if (doubted !== undefined && this.#isPausedByDoubt()) return { kind: 'inconclusive', service: doubted.name };
    if (isMoving) return undefined;
    const open = this.#state.checkpoints.find((checkpoint) => checkpoint.state === 'open');
    if (open !== undefined) return { kind: 'waiting', checkpoint: open.checkpoint };
    const { orchestrator } = this.#context;
    return orchestrator.next(this.#view, session.events).length === 0 ? { kind: 'done' } : undefined;
  }
}

const FAILURES: ReadonlySet<string> = new Set(['failed', 'timed-out', 'crashed', 'drifted']);

function stuckError(state: RunState): MoultError {
  const waiting = state.services.filter((service) => isWaiting(service.state)).map((service) => service.name);
  return new MoultError(
    'E-STATE',
    `The orchestrator "${state.orchestrator}" asks for nothing that may be done, and these services have not ended: ${waiting.join(', ')}.`,
    {
      hint: 'Correct the orchestrator; `moult status` shows where the run stands.',
    },
  );
}
