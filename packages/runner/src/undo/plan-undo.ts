import { explainingRefusal } from '../disk/explaining-refusal.ts';
import type { DriftedFile } from '../transaction/commit-outcome.ts';
import { type FileImage, isAt, readState } from '../transaction/file-image.ts';
import { findDrift } from '../transaction/find-drift.ts';
import { readRunTransactions } from '../transaction/find-open-transactions.ts';
import type { RecordedTransaction, TransactionIntent } from '../transaction/intent.ts';
import { toNative } from '../transaction/locate-target.ts';
import type { Tree } from '../transaction/tree.ts';

/** A file to be put back: from what the run left to what was there before its first transaction. */
export interface UndoFile {
  readonly path: string;
  readonly target: string;
  readonly before: FileImage | undefined;
  readonly after: FileImage | undefined;
}

export type ServiceUndoPlan =
  | {
      readonly kind: 'ready';
      readonly service: string;
      readonly files: readonly UndoFile[];
      readonly undoes: readonly string[];
      readonly removes: TransactionIntent['removes'];
    }
  /** Every file already is as before the run. */
  | { readonly kind: 'unchanged'; readonly service: string; readonly undoes: readonly string[] }
  /** These files were edited since; the service is left alone. */
  | { readonly kind: 'edited'; readonly service: string; readonly files: readonly DriftedFile[] };

/**
 * What an undo of the run would do, the service that was committed last first, without changing anything. `services` limits
 * it; services that the run did not change, or whose changes were taken back already, do not appear. Throws `E-READ` when
 * the disk refuses and `E-JOURNAL` when the journal is damaged.
 */
export function planUndo(tree: Tree, runId: string, services?: readonly string[]): readonly ServiceUndoPlan[] {
  return explainingRefusal({ code: 'E-READ', what: `The undo of run ${runId} cannot be planned`, hint: HINT }, () =>
    planServices(tree, runId, services),
  );
}

const HINT = 'Nothing was changed. Mend what the code says and run the command again.';

/** The files of a service from what the run left to what was there before, whatever is in them now. */
export function listUndoFiles(tree: Tree, runId: string, service: string): readonly UndoFile[] {
  const newestFirst = committedOf(tree, runId)
    .filter(({ intent }) => intent.service === service)
    .reverse();
  return joinFiles(newestFirst.map(({ intent }) => intent)).files;
}

function committedOf(tree: Tree, runId: string): readonly RecordedTransaction[] {
  return readRunTransactions(tree, runId).filter(
    ({ state, intent }) => state === 'committed' && intent.undoes.length === 0,
  );
}

function planServices(tree: Tree, runId: string, services?: readonly string[]): readonly ServiceUndoPlan[] {
  const wanted = committedOf(tree, runId)
    .filter(({ intent }) => services === undefined || services.includes(intent.service))
    .reverse();
  const byService = new Map<string, RecordedTransaction[]>();
  for (const transaction of wanted) {
    const { service } = transaction.intent;
    byService.set(service, [...(byService.get(service) ?? []), transaction]);
  }
  return [...byService].map(([service, transactions]) => planService(tree, service, transactions));
}

/** Several transactions of a service are taken back as one; `newestFirst` must join without a gap in every file. */
function planService(tree: Tree, service: string, newestFirst: readonly RecordedTransaction[]): ServiceUndoPlan {
  const intents = newestFirst.map(({ intent }) => intent);
  const undoes = intents.map(({ tx }) => tx);
  const { files, broken } = joinFiles(intents);
  const found = files.map((file) => ({ file, state: readState(tree, file.target) }));
  const edited = found.flatMap(({ file, state }): DriftedFile[] => {
    const reason = findDrift(state, file.after) ?? (broken.has(file.target) ? 'content' : undefined);
    return reason === undefined ? [] : [{ path: file.path, reason }];
  });
  if (found.every(({ file, state }) => isAt(state, file.before))) return { kind: 'unchanged', service, undoes };
  if (edited.length > 0) return { kind: 'edited', service, files: edited };
  return { kind: 'ready', service, files, undoes, removes: listRemoves(tree, intents) };
}

/** The last `after` and the first `before` of every file; `broken` are those that somebody changed between two transactions. */
function joinFiles(newestFirst: readonly TransactionIntent[]) {
  const files = new Map<string, UndoFile>();
  const broken = new Set<string>();
  for (const { path, target, before, after } of newestFirst.flatMap((intent) => intent.files)) {
    const later = files.get(target);
    if (later !== undefined && (later.before?.hash !== after?.hash || later.before?.mode !== after?.mode))
      broken.add(target);
    files.set(target, { path, target, before, after: later === undefined ? after : later.after });
  }
  return { files: [...files.values()], broken };
}

function listRemoves(tree: Tree, intents: readonly TransactionIntent[]): TransactionIntent['removes'] {
  const paths = [...new Set(intents.flatMap(({ makes }) => makes))];
  const innermostFirst = paths.sort((one, other) => other.split('/').length - one.split('/').length);
  return innermostFirst.flatMap((path) => {
    const found = tree.disk.status(toNative(tree, path));
    return found?.kind === 'folder' ? [{ path, mode: found.mode }] : [];
  });
}
