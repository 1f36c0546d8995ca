import { exitCodeFor, exitCodeOf } from '@moult/fleet';
import type { FleetRunOutcome, Tree } from '@moult/runner';
import type { Arguments } from './command.ts';
import type { Io } from './io.ts';
import { lockedText } from './locked-text.ts';
import { runSummary } from './run-summary.ts';
import { openReports, usualPaths, wantedReports, writeWantedReports } from './write-run-reports.ts';

/** Says how a command on a run ended, writes its reports, and answers with its exit code. */
export function reportFleetOutcome(outcome: FleetRunOutcome, tree: Tree, args: Arguments, io: Io): number {
  switch (outcome.kind) {
    case 'locked':
    case 'blocked':
      io.stderr(lockedText(outcome));
      return exitCodeFor([outcome.kind === 'locked' ? 'locked' : 'needs-person']);
    case 'nothing':
      io.stdout(`${outcome.reason}\n`);
      return 0;
    case 'rested':
      writeReports(outcome, tree, args, io);
      return exitCodeOf(outcome.state);
  }
}

/** Event lines went out while the run lasted; every other form is written at its end. */
function writeReports(
  { runId, state }: FleetRunOutcome & { kind: 'rested' },
  tree: Tree,
  args: Arguments,
  io: Io,
): void {
  const wanted = wantedReports(args).filter((report) => report.format !== 'jsonl' || report.path !== undefined);
  const hasOwnOutput = wantedReports(args).some((report) => report.path === undefined);
  const input = openReports(tree, runId, io);
  writeWantedReports(input, wanted, io);
  if (hasOwnOutput) return;
  const reports = usualPaths(runId).map((path) => `  ${path}\n`);
  io.stdout(`${runSummary(state, io.terminal)}\n${reports.join('')}`);
}
