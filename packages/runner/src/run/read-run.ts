import { MoultError } from '@moult/errors';
import { foldRun, type RunEvent, type RunState, readRunEvents } from '@moult/fleet';
import { readSoundJournal } from '../journal/journal.ts';
import { journalPlaceOf, listRuns } from '../transaction/find-open-transactions.ts';
import type { Tree } from '../transaction/tree.ts';

/** The events of a run, read without changing anything. Empty for a run that only applied a plan. */
export function readRunJournal(
  tree: Tree,
  runId: string,
): { readonly events: readonly RunEvent[]; readonly checksum: string } {
  const { records } = readSoundJournal(journalPlaceOf(tree, runId));
  const events = readRunEvents(records);
  return {
    events: events.some((event) => event.kind === 'run.created') ? events : [],
    checksum: records.at(-1)?.crc ?? '',
  };
}

/** The state of a run over services, as its journal tells it. */
export function readRunState(tree: Tree, runId: string): RunState {
  return foldRun(readRunJournal(tree, runId).events);
}

/** The runs over services, oldest first. */
export function listFleetRuns(tree: Tree): readonly string[] {
  return listRuns(tree).filter((runId) => readRunJournal(tree, runId).events.length > 0);
}

/** The run that was named, or the newest one. Throws `E-USAGE` where there is none. */
export function findFleetRun(tree: Tree, wanted: string | undefined): string {
  const runs =
    wanted === undefined
      ? newestFirst(tree)
      : listRuns(tree).filter((runId) => runId === wanted || runId.endsWith(wanted));
  const found = runs.find((runId) => readRunJournal(tree, runId).events.length > 0);
  if (found !== undefined) return found;
  throw new MoultError(
    'E-USAGE',
    wanted === undefined ? 'There is no run over services here.' : `There is no run over services ${wanted} here.`,
    {
      where: tree.root,
      hint: wanted === undefined ? 'Begin one with `moult run`.' : '`moult status` lists the runs of this root.',
    },
  );
}

function newestFirst(tree: Tree): readonly string[] {
  return [...listRuns(tree)].reverse();
}
