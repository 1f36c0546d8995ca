import { recordReports } from '../manifests/record-reports.ts';
import { mergeChanges } from '../merge/merge-changes.ts';
import { sortForMerge } from '../merge/merge-order.ts';
import { writePieces } from '../pieces/piece-text.ts';
import { type Fence, plainFence } from '../propose/fence.ts';
import { openScope, type Proposals, proposeChanges, proposeWishes } from '../propose/propose-changes.ts';
import type { PluginScope } from '../propose/propose-site.ts';
import { findBrokenUnits } from './broken-units.ts';
import type { Candidate } from './candidate.ts';
import { findInService } from './find-in-service.ts';
import { findLost } from './find-lost.ts';
import { gradeUnits } from './grade-units.ts';
import { findImportConflicts } from './import-conflicts.ts';
import { openModel, type PassModel } from './open-model.ts';
import { recordSites } from './record-sites.ts';
import type { PluginUse } from './rewrite-input.ts';
import { exclude, type Restart, type RewriteContext, type RewriteState, restart } from './rewrite-state.ts';

/** What a pass did: nothing was left to do, or changes were made, or the computation has to begin anew. */
export type PassResult =
  | { readonly kind: 'settled' }
  | { readonly kind: 'changed'; readonly accepted: readonly Candidate[] }
  | Restart;

/** Finds, proposes, merges and applies once. */
export function runPass(context: RewriteContext, state: RewriteState): PassResult {
  state.passes++;
  const model = openModel(context, state);
  if (state.passes === 1) for (const { path, tree } of model.files) context.originalTrees.set(path, tree);
  const found = findInService(context, model);
  const scopes = openScopes(context, model);
  const banned = new Set(state.failures.map(({ plugin, rule, path }) => `${plugin}/${rule} ${path}`));
  const proposed = proposeChanges(found, scopes, { fence: context.fence, banned, isApart: context.fencing.isApart });
  const isNewFailure = proposed.failures.length > 0;
  if (proposed.isStale) forgetHalfMade(context, proposed);
  if (proposed.isStale || (isNewFailure && state.passes > 1)) return restart(state, proposed.failures);
  state.failures.push(...proposed.failures);

  const recorded = recordSites(state, found, proposed.proposals, state.failures);
  const redo =
    (state.passes === 1 ? askForWishes(context, state, scopes) : undefined) ??
    exclude(state, recorded.out) ??
    exclude(state, findBrokenUnits(state)) ??
    exclude(state, gradeUnits(context, state)) ??
    exclude(state, findLost(state, recorded));
  return redo ?? applyChanges(context, state, recorded.candidates);
}

/** A rule that was stopped in the middle may have left half of an answer behind. */
export function forgetHalfMade(context: RewriteContext, { failures }: Pick<Proposals, 'failures'>): void {
  context.opened.length = 0;
  if (failures.length === 0) context.fencing.isApart = true;
}

function openScopes({ input }: RewriteContext, { service }: PassModel): ReadonlyMap<string, PluginScope> {
  return new Map(input.plugins.map((use) => [use.plugin.name, openScope(use, service)]));
}

/** The wishes of a plugin speak of the service as it was read, so they are asked for once. */
function askForWishes(
  context: RewriteContext,
  state: RewriteState,
  scopes: ReadonlyMap<string, PluginScope>,
): Restart | undefined {
  const uses = context.input.plugins.filter(
    ({ plugin }) =>
      plugin.manifest !== undefined &&
      !state.failures.some((failure) => failure.plugin === plugin.name && failure.rule === 'manifest'),
  );
  const ask = (use: PluginUse, fence: Fence) => {
    const scope = scopes.get(use.plugin.name);
    return scope === undefined ? [] : [proposeWishes(use, scope, fence)];
  };
  const { isApart } = context.fencing;
  // A fence of its own for every plugin costs more than most of their wishes.
  const shared = isApart ? undefined : context.fence(() => uses.flatMap((use) => ask(use, plainFence)));
  if (shared !== undefined && shared.kind !== 'returned') {
    forgetHalfMade(context, { failures: [] });
    return restart(state);
  }
  for (const answer of shared?.value ?? uses.flatMap((use) => ask(use, context.fence))) {
    if ('failure' in answer) return restart(state, [answer.failure]);
    state.wishes.push(answer);
    const redo = exclude(state, recordReports(context, state, answer));
    if (redo !== undefined) return redo;
  }
  return undefined;
}

function applyChanges(context: RewriteContext, state: RewriteState, candidates: readonly Candidate[]): PassResult {
  const ranks = new Map(context.input.plugins.map(({ plugin }, rank) => [plugin.name, rank]));
  const sorted = sortForMerge(candidates, (plugin) => ranks.get(plugin) ?? ranks.size);
  const redo = exclude(state, findImportConflicts(state, sorted));
  if (redo !== undefined) return redo;
  const eligible = sorted.filter(({ unit }) => !state.exclusions.has(unit));
  if (eligible.length === 0) return { kind: 'settled' };
  const merged = mergeChanges(eligible);
  for (const path of new Set(merged.edits.map((edit) => edit.path))) {
    const text = state.texts.get(path);
    if (text === undefined) continue;
    state.texts.set(
      path,
      writePieces(
        text,
        merged.edits.filter((edit) => edit.path === path),
      ),
    );
  }
  for (const change of merged.accepted) accept(state, change);
  for (const { owners } of merged.edits) recordJointOwners(state, owners, merged.accepted);
  for (const deferral of merged.deferred) state.waiting.set(deferral.change.key, deferral);
  return { kind: 'changed', accepted: merged.accepted };
}

function accept(state: RewriteState, change: Candidate): void {
  state.applied.add(change.key);
  state.waiting.delete(change.key);
  const { path } = change.place;
  state.intents.set(path, [...(state.intents.get(path) ?? []), ...change.intents]);
}

/** A change all of whose edits another one makes as well is joined to it. */
function recordJointOwners(state: RewriteState, owners: readonly string[], accepted: readonly Candidate[]): void {
  const [first, ...others] = owners;
  if (first === undefined) return;
  for (const other of others) {
    const edits = accepted.find(({ key }) => key === other)?.edits ?? [];
    const leading = accepted.find(({ key }) => key === first)?.edits ?? [];
    if (JSON.stringify(edits) === JSON.stringify(leading)) state.joined.set(other, first);
  }
}
