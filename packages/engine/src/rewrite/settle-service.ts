import { writePieces } from '../pieces/piece-text.ts';
import { treeOf } from './open-model.ts';
import type { Restart, RewriteContext, RewriteState } from './rewrite-state.ts';
import { settleImports } from './settle-shim.ts';

/** Adds, renames and drops imports as applied changes wish, in each file once. */
export function settleService({ input }: RewriteContext, state: RewriteState): Restart | undefined {
  for (const { path } of input.service.files) {
    const intents = state.intents.get(path) ?? [];
    const text = state.texts.get(path);
    if (intents.length === 0 || text === undefined) continue;
    const edits = settleImports(treeOf(state, path), intents);
    const owners = ownersOfIntents(state, path);
    state.texts.set(
      path,
      writePieces(
        text,
        edits.map((edit) => ({ ...edit, owners })),
      ),
    );
  }
  return undefined;
}

/** Imports follow from all wishes of a file together, so they belong to all changes that have one. */
function ownersOfIntents(state: RewriteState, path: string): readonly string[] {
  return [...state.applied]
    .filter((key) => {
      const candidate = state.candidates.get(key);
      return candidate !== undefined && candidate.place.path === path && candidate.intents.length > 0;
    })
    .sort();
}
