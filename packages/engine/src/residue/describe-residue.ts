import type { Plugin } from '@moult/plugin-api';
import { statusOfChange } from '../ledger/change-status.ts';
import { byPlace } from '../plan/describe-changes.ts';
import type { PlanResidue } from '../plan/plan-document.ts';
import { walkedIn } from '../rewrite/find-in-service.ts';
import { openModel, readManifest } from '../rewrite/open-model.ts';
import type { RewriteContext, RewriteState } from '../rewrite/rewrite-state.ts';
import type { SiteRecord } from '../rewrite/site-record.ts';
import { findCodeResidue, oldNamesOf } from './find-code-residue.ts';
import { findManifestResidue } from './find-manifest-residue.ts';
import type { ResidueHit } from './residue-hit.ts';

/** Whatever still points at an old library in the result, each with the reason it is there. */
export function describeResidue(context: RewriteContext, state: RewriteState): readonly PlanResidue[] {
  const { service, plugins } = context.input;
  return plugins
    .flatMap(({ plugin }) => {
      const hits = findHits(context, state, plugin);
      const user = hits.find(({ kind }) => kind === 'import' || kind === 'reference');
      return hits.map((hit) => ({ hit, plugin, user }));
    })
    .map(({ hit, plugin, user }): PlanResidue & { readonly rule: string } => {
      const { path, line, column, kind, text } = hit;
      return {
        service: service.name,
        plugin: plugin.name,
        rule: '',
        path,
        line,
        column,
        kind,
        text,
        ...explain(state, hit, plugin, user),
      };
    })
    .sort(byPlace)
    .map(({ rule: _rule, ...residue }) => residue);
}

function findHits(context: RewriteContext, state: RewriteState, plugin: Plugin): readonly ResidueHit[] {
  const inManifests = context.input.service.manifests.flatMap((input) => {
    const manifest = readManifest(context, input, state.texts.get(input.path)?.text ?? '');
    return manifest === undefined ? [] : findManifestResidue(manifest, plugin);
  });
  const { modules, names } = oldNamesOf(plugin);
  if (modules.length === 0 && names.length === 0) return inManifests;
  const model = openModel(context, { ...state, intents: new Map() });
  return [...findCodeResidue(model.files, plugin, walkedIn(context, model)), ...inManifests];
}

interface Explanation {
  readonly reason: string;
  readonly unexplained: boolean;
}

function explain(state: RewriteState, hit: ResidueHit, plugin: Plugin, user: ResidueHit | undefined): Explanation {
  const site = findSite(state, hit);
  const known = site && explainSite(state, site);
  if (known !== undefined) return { reason: known, unexplained: false };
  const kept = state.keptImports
    .get(hit.path)
    ?.find(({ name }) => hit.kind === 'import' && hit.text.includes(name.split('.').at(-1) ?? name));
  if (kept !== undefined) return { reason: kept.reason, unexplained: false };
  switch (hit.kind) {
    case 'comment':
      return { reason: 'a comment names it; comments are not rewritten', unexplained: false };
    case 'lock-file':
      return { reason: 'the lock file is written by its own tool; lock again', unexplained: false };
    case 'dockerfile':
    case 'workflow':
    case 'script':
      return { reason: 'Moult does not edit this kind of file; change the line by hand', unexplained: false };
    case 'requirement':
      return explainRequirement(state, hit, plugin, user);
    case 'import':
      return { reason: `nothing says why this import of ${plugin.upgrade.from} is still there`, unexplained: true };
    case 'reference':
    case 'string':
      return { reason: 'no rule of the plugin concerns it', unexplained: true };
  }
}

function explainRequirement(
  state: RewriteState,
  { path, line }: ResidueHit,
  plugin: Plugin,
  user: ResidueHit | undefined,
): Explanation {
  const unit = state.exclusions.get(`requirement:${plugin.upgrade.to}`);
  if (unit !== undefined) return { reason: unit.reason, unexplained: false };
  const finding = state.findings.find(
    ({ place, owner }) => owner.plugin === plugin.name && place.path === path && place.line === line,
  );
  if (finding !== undefined) return { reason: finding.text.message, unexplained: false };
  if (user !== undefined) return { reason: `${user.path}:${user.line} still needs it`, unexplained: false };
  return { reason: `nothing moves the requirement of ${plugin.upgrade.from}`, unexplained: true };
}

/** The innermost site of the plugin around a hit that was not changed. */
function findSite(state: RewriteState, hit: ResidueHit): SiteRecord | undefined {
  const text = state.texts.get(hit.path);
  if (text === undefined) return undefined;
  const place = state.places.placeOf(hit.path, text, hit);
  const around = [...state.sites.values()].filter(
    (site) =>
      site.owner.plugin === hit.plugin &&
      site.place.path === hit.path &&
      site.place.start <= place.start &&
      place.end <= site.place.end &&
      statusOfChange(state, site.key)?.status !== 'selected' &&
      (site.verdict.kind !== 'unaffected' || site.owner.rule !== ''),
  );
  return around.sort((a, b) => a.place.end - a.place.start - (b.place.end - b.place.start))[0];
}

function explainSite(state: RewriteState, site: SiteRecord): string | undefined {
  const suppression = site.suppressedBy === undefined ? undefined : state.suppressions.get(site.suppressedBy);
  if (suppression !== undefined)
    return `suppressed by a comment${suppression.reason === '' ? '' : `: ${suppression.reason}`}`;
  switch (site.verdict.kind) {
    case 'change': {
      const status = statusOfChange(state, site.key);
      return status?.reason === undefined ? undefined : `${status.status}: ${status.reason}`;
    }
    case 'flagged':
      return `left for a person: ${state.findings.find(({ key }) => key === site.key)?.text.message ?? 'see the findings'}`;
    case 'unsupported':
    case 'failed':
    case 'unaffected':
      return site.verdict.reason;
  }
}
