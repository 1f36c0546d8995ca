import type { RunEventKind } from './run-event.ts';

// A mapping, so that the compiler sees a kind that is missing here.
const KINDS: Readonly<Record<RunEventKind, true>> = {
  'run.created': true,
  'run.started': true,
  'run.resumed': true,
  'run.paused': true,
  'run.stopping': true,
  'run.aborted': true,
  'run.finished': true,
  'run.validated': true,
  'lock.taken': true,
  'lock.broken': true,
  'phase.started': true,
  'phase.checked': true,
  'phase.validating': true,
  'phase.gated': true,
  'threshold.crossed': true,
  'svc.queued': true,
  'svc.started': true,
  'svc.preflight': true,
  'svc.baseline': true,
  'svc.validating': true,
  'svc.validated': true,
  'svc.adopted': true,
  'svc.finished': true,
  'tx.intent': true,
  'tx.committed': true,
  'tx.undone': true,
  'tx.conflict': true,
  'checkpoint.opened': true,
  'checkpoint.decided': true,
  'rollback.started': true,
  'rollback.svc': true,
  'rollback.finished': true,
  note: true,
};

/** Whether a journal record of this kind is one that this version knows. */
export function isRunEventKind(text: string): text is RunEventKind {
  return Object.hasOwn(KINDS, text);
}
