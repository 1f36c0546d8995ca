import { exitCodeFor, type RunState, serviceOf } from '@moult/fleet';
import { planFleetUndo, planUndo, type Tree, type UndoSelection, undoFleetRun } from '@moult/runner';
import { type Arguments, flagOf, listOf } from './command.ts';
import type { Io } from './io.ts';
import { lockedText } from './locked-text.ts';
import { renewReports } from './write-run-reports.ts';

export interface UndoFleetOptions {
  readonly tree: Tree;
  readonly fleet: RunState;
  readonly args: Arguments;
  readonly io: Io;
}

/** Takes services of a run over phases back, and says of each how that ended. */
export function undoFleet({ tree, fleet, args, io }: UndoFleetOptions): number {
  const selection = selectionOf(args);
  if (flagOf(args, 'dry-run') === true) {
    const services = planFleetUndo(fleet, selection);
    const plans = planUndo(tree, fleet.runId, services);
    io.stdout(plans.map((plan) => `  ${plan.service}: ${DRY[plan.kind]}\n`).join('') || '  nothing to take back\n');
    return exitCodeFor(plans.some((plan) => plan.kind === 'edited') ? ['needs-person'] : []);
  }
  const outcome = undoFleetRun({ tree, runId: fleet.runId, command: 'moult undo', selection });
  if (outcome.kind !== 'finished') {
    io.stderr(lockedText(outcome));
    return exitCodeFor([outcome.kind === 'locked' ? 'locked' : 'needs-person']);
  }
  renewReports(tree, fleet.runId, io);
  const records = outcome.services.flatMap((name) => serviceOf(outcome.state, name) ?? []);
  io.stdout(
    `Run ${fleet.runId}\n${records.map((service) => `  ${service.name}: ${service.state}. ${service.rollbackReason}\n`).join('') || '  nothing to take back\n'}`,
  );
  return exitCodeFor(records.some((service) => service.state !== 'rolled-back') ? ['needs-person'] : []);
}

const DRY = {
  ready: 'would be taken back',
  unchanged: 'is already as it was',
  edited: 'would be refused: edited since',
} as const;

function selectionOf(args: Arguments): UndoSelection {
  const phases = listOf(args, 'phase').map((phase) => phase.toLowerCase());
  const services = listOf(args, 'service');
  if (services.length > 0) return { kind: 'services', names: services };
  if (phases.length > 0) return { kind: 'phases', names: phases };
  return { kind: flagOf(args, 'failed') === true ? 'failed' : 'all' };
}
