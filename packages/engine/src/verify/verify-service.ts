import { openScope, proposeChanges } from '../propose/propose-changes.ts';
import type { Candidate } from '../rewrite/candidate.ts';
import { findInService } from '../rewrite/find-in-service.ts';
import { candidateOf, openNames, ownerOf, placeOfNode } from '../rewrite/name-candidates.ts';
import { openModel, treeOf } from '../rewrite/open-model.ts';
import type { RewriteContext, RewriteState } from '../rewrite/rewrite-state.ts';
import { forgetHalfMade } from '../rewrite/run-pass.ts';
import { settleFile } from '../rewrite/settle-service.ts';
import type { CheckFailure } from './check-failure.ts';
import { checkFile } from './check-file.ts';

/** Checks everything a computation would write. No failure: the result stands. */
export function verifyService(context: RewriteContext, state: RewriteState): readonly CheckFailure[] {
  const failures: CheckFailure[] = [...state.unsettled].map(([path, message]) => ({ path, check: 'imports', message }));
  for (const { path, source } of context.input.service.files) {
    const before = context.originalTrees.get(path);
    if (before === undefined || state.texts.get(path)?.text === source.text) continue;
    failures.push(...checkFile(path, before, treeOf(state, path), source));
  }
  const isUntouched = [...state.texts.values()].every(({ text, original }) => text === original);
  if (isUntouched) return [];
  // A result that does not parse says nothing about what would be found in it.
  return failures.length > 0 ? failures : findAgain(context, state);
}

function findAgain(context: RewriteContext, state: RewriteState): readonly CheckFailure[] {
  const again = proposeAgain(context, state).filter(({ unit }) => !state.exclusions.has(unit));
  return again.flatMap((candidate) => {
    const { path } = candidate.place;
    const settled = candidate.intents.length > 0 && settleFile(context.input.service, state, path, candidate.intents);
    const settles = settled !== false && (settled.kind === 'failed' || settled.edits.length > 0);
    if (candidate.edits.length === 0 && !settles) return [];
    const rule = `${candidate.owner.plugin}/${candidate.owner.rule}`;
    return [
      { path, check: 'again', message: `${rule} would change its own result again (line ${candidate.place.line})` },
    ];
  });
}

function proposeAgain(context: RewriteContext, finished: RewriteState): readonly Candidate[] {
  const state = { ...finished, intents: new Map() };
  const model = openModel(context, state);
  const found = findInService(context, model);
  const scopes = new Map(context.input.plugins.map((use) => [use.plugin.name, openScope(use, model.service)]));
  const banned = new Set(state.failures.map(({ plugin, rule, path }) => `${plugin}/${rule} ${path}`));
  const proposed = proposeChanges(found, scopes, { fence: context.fence, banned, isApart: context.fencing.isApart });
  if (proposed.isStale) {
    forgetHalfMade(context, proposed);
    if (proposed.failures.length === 0) return proposeAgain(context, finished);
  }
  const said = new Map(proposed.proposals.map((proposal) => [proposal.found, proposal]));
  const names = openNames();
  return found.flatMap(({ file, sites }) =>
    sites.flatMap((site) => {
      const owner = ownerOf(site);
      const place = placeOfNode(state, file.path, site.node);
      const key = names.keyOf(owner, place);
      const proposal = said.get(site);
      return (proposal && candidateOf(state, key, owner, place, proposal)) ?? [];
    }),
  );
}
