import type { Plugin } from '@moult/plugin-api';
import type { TreeNode } from '@moult/python';
import type { TextRange } from '@moult/text';
import type { FoundSite } from '../find/found-site.ts';
import type { Proposal } from '../propose/proposal.ts';
import type { Candidate, Owner, Place } from './candidate.ts';
import type { RewriteState } from './rewrite-state.ts';

/** Gives sites their keys: the same site and rule have the same key in every pass and every computation. */
export interface SiteNames {
  keyOf(owner: Owner, place: Place): string;
}

/** Opens the names of one pass; sites that cannot be told apart by their place are numbered in the order they are asked for. */
export function openNames(): SiteNames {
  const seen = new Map<string, number>();
  return {
    keyOf: ({ plugin, rule }, { path, start, end }) => {
      const name = `${plugin}/${rule}@${path}:${start}-${end}`;
      const count = seen.get(name) ?? 0;
      seen.set(name, count + 1);
      return count === 0 ? name : `${name}#${count + 1}`;
    },
  };
}

/** The owner of a site. */
export function ownerOf({ entry }: FoundSite): Owner {
  return { plugin: entry.plugin.name, rule: entry.rule.name, rank: entry.rank };
}

/** Where a node was in the text as read. */
export function placeOfNode(state: RewriteState, path: string, node: TreeNode | TextRange): Place {
  const current = state.texts.get(path);
  if (current === undefined) throw new TypeError(`There is no text for ${path}.`);
  return state.places.placeOf(path, current, node);
}

/** The change a proposal asks for. */
export function candidateOf(
  state: RewriteState,
  key: string,
  owner: Owner,
  place: Place,
  proposal: Proposal,
): Candidate | undefined {
  const { draft, found } = proposal;
  const current = state.texts.get(place.path);
  if (draft === undefined || current === undefined) return undefined;
  const { rule, plugin } = found.entry;
  const edits = draft.edits.map((edit) => ({ path: place.path, ...edit }));
  return {
    key,
    kind: 'code',
    owner,
    place,
    unit: draft.unit ?? defaultUnit(plugin, key),
    sharedUnits: [],
    grade: proposal.grade,
    lowered: proposal.lowered,
    message: draft.message ?? rule.summary,
    why: rule.summary,
    source: rule.source,
    evidence: proposal.evidence,
    edits,
    originalEdits: edits.map((edit) => ({ path: edit.path, ...state.places.editOf(current, edit) })),
    intents: draft.intents,
    needs: draft.needs,
  };
}

/**
 * A change that names no unit stands alone, except where a plugin puts one distribution in the place of another: half of such a move would leave
 * the service between two libraries, so all of it hangs on the requirement.
 */
function defaultUnit(plugin: Plugin, key: string): string {
  return replacesDistribution(plugin) && plugin.manifest !== undefined ? requirementUnit(plugin) : key;
}

/** The unit of a plugin's requirement. */
export function requirementUnit({ upgrade }: Plugin): string {
  return `requirement:${upgrade.to}`;
}

/** Whether the plugin moves to another distribution. */
export function replacesDistribution({ upgrade }: Plugin): boolean {
  return normalize(upgrade.from) !== normalize(upgrade.to);
}

function normalize(distribution: string): string {
  return distribution.toLowerCase().replace(/[-_.]+/g, '-');
}
