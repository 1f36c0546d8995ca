import { isMoultError } from '@moult/errors';
import { type ImportIntent, isEditRefusal, type SettledImports, settleImports } from '@moult/python';
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
    const settled = settleFile(input.service, state, path, intents);
    if (settled.kind === 'failed') {
      state.unsettled.set(path, settled.message);
      continue;
    }
    const { edits, kept } = settled;
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

/** The imports of a file as they should be, or why they cannot be written. */
export type SettledFile =
  | ({ readonly kind: 'settled' } & SettledImports)
  | { readonly kind: 'failed'; readonly message: string };

/**
 * What settling the imports of a file means for its current text. Wishes that contradict each other are an expected outcome: the checks find
 * the unit to leave out.
 */
export function settleFile(
  service: ServiceInput,
  state: RewriteState,
  path: string,
  intents: readonly ImportIntent[],
): SettledFile {
  const local = localTops(service);
  const isLocalModule = (module: string): boolean => local.has(module.split('.', 1)[0] ?? module);
  try {
    return { kind: 'settled', ...settleImports({ tree: treeOf(state, path), intents, isLocalModule }) };
  } catch (error) {
    if (!isMoultError(error, 'E-EDIT') && !isEditRefusal(error)) throw error;
    return { kind: 'failed', message: error.message.replace(/\s+/g, ' ') };
  }
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
