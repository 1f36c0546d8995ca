import type { Advance } from './advance.ts';
import { type Checkpoint, openCheckpoint, recordAnswer } from './checkpoint.ts';
import { foldService, newServiceRecord } from './fold-service.ts';
import { mergeChecks } from './merge-checks.ts';
import { advancePhase, type PhaseStep } from './phase-states.ts';
import type {
  CheckpointRunEvent,
  PhaseRunEvent,
  PlannedPhase,
  RunEvent,
  ServiceRunEvent,
  WholeRunEvent,
} from './run-event.ts';
import { DEFAULT_RUN_POLICY, describeWeakenedSafety } from './run-policy.ts';
import type { PhaseRecord, RunState, ServiceRecord } from './run-state.ts';
import { advanceRun, type RunStep } from './run-states.ts';

type At<E> = { readonly at: string } & E;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads the state of a run from its journal. A step that no state allows changes nothing and is listed as illegal. */
export function foldRun(events: readonly RunEvent[]): RunState {
  const fold = new RunFold();
  for (const event of events) fold.add(event);
  return fold.state;
}

/** The state of a run that grows with its journal; lives as long as the command that writes it. */
export class RunFold {
  readonly #run: Mutable<RunState> = emptyRun();
  readonly #services = new Map<string, ServiceRecord>();
  readonly #phases = new Map<string, PhaseRecord>();
  readonly #checkpoints = new Map<string, Checkpoint>();
  // A checkpoint that expired, or whose service ran again, is opened anew under its name; its earlier answers are kept.
  readonly #closed: Checkpoint[] = [];

  /** The state after all events so far; later events do not change it. */
  get state(): RunState {
    return {
      ...this.#run,
      services: [...this.#services.values()],
      phases: [...this.#phases.values()],
      checkpoints: [...this.#closed, ...this.#checkpoints.values()],
    };
  }

  add(event: RunEvent): undefined {
    this.#run.events += 1;
    switch (event.kind) {
      case 'phase.started':
      case 'phase.validating':
      case 'phase.checked':
      case 'phase.gated':
      case 'threshold.crossed':
        return this.#addPhaseEvent(event);
      case 'checkpoint.opened':
      case 'checkpoint.decided':
        return this.#addCheckpointEvent(event);
      default:
        return 'service' in event ? this.#addServiceEvent(event) : this.#addWholeEvent(event);
    }
  }

  #addServiceEvent(event: At<ServiceRunEvent>): undefined {
    const record = this.#services.get(event.service);
    if (record === undefined) return this.#refuse(event.kind, event.service, 'The plan has no such service.');
    const folded = foldService(record, event);
    if (folded.kind === 'refused') return this.#refuse(event.kind, event.service, folded.message);
    this.#services.set(event.service, folded.record);
  }

  #addPhaseEvent(event: At<PhaseRunEvent>): undefined {
    const record = this.#phases.get(event.phase);
    if (record === undefined) return this.#refuse(event.kind, event.phase, 'The plan has no such phase.');
    const moved = advancePhase(record.state, phaseStep(event));
    if (moved.kind === 'refused') return this.#refuse(event.kind, event.phase, moved.message);
    this.#phases.set(event.phase, foldPhase({ ...record, state: moved.state }, event));
    if (event.kind === 'threshold.crossed') this.#step('stop', event.kind);
  }

  #addCheckpointEvent(event: At<CheckpointRunEvent>): undefined {
    if (event.kind === 'checkpoint.opened') {
      const { kind: _, at, ...terms } = event;
      const earlier = this.#checkpoints.get(event.checkpoint);
      if (earlier !== undefined) this.#closed.push(earlier);
      this.#checkpoints.set(event.checkpoint, openCheckpoint(terms, at));
      return this.#step('wait', event.kind);
    }
    const checkpoint = this.#checkpoints.get(event.checkpoint);
    if (checkpoint?.state !== 'open') return this.#refuse(event.kind, event.checkpoint, 'The checkpoint is not open.');
    const decided = recordAnswer(checkpoint, event);
    this.#checkpoints.set(event.checkpoint, decided);
    this.#followDecision(decided, event.kind);
  }

  #followDecision(checkpoint: Checkpoint, kind: string): undefined {
    if (checkpoint.state === 'open') return;
    const phase = this.#phases.get(checkpoint.phase);
    const step: PhaseStep = checkpoint.state === 'approve' ? 'approve' : 'reject';
    // A checkpoint inside a phase that still runs is about its services: an approval leaves the phase where it is.
    const concernsPhase = phase !== undefined && (phase.state === 'passed' || step === 'reject');
    const moved = concernsPhase ? advancePhase(phase.state, step) : undefined;
    if (phase !== undefined && moved?.kind === 'moved') this.#phases.set(phase.id, { ...phase, state: moved.state });
    if (step === 'reject') return this.#step('stop', kind);
    const isAnyOpen = [...this.#checkpoints.values()].some((other) => other.state === 'open');
    if (!isAnyOpen) this.#step('approve', kind);
  }

  #addWholeEvent(event: At<WholeRunEvent>): undefined {
    switch (event.kind) {
      case 'run.created':
        return this.#create(event);
      case 'run.started':
        return this.#step('start', event.kind);
      case 'run.resumed':
        this.#run.resumed += 1;
        this.#run.endedAt = undefined;
        this.#run.exitCode = undefined;
        return this.#step('resume', event.kind);
      case 'run.paused':
        return this.#end(event.at, event.reason, 'pause', event.kind);
      case 'run.stopping':
        this.#run.reason = event.reason;
        return this.#step('stop', event.kind);
      case 'run.aborted':
        return this.#end(event.at, event.reason, 'aborted', event.kind);
      case 'run.finished':
        this.#run.exitCode = event.exitCode;
        return this.#end(event.at, event.reason, event.outcome, event.kind);
      case 'run.validated':
        this.#run.checks = mergeChecks(this.#run.checks, event.checks);
        return;
      case 'rollback.started':
        return this.#step('roll-back', event.kind);
      case 'rollback.finished':
      case 'lock.taken':
        return;
      case 'lock.broken':
        this.#run.safety = [...this.#run.safety, `The lock "${event.lock}" of ${event.owner} was broken.`];
        return;
      case 'note':
        return this.#note(event.text, event.severity);
    }
  }

  #create(event: At<Extract<WholeRunEvent, { kind: 'run.created' }>>): undefined {
    if (this.#run.runId !== '') return this.#refuse(event.kind, event.runId, 'The run is created already.');
    const { runId, planDigest, user, orchestrator, policy } = event;
    const safety = describeWeakenedSafety(policy);
    Object.assign(this.#run, { runId, planDigest, user, orchestrator, policy, safety, createdAt: event.at });
    for (const phase of event.phases) this.#phases.set(phase.id, newPhase(phase));
    for (const service of event.services) this.#services.set(service.name, newServiceRecord(service));
  }

  #note(text: string, severity: 'note' | 'safety' | 'incident'): undefined {
    if (severity === 'note') this.#run.notes = [...this.#run.notes, text];
    else if (severity === 'safety') this.#run.safety = [...this.#run.safety, text];
    else this.#run.incidents = [...this.#run.incidents, text];
  }

  #end(at: string, reason: string, step: RunStep, kind: string): undefined {
    this.#run.endedAt = at;
    this.#run.reason = reason;
    this.#step(step, kind);
  }

  #step(step: RunStep, kind: string): undefined {
    const moved: Advance<RunState['state']> = advanceRun(this.#run.state, step);
    if (moved.kind === 'moved') this.#run.state = moved.state;
    else this.#refuse(kind, 'run', moved.message);
  }

  #refuse(kind: string, about: string, message: string): undefined {
    this.#run.illegal = [...this.#run.illegal, { event: this.#run.events, kind, about, message }];
  }
}

function phaseStep(event: PhaseRunEvent): PhaseStep {
  switch (event.kind) {
    case 'phase.started':
      return 'start';
    case 'phase.checked':
      return event.passed ? 'run' : 'fail';
    case 'phase.validating':
      return 'validate';
    case 'phase.gated':
      return event.passed ? 'pass' : 'fail';
    case 'threshold.crossed':
      return 'abort';
  }
}

function foldPhase(record: PhaseRecord, event: At<PhaseRunEvent>): PhaseRecord {
  switch (event.kind) {
    case 'phase.started':
      return {
        ...record,
        startedAt: record.startedAt ?? event.at,
        endedAt: undefined,
        crossedAt: undefined,
        reason: '',
      };
    case 'phase.validating':
      return record;
    case 'phase.checked': {
      const checks = mergeChecks(record.checks, event.checks);
      return event.passed ? { ...record, checks } : { ...record, checks, endedAt: event.at, reason: event.reason };
    }
    case 'phase.gated':
      return { ...record, checks: mergeChecks(record.checks, event.checks), endedAt: event.at, reason: event.reason };
    case 'threshold.crossed': {
      const reason = `${event.failed} of ${event.eligible} services failed, more than the phase tolerates.`;
      return { ...record, crossedAt: event.at, endedAt: event.at, reason };
    }
  }
}

function newPhase(planned: PlannedPhase): PhaseRecord {
  const times = { startedAt: undefined, endedAt: undefined, crossedAt: undefined };
  return { ...planned, ...times, state: 'pending', reason: '', checks: [] };
}

function emptyRun(): RunState {
  return {
    runId: '',
    planDigest: '',
    user: '',
    orchestrator: '',
    policy: DEFAULT_RUN_POLICY,
    state: 'planned',
    reason: '',
    exitCode: undefined,
    createdAt: '',
    endedAt: undefined,
    resumed: 0,
    phases: [],
    services: [],
    checkpoints: [],
    checks: [],
    safety: [],
    incidents: [],
    notes: [],
    illegal: [],
    events: 0,
  };
}
