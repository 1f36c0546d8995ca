import { exitCodeFor, exitConditionsOf, type RunState } from '@moult/fleet';
import type { FleetRunOutcome } from '@moult/runner';
import { type Arguments, listOf } from './command.ts';
import type { Io } from './io.ts';
import { lockedText } from './locked-text.ts';
import { runSummary } from './run-summary.ts';

/** Says how a command on a run ended, and answers with its exit code. */
export function reportFleetOutcome(outcome: FleetRunOutcome, args: Arguments, io: Io): number {
  switch (outcome.kind) {
    case 'locked':
    case 'blocked':
      io.stderr(lockedText(outcome));
      return exitCodeFor([outcome.kind === 'locked' ? 'locked' : 'needs-person']);
    case 'nothing':
      io.stdout(`${outcome.reason}\n`);
      return 0;
    case 'rested':
      if (!listOf(args, 'format').includes('jsonl')) io.stdout(runSummary(outcome.state, io.terminal));
      return exitCodeOfRun(outcome.state);
  }
}

/** A run that waits at a checkpoint is not at its end: services that are held count when it is. */
export function exitCodeOfRun(state: RunState): number {
  if (state.exitCode !== undefined) return state.exitCode;
  const conditions = exitConditionsOf(state);
  const isWaiting = conditions.includes('waiting');
  const hasStuck = state.services.some(
    (service) => service.state === 'rollback-failed' || service.state === 'rollback-refused',
  );
  return exitCodeFor(
    isWaiting && !hasStuck ? conditions.filter((condition) => condition !== 'needs-person') : conditions,
  );
}
