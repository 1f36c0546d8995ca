import { editsOfOriginal } from '../pieces/piece-text.ts';
import type { RewriteState } from './rewrite-state.ts';

/**
 * Drops changes that came to nothing: they wished only for imports, and those are as they should be or cannot go. Their sites are right as
 * they are.
 */
export function dropIdle(state: RewriteState): void {
  const writing = new Set(
    [...state.texts.values()].flatMap((text) => editsOfOriginal(text).flatMap(({ owners }) => owners)),
  );
  for (const key of [...state.applied]) {
    const candidate = state.candidates.get(key);
    if (candidate === undefined || candidate.kind === 'manifest' || writing.has(key)) continue;
    if (candidate.edits.length > 0 || candidate.needs.length > 0) continue;
    state.applied.delete(key);
    state.candidates.delete(key);
    const site = state.sites.get(key);
    const reason = keptReason(state, candidate.place.path) ?? 'its imports are as they should be';
    if (site !== undefined) state.sites.set(key, { ...site, verdict: { kind: 'unaffected', reason } });
  }
}

function keptReason(state: RewriteState, path: string): string | undefined {
  const kept = state.keptImports.get(path)?.[0];
  return kept && `the import of ${kept.name} stays: ${kept.reason}`;
}
