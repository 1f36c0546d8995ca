import { MoultError } from '@moult/errors';
import {
  type Checkpoint,
  expireCheckpoint,
  phaseOf,
  planResume,
  type ResumePlan,
  type RunState,
  serviceOf,
} from '@moult/fleet';
import { undoServices } from '../undo/undo-run.ts';
import { type AskPerson, openCheckpoint } from './checkpoints.ts';
import { driveRun, type Rest } from './drive-run.ts';
import { type FleetRunOutcome, type ResumedFleetRun, withOpenRun } from './fleet-run.ts';
import { fleetViewOf } from './fleet-view.ts';
import { readRunState } from './read-run.ts';
import type { RunContext } from './run-context.ts';
import { finishUndo, takeBack } from './undo-in-run.ts';
import { validateAdopted } from './validate-adopted.ts';

/** Goes on with a run that was interrupted, waits, or was stopped by a gate. */
export async function resumeFleetRun(input: ResumedFleetRun): Promise<FleetRunOutcome> {
  const { tree, retry, accept = [] } = input;
  const before = readRunState(tree, input.runId);
  refusePassed(before, [...(typeof retry === 'string' ? [] : retry), ...(accept === 'all' ? [] : accept)]);
  const early = planResume(before, {
    retry: retry === 'none' && accept.length > 0 ? 'failed' : retry,
    now: new Date(tree.now()).toISOString(),
  });
  if (early.kind === 'nothing') return early;
  return withOpenRun(input, { resumes: true }, async (context) => {
    const now = new Date(tree.now()).toISOString();
    const names = accept === 'all' ? heldServices(context.session.state) : accept;
    const wanted = retry === 'failed' ? retry : [...(retry === 'none' ? [] : retry), ...names];
    const wish = planResume(context.session.state, { retry: wanted, now });
    if (wish.kind === 'nothing') return wish;
    await takeUp(context, wish);
    noteWeakened(context, input);
    return driveRun(context, fleetViewOf(context.definition, context.policy.concurrency), input.ask);
  });
}

/** What is allowed from here on weakens what the run began with, and the report says so. */
export function noteWeakened(
  { session }: RunContext,
  { approveAll, skipTests }: Pick<ResumedFleetRun, 'approveAll' | 'skipTests'>,
): void {
  const texts = [
    ...(approveAll === undefined ? [] : [`From here on checkpoints were passed without a person: ${approveAll}`]),
    ...(skipTests === true && !session.state.policy.skipTests ? ['From here on tests were skipped.'] : []),
  ];
  for (const text of texts) session.append('note', { severity: 'safety', text });
}

function heldServices(state: RunState): readonly string[] {
  return state.services.filter((service) => service.state === 'held').map((service) => service.name);
}

/** Throws `E-USAGE` for services of phases that are behind their gate: those are not opened again. */
function refusePassed(state: RunState, names: readonly string[]): void {
  const late = names.filter((name) => isPassed(state, name));
  if (late.length === 0) return;
  throw new MoultError('E-USAGE', `The phases of ${late.join(', ')} have passed and are not opened again.`, {
    where: state.runId,
    hint: `Begin a run for them: moult run --only ${late.join(',')} --accept-manual ${late.join(',')}`,
  });
}

function isPassed(state: RunState, name: string): boolean {
  const service = serviceOf(state, name);
  const phase = service === undefined ? undefined : phaseOf(state, service.phase);
  return phase?.state === 'passed' || phase?.state === 'approved';
}

/** Goes on with an open run, without trying anything again or opening a phase that was stopped. */
export async function goOn(context: RunContext, { ask }: { readonly ask: AskPerson | undefined }): Promise<Rest> {
  const wish = planResume(context.session.state, { retry: 'none', now: new Date(context.now()).toISOString() });
  if (wish.kind === 'resume') await takeUp(context, { ...wish, reopen: [], retry: [] });
  return driveRun(context, fleetViewOf(context.definition, context.policy.concurrency), ask);
}

/** What comes before the loop of a resumed run goes on. */
async function takeUp(context: RunContext, wish: Extract<ResumePlan, { kind: 'resume' }>): Promise<void> {
  const { session } = context;
  if (session.state.state === 'planned') session.append('run.started', {});
  if (wish.rollingBack.length > 0) finishUndo(session, wish.rollingBack);
  const retry = wish.retry.filter((name) => !isPassed(session.state, name));
  const isAdopted = (name: string): boolean => serviceOf(session.state, name)?.adopted !== undefined;
  // A person's edits that were taken over are theirs: they are validated once more and not put back.
  for (const name of wish.interrupted.filter(isAdopted)) await validateAdopted(context, name);
  for (const name of [...wish.interrupted.filter((one) => !isAdopted(one)), ...retry]) queueAgain(context, name);
  for (const phase of wish.reopen) session.append('phase.started', { phase });
  for (const phase of wish.reopen) {
    session.append('phase.checked', { phase, passed: true, reason: 'It is taken up again.', checks: [] });
  }
  for (const name of wish.expired) {
    const terms = session.state.checkpoints.find((one) => one.checkpoint === name);
    if (terms !== undefined) await renewCheckpoint(context, terms);
  }
}

/** A checkpoint whose time is over counts as rejected where its rules say so, and is otherwise opened with what is true now. */
async function renewCheckpoint(context: RunContext, terms: Checkpoint): Promise<void> {
  const reply = expireCheckpoint(terms, new Date(context.now()).toISOString());
  if (reply?.kind !== 'decided') {
    await openCheckpoint(context, terms);
    return;
  }
  const { decision, by, reason, override } = reply.answer;
  const { checkpoint, shownDigest } = terms;
  context.session.append('checkpoint.decided', { checkpoint, decision, by, reason, shownDigest, override });
}

/** A service that was written is first put back, so that every attempt begins with the old files. */
function queueAgain({ session }: RunContext, service: string): void {
  const record = serviceOf(session.state, service);
  if (record?.outcome !== undefined && record.changed) {
    // One that ended is taken back by a step of its own; where that is refused, it stays as it is.
    if (!takeBack(session, service)) return;
  } else {
    undoServices(session.run, [service]);
    session.sync();
  }
  session.append('svc.queued', { service, attempt: (record?.attempts ?? 0) + 1 });
}
