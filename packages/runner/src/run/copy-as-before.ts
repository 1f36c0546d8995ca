import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readBlob } from '../transaction/blob-store.ts';
import { listUndoFiles, type UndoFile } from '../undo/plan-undo.ts';
import { copyService } from '../validate/copy-service.ts';
import { definitionOf, type RunContext } from './run-context.ts';

/** A copy of a service in which everything that the run changed is as it was before. */
export type CopyAsBefore =
  | { readonly kind: 'copied'; readonly root: string; readonly files: readonly UndoFile[]; remove(): Promise<void> }
  /** The old bytes of this file are not kept any more. */
  | { readonly kind: 'lost'; readonly path: string };

/** Copies a service that a run changed, and puts the old bytes into the copy; the tree is only read. */
export function copyAsBefore(context: RunContext, service: string): CopyAsBefore {
  const { tree, runId } = context.session.run;
  const { path, shared } = definitionOf(context, service);
  const files = listUndoFiles(tree, runId, service);
  const contents = files.map((file) => ({
    file,
    bytes: file.before === undefined ? undefined : readBlob(tree, file.before.hash),
  }));
  const lost = contents.find(({ file, bytes }) => file.before !== undefined && bytes === undefined);
  if (lost !== undefined) return { kind: 'lost', path: lost.file.path };
  const copy = copyService(tree.root, path, shared);
  for (const { file, bytes } of contents) {
    const target = join(copy.root, file.target);
    rmSync(target, { force: true });
    if (bytes === undefined) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes, { mode: file.before?.mode ?? 0o644 });
  }
  return { kind: 'copied', root: copy.root, files, remove: copy.remove };
}
