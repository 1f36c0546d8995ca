import { isUnderWay, type RunState } from '@moult/fleet';
import { printable, signs, type Terminal } from '@moult/report';
import type { LockOwner } from '@moult/runner';
import { runSummary } from './run-summary.ts';

export interface StatusInput {
  readonly state: RunState;
  readonly lock: LockOwner | undefined;
  /** Services with an open transaction. */
  readonly open: readonly string[];
  readonly runs: readonly string[];
}

/** Where a run stands: the summary, who holds the tree, what a crash left open, and what an open checkpoint shows. */
export function runStatus({ state, lock, open, runs }: StatusInput, terminal: Terminal): string {
  const working = state.services.filter((service) => isUnderWay(service.state)).map((service) => service.name);
  const others = runs.filter((run) => run !== state.runId);
  const isCutShort =
    lock === undefined && state.exitCode === undefined && (working.length > 0 || state.state === 'running');
  return signs(
    terminal,
    [
      runSummary(state, terminal),
      checkpointLines(state),
      lock === undefined
        ? ''
        : `The tree is locked by ${lock.user ?? 'somebody'}: "${lock.command}", process ${lock.pid} on ${lock.host}, since ${lock.taken}\n→ moult unlock ${lock.token}   only when that process is gone for certain\n`,
      open.length === 0 ? '' : `Half written, to be recovered: ${open.join(', ')}\n`,
      isCutShort ? '→ moult resume   recovers what was cut short and goes on\n' : '',
      others.length === 0
        ? ''
        : `Other runs here: ${others.slice(-5).join(', ')}${others.length > 5 ? ` and ${others.length - 5} older ones` : ''}\n`,
    ].join(''),
  );
}

function checkpointLines(state: RunState): string {
  const open = state.checkpoints.filter((checkpoint) => checkpoint.state === 'open');
  return open
    .map(
      (checkpoint) =>
        `Checkpoint ${checkpoint.checkpoint}, open since ${checkpoint.openedAt}, shown ${checkpoint.shownDigest.slice(0, 12)}\n  ${printable(checkpoint.question)}\n`,
    )
    .join('');
}
