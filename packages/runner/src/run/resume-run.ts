import { MoultError } from '@moult/errors';
import { phaseOf, planResume, type ResumePlan, type RunState, serviceOf } from '@moult/fleet';
import { undoServices } from '../undo/undo-run.ts';
import { openCheckpoint } from './checkpoints.ts';
import { driveRun } from './drive-run.ts';
import { type FleetRunOutcome, type ResumedFleetRun, withOpenRun } from './fleet-run.ts';
import { fleetViewOf } from './fleet-view.ts';
import { readRunState } from './read-run.ts';
import type { RunContext } from './run-context.ts';
import { finishUndo, takeBack } from './undo-in-run.ts';

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
    if (input.approveAll !== undefined) {
      const text = `From here on checkpoints were passed without a person: ${input.approveAll}`;
      context.session.append('note', { severity: 'safety', text });
    }
    return driveRun(context, fleetViewOf(context.definition, context.policy.concurrency), input.ask);
  });
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

/** What comes before the loop of a resumed run goes on. */
async function takeUp(context: RunContext, wish: Extract<ResumePlan, { kind: 'resume' }>): Promise<void> {
  const { session } = context;
  if (session.state.state === 'planned') session.append('run.started', {});
  if (wish.rollingBack.length > 0) finishUndo(session, wish.rollingBack);
  const retry = wish.retry.filter((name) => !isPassed(session.state, name));
  for (const name of [...wish.interrupted, ...retry]) queueAgain(context, name);
  for (const phase of wish.reopen) session.append('phase.started', { phase });
  for (const phase of wish.reopen) {
    session.append('phase.checked', { phase, passed: true, reason: 'It is taken up again.', checks: [] });
  }
  for (const name of wish.expired) {
    const terms = session.state.checkpoints.find((one) => one.checkpoint === name);
    if (terms !== undefined) await openCheckpoint(context, terms);
  }
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
