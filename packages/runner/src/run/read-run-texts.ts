import { changedFiles } from '@moult/engine';
import { decodeSource } from '@moult/text';
import { readBlob } from '../transaction/blob-store.ts';
import { runFolder } from '../transaction/state-folder.ts';
import type { Tree } from '../transaction/tree.ts';
import { createRedactor } from '../validate/redact.ts';
import { readDefinition } from './run-definition.ts';

/** The files that a run wrote, before and after, as far as their contents are kept; secrets are masked sign by sign. */
export function readRunTexts(
  tree: Tree,
  runId: string,
): ReadonlyMap<string, { readonly before: string; readonly after: string }> {
  const { plan, definition } = readDefinition(runFolder(tree, runId));
  const names = definition.services.flatMap((service) => service.variables);
  const mask = createRedactor(process.env, names, 'same-length');
  const textOf = (hash: string | undefined, path: string): string | undefined => {
    const bytes = hash === undefined ? undefined : readBlob(tree, hash);
    const source = bytes === undefined ? undefined : decodeSource(bytes, path.endsWith('.py') ? 'python' : 'none');
    return source?.kind === 'decoded' ? mask(source.text) : undefined;
  };
  return new Map(
    changedFiles(plan).flatMap((file) => {
      const before = textOf(file.before, file.path);
      const after = textOf(file.after, file.path);
      return before === undefined || after === undefined ? [] : [[file.path, { before, after }] as const];
    }),
  );
}
