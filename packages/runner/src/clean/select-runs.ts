import { readSoundJournal } from '../journal/journal.ts';
import { readRunState } from '../run/read-run.ts';
import { findOpenTransactions, journalPlaceOf, listRuns } from '../transaction/find-open-transactions.ts';
import type { Tree } from '../transaction/tree.ts';
import { planUndo } from '../undo/plan-undo.ts';

/** Which runs a clean-up may remove. */
export interface CleanWish {
  /** Only these; all when empty. */
  readonly runs: readonly string[];
  /** The newest so many stay, whatever else is wished. */
  readonly keep: number;
  /** Only runs that began more than so many milliseconds ago. */
  readonly olderThanMs: number | undefined;
  /** Also runs that could still be taken back: the way back goes with them. */
  readonly withUndoable: boolean;
  /** Also runs that are not at their end: they cannot be gone on with afterwards. */
  readonly withOpen: boolean;
}

/** Why a run stays. */
export type KeepReason = 'newest' | 'young' | 'open' | 'waiting' | 'undoable';

/** A run as a clean-up sees it. */
export interface SelectedRun {
  readonly runId: string;
  /** When it began, in ISO 8601. */
  readonly began: string;
  readonly keep: KeepReason | undefined;
}

/** Judges every run, oldest first. Throws `E-JOURNAL` when a journal is damaged: what it needs cannot be known then. */
export function selectRuns(tree: Tree, wish: CleanWish): readonly SelectedRun[] {
  const all = listRuns(tree);
  const newest = new Set(wish.keep === 0 ? [] : all.slice(-wish.keep));
  const open = new Set(findOpenTransactions(tree).map((transaction) => transaction.runId));
  return all
    .filter((runId) => wish.runs.length === 0 || wish.runs.includes(runId))
    .map((runId) => {
      const began = readSoundJournal(journalPlaceOf(tree, runId)).records[0]?.ts ?? '';
      const age = tree.now() - Date.parse(began);
      const isYoung = wish.olderThanMs !== undefined && !(age > wish.olderThanMs);
      const keep = newest.has(runId) ? 'newest' : isYoung ? 'young' : whyNeeded(tree, runId, open.has(runId), wish);
      return { runId, began, keep };
    });
}

function whyNeeded(tree: Tree, runId: string, isOpen: boolean, wish: CleanWish): KeepReason | undefined {
  // What a crash left half done is recovered before a clean-up; nobody may ask for its old bytes.
  if (isOpen) return 'open';
  const unfinished = wish.withOpen ? undefined : whyUnfinished(tree, runId);
  if (unfinished !== undefined) return unfinished;
  const isUndoable = planUndo(tree, runId).some((plan) => plan.kind !== 'unchanged');
  return isUndoable && !wish.withUndoable ? 'undoable' : undefined;
}

function whyUnfinished(tree: Tree, runId: string): KeepReason | undefined {
  const { state, services, runId: known } = readRunState(tree, runId);
  // A run that only applied a plan has no states; it ends with its command.
  if (known === '') return undefined;
  if (state === 'waiting-for-approval') return 'waiting';
  if (services.some((service) => service.state === 'awaiting-work')) return 'waiting';
  return ENDED.has(state) ? undefined : 'open';
}

const ENDED: ReadonlySet<string> = new Set([
  'succeeded',
  'succeeded-with-skips',
  'failed',
  'aborted',
  'rolled-back',
  'needs-human',
]);
