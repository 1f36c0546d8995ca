import { type ImportIntent, settleImports } from '@moult/python';
import { writePieces } from '../pieces/piece-text.ts';
import { treeOf } from './open-model.ts';
import type { ServiceInput } from './rewrite-input.ts';
import type { RewriteContext, RewriteState } from './rewrite-state.ts';

/** Adds, renames and drops imports as applied changes wish, in each file once. */
export function settleService({ input }: RewriteContext, state: RewriteState): void {
  for (const { path } of input.service.files) {
    const intents = state.intents.get(path) ?? [];
    const text = state.texts.get(path);
    if (intents.length === 0 || text === undefined) continue;
    const { edits, kept } = settleFile(input.service, state, path, intents);
    const owners = ownersOfIntents(state, path);
    state.keptImports.set(path, kept);
    state.texts.set(
      path,
      writePieces(
        text,
        edits.map((edit) => ({ ...edit, owners })),
      ),
    );
  }
}

/** What settling the imports of a file means for its current text. */
export function settleFile(
  service: ServiceInput,
  state: RewriteState,
  path: string,
  intents: readonly ImportIntent[],
): ReturnType<typeof settleImports> {
  const local = localTops(service);
  const isLocalModule = (module: string): boolean => local.has(module.split('.', 1)[0] ?? module);
  return settleImports({ tree: treeOf(state, path), intents, path, isLocalModule });
}

/** First names under which the modules of a service can be imported: from its folder, and from `src` below it. */
function localTops({ path, files, notRelevant }: ServiceInput): ReadonlySet<string> {
  const base = path === '.' ? '' : `${path}/`;
  const below = [...files.map((file) => file.path), ...notRelevant]
    .filter((each) => each.startsWith(base))
    .map((each) => each.slice(base.length).replace(/\.py$/, '').split('/'));
  return new Set(
    below.flatMap(([first = '', second]) => (first === 'src' && second !== undefined ? [second] : [first])),
  );
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
