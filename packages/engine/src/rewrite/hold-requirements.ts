import type { Plugin } from '@moult/plugin-api';
import { findCodeResidue } from '../residue/find-code-residue.ts';
import type { ResidueHit } from '../residue/residue-hit.ts';
import type { Candidate } from './candidate.ts';
import type { Exclusion } from './exclusion.ts';
import { walkedIn } from './find-in-service.ts';
import { ruleOf } from './find-lost.ts';
import { replacesDistribution, requirementUnit } from './name-candidates.ts';
import { openModel } from './open-model.ts';
import type { RewriteContext, RewriteState } from './rewrite-state.ts';
import type { SiteRecord } from './site-record.ts';

/**
 * Requirements that may not move yet. One that moves to another version of the same distribution waits for the changes of its plugin that could
 * not be made. One that gives way to another distribution waits, besides, until nothing uses the old one.
 */
export function holdRequirements(context: RewriteContext, state: RewriteState): ReadonlyMap<string, Exclusion> {
  const out = new Map<string, Exclusion>();
  for (const { plugin } of context.input.plugins) {
    const unit = requirementUnit(plugin);
    const isApplied = [...state.applied].some((key) => unitsOf(state.candidates.get(key)).includes(unit));
    if (!isApplied || state.exclusions.has(unit)) continue;
    const reason = findMissingChange(state, plugin, unit) ?? findOldUse(context, state, plugin);
    if (reason !== undefined) out.set(unit, { status: 'held', reason });
  }
  return out;
}

function unitsOf(candidate: Candidate | undefined): readonly string[] {
  return candidate === undefined ? [] : [candidate.unit, ...candidate.sharedUnits];
}

function findMissingChange(state: RewriteState, plugin: Plugin, unit: string): string | undefined {
  const replaces = replacesDistribution(plugin);
  for (const site of state.sites.values()) {
    if (site.owner.plugin !== plugin.name) continue;
    const candidate = state.candidates.get(site.key);
    const exclusion = candidate && state.exclusions.get(candidate.unit);
    if (candidate !== undefined && exclusion !== undefined && candidate.unit !== unit) {
      // Who suppresses a change of a library that stays has decided that the code is right as it is.
      if (exclusion.status === 'suppressed' && !replaces) continue;
      return `the requirement moves with the code that needs it, and ${ruleOf(candidate)} is not applied at ${whereOf(site)}`;
    }
    if (site.verdict.kind === 'failed' || (replaces && site.verdict.kind === 'unsupported')) {
      return `the requirement moves with the code that needs it, and ${whereOf(site)} stays as it is: ${site.verdict.reason}`;
    }
  }
  return undefined;
}

function findOldUse(context: RewriteContext, state: RewriteState, plugin: Plugin): string | undefined {
  if (!replacesDistribution(plugin)) return undefined;
  const [first, ...others] = findOldCode(context, state, plugin);
  if (first === undefined) return undefined;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `${plugin.upgrade.from} is still used at ${first.path}:${first.line}${more}`;
}

function findOldCode(context: RewriteContext, state: RewriteState, plugin: Plugin): readonly ResidueHit[] {
  const model = openModel(context, { ...state, intents: new Map() });
  const hits = findCodeResidue(model.files, plugin, walkedIn(context, model));
  return hits.filter(({ kind }) => kind === 'import' || kind === 'reference');
}

function whereOf({ place }: SiteRecord): string {
  return `${place.path}:${place.line}`;
}
