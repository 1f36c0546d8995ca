import { mergeChecks } from './merge-checks.ts';
import type { PlannedService, ServiceRunEvent } from './run-event.ts';
import type { ServiceRecord } from './run-state.ts';
import { advanceService, isUnderWay, type ServiceStep } from './service-states.ts';

type ServiceEvent = { readonly at: string } & ServiceRunEvent;

/** A service after an event, or why the event cannot follow its state. */
export type FoldedService =
  | { readonly kind: 'moved'; readonly record: ServiceRecord }
  | { readonly kind: 'refused'; readonly message: string };

/** The record of a service at the start of a run. */
export function newServiceRecord(planned: PlannedService): ServiceRecord {
  return {
    ...planned,
    state: 'planned',
    outcome: undefined,
    reasonCode: '',
    reason: '',
    changed: false,
    attempts: 0,
    queuedAt: undefined,
    startedAt: undefined,
    endedAt: undefined,
    migrations: [],
    checks: [],
    tests: undefined,
    adopted: undefined,
    rollbackReason: '',
  };
}

/** Adds an event to the record of its service. */
export function foldService(record: ServiceRecord, event: ServiceEvent): FoldedService {
  const step = serviceStep(event);
  if (step === undefined) return { kind: 'moved', record: addFacts(record, event) };
  const moved = advanceService(record.state, step);
  if (moved.kind === 'refused') return moved;
  return { kind: 'moved', record: { ...addFacts(record, event), state: moved.state } };
}

function serviceStep(event: ServiceEvent): ServiceStep | undefined {
  switch (event.kind) {
    case 'svc.queued':
      return 'queue';
    case 'svc.started':
      return 'start';
    case 'svc.preflight':
      return 'check';
    case 'svc.baseline':
      return 'measure';
    case 'tx.intent':
      return 'intend';
    case 'tx.committed':
      return 'commit';
    case 'tx.undone':
      return 'take-back';
    case 'svc.validating':
    case 'svc.validated':
      return 'validate';
    case 'svc.adopted':
      return 'adopt';
    case 'svc.finished':
      return event.outcome;
    case 'rollback.svc':
      return event.step === 'started' ? 'roll-back' : event.step;
    // It tells what was seen; the outcome that follows moves the service.
    case 'tx.conflict':
      return undefined;
  }
}

function addFacts(record: ServiceRecord, event: ServiceEvent): ServiceRecord {
  switch (event.kind) {
    case 'svc.queued':
      return queueAgain(record, event.at);
    case 'svc.started':
      return { ...record, startedAt: event.at };
    case 'svc.preflight':
    case 'svc.baseline':
      return { ...record, checks: mergeChecks(record.checks, event.checks) };
    case 'svc.validated':
      return { ...record, checks: mergeChecks(record.checks, event.checks), tests: event.tests ?? record.tests };
    case 'tx.committed':
      return { ...record, changed: true };
    case 'tx.undone':
      // In a state of rest only the second transaction was taken back, and the first one still stands.
      return isUnderWay(record.state) ? { ...record, changed: false } : record;
    case 'tx.conflict':
      return { ...record, reason: `Changed since it was planned: ${event.paths.join(', ')}` };
    case 'svc.adopted':
      return { ...record, adopted: { by: event.by, paths: joined(record.adopted?.paths, event.paths) } };
    case 'svc.finished': {
      const { outcome, reasonCode, reason, changed, migrations } = event;
      return { ...record, outcome, reasonCode, reason, changed, migrations, endedAt: event.at };
    }
    case 'rollback.svc':
      if (event.step === 'started') return record;
      return { ...record, rollbackReason: event.reason, changed: event.step !== 'rolled-back' && record.changed };
    case 'tx.intent':
    case 'svc.validating':
      return record;
  }
}

/** A service whose edits did not pass is adopted again when they are repaired. */
function joined(before: readonly string[] = [], added: readonly string[]): readonly string[] {
  return [...new Set([...before, ...added])].sort();
}

// A new attempt starts from nothing: what the last one found may no longer be true.
function queueAgain(record: ServiceRecord, at: string): ServiceRecord {
  return { ...newServiceRecord(record), attempts: record.attempts + 1, queuedAt: at };
}
