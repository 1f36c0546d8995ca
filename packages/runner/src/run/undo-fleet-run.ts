import { countOutcome, exitCodeFor, exitConditionsOf, planRollback, type RunState } from '@moult/fleet';
import { type StartOutcome, startRun } from '../transaction/run.ts';
import type { Tree } from '../transaction/tree.ts';
import { createRedactor } from '../validate/redact.ts';
import { refreshResults } from './refresh-results.ts';
import { RunSession } from './run-session.ts';
import { undoInRun } from './undo-in-run.ts';

export interface UndoFleetInput {
  readonly tree: Tree;
  readonly runId: string;
  readonly command: string;
  readonly selection: UndoSelection;
}

/** Which services of a run are taken back. */
export type UndoSelection =
  | { readonly kind: 'all' | 'failed' }
  | { readonly kind: 'phases' | 'services'; readonly names: readonly string[] };

export type UndoFleetOutcome =
  | { readonly kind: 'finished'; readonly state: RunState; readonly services: readonly string[] }
  | Exclude<StartOutcome, { kind: 'started' }>;

/** The services of a run that an undo would take back, last first. */
export function planFleetUndo(state: RunState, selection: UndoSelection): readonly string[] {
  return planRollback(
    state,
    new Set(state.services.filter((service) => isChosen(state, service, selection)).map((service) => service.name)),
  );
}

/** Takes services of a run back and journals it in the run. */
export function undoFleetRun({ tree, runId, command, selection }: UndoFleetInput): UndoFleetOutcome {
  const started = startRun(tree, { command, runId, resumes: false });
  if (started.kind !== 'started') return started;
  try {
    const session = new RunSession(started.run, createRedactor(process.env));
    const services = planFleetUndo(session.state, selection);
    if (services.length > 0) {
      undoInRun(session, services, `Asked for with ${command}.`);
      end(session);
      refreshResults(session);
    }
    return { kind: 'finished', state: session.state, services };
  } finally {
    started.run.close();
  }
}

function isChosen(state: RunState, service: RunState['services'][number], selection: UndoSelection): boolean {
  switch (selection.kind) {
    case 'all':
      return true;
    case 'failed':
      return service.outcome !== undefined && countOutcome(service.outcome, state.policy.onInconclusive) === 'failure';
    case 'phases':
      return selection.names.includes(service.phase);
    case 'services':
      return selection.names.includes(service.name);
  }
}

/** A run that was taken back is over, whatever was left to do in it. */
function end(session: RunSession): void {
  const { services } = session.state;
  const stuck = services.some((service) => service.state === 'rollback-refused' || service.state === 'rollback-failed');
  const isAll = !services.some((service) => service.changed);
  const outcome = stuck ? 'needs-human' : isAll ? 'rolled-back' : 'aborted';
  const exitCode = exitCodeFor(stuck ? exitConditionsOf(session.state) : []);
  session.append('run.finished', {
    outcome,
    exitCode,
    reason: isAll ? 'It was taken back.' : 'A part of it was taken back.',
  });
}
