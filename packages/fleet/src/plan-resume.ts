import { type Checkpoint, isExpired } from './checkpoint.ts';
import { isTakenBack, type RunState, type ServiceRecord } from './run-state.ts';
import { advanceRun } from './run-states.ts';
import { countOutcome } from './service-outcomes.ts';
import { advanceService, isUnderWay } from './service-states.ts';

/** What a resume does first, or why there is nothing to resume. */
export type ResumePlan =
  | { readonly kind: 'nothing'; readonly reason: string }
  | {
      readonly kind: 'resume';
      /** Services that were cut short: their open transaction is undone, then they are queued again. */
      readonly interrupted: readonly string[];
      /** Services whose undo was cut short: it is finished first. */
      readonly rollingBack: readonly string[];
      /** Ended services that are tried again, because that was asked for. */
      readonly retry: readonly string[];
      /** Phases that failed or were aborted: they are started again. */
      readonly reopen: readonly string[];
      /** Checkpoints that are open and no longer to be answered: they are opened anew with fresh results. */
      readonly expired: readonly string[];
      /** Checkpoints that still wait for a person. */
      readonly waiting: readonly string[];
    };

export interface ResumeWish {
  /** Try services again that failed, were skipped or cancelled, or are held. */
  readonly retry: 'none' | 'failed' | readonly string[];
  /** UTC, ISO 8601. */
  readonly now: string;
}

/** Decides what a resume of a run begins with. A run that was rejected or taken back is not resumed. */
export function planResume(run: RunState, wish: ResumeWish): ResumePlan {
  if (run.runId === '') return { kind: 'nothing', reason: 'There is no run.' };
  const rejected = run.phases.find((phase) => phase.state === 'rejected');
  if (rejected !== undefined) {
    return { kind: 'nothing', reason: `Phase ${rejected.id} was rejected. Plan again and start a new run.` };
  }
  if (run.state !== 'planned' && advanceRun(run.state, 'resume').kind === 'refused') {
    return { kind: 'nothing', reason: `The run is ${run.state}: nothing is left to do.` };
  }
  const open = run.checkpoints.filter((checkpoint) => checkpoint.state === 'open');
  const isLate = (checkpoint: Checkpoint): boolean => isExpired(checkpoint, wish.now);
  const named = (services: readonly ServiceRecord[]): readonly string[] => services.map((service) => service.name);
  return {
    kind: 'resume',
    interrupted: named(run.services.filter((service) => isUnderWay(service.state) || isTakenBack(service))),
    rollingBack: named(run.services.filter((service) => service.state === 'rolling-back')),
    retry: named(run.services.filter((service) => isRetried(run, service, wish.retry))),
    reopen: run.phases
      .filter((phase) => phase.state === 'failed' || phase.state === 'aborted')
      .map((phase) => phase.id),
    expired: open.filter(isLate).map((checkpoint) => checkpoint.checkpoint),
    waiting: open.filter((checkpoint) => !isLate(checkpoint)).map((checkpoint) => checkpoint.checkpoint),
  };
}

function isRetried(run: RunState, service: ServiceRecord, retry: ResumeWish['retry']): boolean {
  const hasEnded = service.outcome !== undefined && advanceService(service.state, 'queue').kind === 'moved';
  if (!hasEnded || service.outcome === undefined) return false;
  // What was not started because others failed, or because the run was stopped, is always part of what is left.
  if (service.state === 'skipped-threshold' || service.state === 'cancelled') return true;
  if (retry === 'none') return false;
  if (retry !== 'failed') return retry.includes(service.name);
  return countOutcome(service.outcome, run.policy.onInconclusive) === 'failure';
}
