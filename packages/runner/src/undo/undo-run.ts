import { MoultError } from '@moult/errors';
import { diskErrorCode } from '../disk/disk-error.ts';
import { explainingRefusal } from '../disk/explaining-refusal.ts';
import { blobPath, readBlob } from '../transaction/blob-store.ts';
import type { FileChange } from '../transaction/change-set.ts';
import { commitChangeSet } from '../transaction/commit-change-set.ts';
import type { CommitOutcome, DriftedFile } from '../transaction/commit-outcome.ts';
import { describeFailure } from '../transaction/describe-failure.ts';
import { isAt, readState } from '../transaction/file-image.ts';
import { listRuns } from '../transaction/find-open-transactions.ts';
import { type Run, type StartOutcome, startRun } from '../transaction/run.ts';
import type { Tree } from '../transaction/tree.ts';
import { planUndo, type ServiceUndoPlan, type UndoFile } from './plan-undo.ts';

export type ServiceUndo =
  | { readonly kind: 'undone'; readonly service: string; readonly files: readonly string[] }
  | { readonly kind: 'unchanged'; readonly service: string }
  /** These files were edited since: nothing of the service was written. */
  | { readonly kind: 'edited'; readonly service: string; readonly files: readonly DriftedFile[] }
  /** These old bytes are no longer kept whole, or do not read back as they should. */
  | {
      readonly kind: 'lost';
      readonly service: string;
      readonly files: readonly { readonly path: string; readonly blob: string | undefined }[];
    }
  | {
      readonly kind: 'stopped';
      readonly service: string;
      readonly outcome: Exclude<CommitOutcome, { kind: 'committed' | 'unchanged' | 'drifted' }>;
    };

export type UndoOutcome =
  | { readonly kind: 'finished'; readonly services: readonly ServiceUndo[] }
  | Exclude<StartOutcome, { kind: 'started' }>;

export interface UndoOptions {
  readonly tree: Tree;
  readonly runId: string;
  readonly command: string;
  /** All services of the run when left out. */
  readonly services?: readonly string[];
}

/** Takes the lock, recovers, and puts the files of a run back, the service committed last first. */
export function undoRun({ tree, runId, command, services }: UndoOptions): UndoOutcome {
  if (!hasRun(tree, runId)) {
    throw new MoultError('E-USAGE', `There is no run ${runId} here`, {
      hint: '`moult status` lists the runs of this root.',
    });
  }
  const started = startRun(tree, { command, runId });
  if (started.kind !== 'started') return started;
  try {
    return { kind: 'finished', services: undoServices(started.run, services) };
  } finally {
    started.run.close();
  }
}

function hasRun(tree: Tree, runId: string): boolean {
  const hint = 'Nothing was changed. Mend what the code says and run the command again.';
  return explainingRefusal({ code: 'E-READ', what: `The run ${runId} cannot be read`, hint }, () =>
    listRuns(tree).includes(runId),
  );
}

/** The same inside a run that holds the lock already. Each service is undone as one transaction, or refused. */
export function undoServices(run: Run, services?: readonly string[]): readonly ServiceUndo[] {
  return planUndo(run.tree, run.runId, services).map((plan) => undoService(run, plan));
}

function undoService(run: Run, plan: ServiceUndoPlan): ServiceUndo {
  if (plan.kind !== 'ready') return plan;
  const { service, files, undoes, removes } = plan;
  const changes = invertAll(run, files);
  if ('kind' in changes) return { kind: 'stopped', service, outcome: changes };
  const lost = changes.flatMap(({ file, change }) => (change === undefined ? [describeLost(run.tree, file)] : []));
  if (lost.length > 0) return { kind: 'lost', service, files: lost };
  const set = { service, files: changes.flatMap(({ change }) => (change === undefined ? [] : [change])) };
  const outcome = commitChangeSet(run, set, { backup: false, undoes, removes });
  switch (outcome.kind) {
    case 'committed':
      return verify(run.tree, service, files);
    case 'unchanged':
      return { kind: 'unchanged', service };
    case 'drifted':
      return { kind: 'edited', service, files: outcome.files };
    default:
      return { kind: 'stopped', service, outcome };
  }
}

function invertAll(run: Run, files: readonly UndoFile[]) {
  try {
    return files.map((file) => ({ file, change: invert(run.tree, file) }));
  } catch (error) {
    if (diskErrorCode(error) === undefined) throw error;
    return describeFailure(run, error, true);
  }
}

function invert(tree: Tree, { target, before, after }: UndoFile): FileChange | undefined {
  const path = target;
  if (before === undefined) return after === undefined ? undefined : { kind: 'delete', path, beforeHash: after.hash };
  const bytes = readBlob(tree, before.hash);
  if (bytes === undefined) return undefined;
  const image = { path, after: bytes, afterHash: before.hash, mode: before.mode };
  return after === undefined ? { kind: 'create', ...image } : { kind: 'modify', ...image, beforeHash: after.hash };
}

/** Reads every restored file once more. */
function verify(tree: Tree, service: string, files: readonly UndoFile[]): ServiceUndo {
  const wrong = files.filter((file) => !readsBack(tree, file));
  if (wrong.length > 0) return { kind: 'lost', service, files: wrong.map((file) => describeLost(tree, file)) };
  return { kind: 'undone', service, files: files.map(({ path }) => path) };
}

function readsBack(tree: Tree, file: UndoFile): boolean {
  try {
    return isAt(readState(tree, file.target), file.before);
  } catch (error) {
    if (diskErrorCode(error) === undefined) throw error;
    return false;
  }
}

function describeLost(tree: Tree, { path, before }: UndoFile) {
  return { path, blob: before === undefined ? undefined : blobPath(tree, before.hash) };
}
