import { checkColumns, sumColumns } from '../ledger/count-sites.ts';
import { compareText } from '../merge/merge-order.ts';
import type { PluginUse } from '../rewrite/rewrite-input.ts';
import type { ServiceRewrite } from '../rewrite/service-rewrite.ts';
import { byPlace } from './describe-changes.ts';
import { notes } from './finding-levels.ts';
import type { PlanChange, PlanChangeStatus, PlanDraft, PlanPlugin, PlanRun } from './plan-document.ts';
import type { FileColumns, PlanTotals } from './plan-totals.ts';

/** What the runner knows about a run; the plugins are given apart, in merge order. */
export type RunHeader = Omit<PlanRun, 'plugins'>;

/**
 * Puts the rewrites of services together as a plan. The order of the services does not matter. Throws `E-LEDGER` when the columns do not
 * add up.
 */
export function buildPlan(
  rewrites: readonly ServiceRewrite[],
  plugins: readonly PluginUse[],
  header: RunHeader,
): PlanDraft {
  const services = [...rewrites].sort(
    (a, b) => compareText(a.service.path, b.service.path) || compareText(a.service.name, b.service.name),
  );
  const draft = {
    schemaVersion: 1,
    run: { ...header, plugins: plugins.map(describePlugin) },
    services: services.map(({ service }) => service),
    files: services.flatMap(({ files }) => files).sort((a, b) => compareText(a.path, b.path)),
    changes: services.flatMap(({ changes }) => changes).sort(byPlace),
    findings: services.flatMap(({ findings }) => findings).sort(byPlace),
    residue: services
      .flatMap(({ residue }) => residue)
      .sort((a, b) => byPlace({ ...a, rule: a.kind }, { ...b, rule: b.kind })),
    conflicts: services
      .flatMap(({ conflicts }) => conflicts)
      .sort((a, b) => compareText(a.path, b.path) || a.line - b.line || a.column - b.column),
    skipped: services.flatMap(({ skipped }) => skipped).sort((a, b) => compareText(a.path, b.path)),
    suppressions: services
      .flatMap(({ suppressions }) => suppressions)
      .sort((a, b) => compareText(a.path, b.path) || a.line - b.line),
    failures: services
      .flatMap(({ failures }) => failures)
      .sort((a, b) => compareText(a.path, b.path) || compareText(a.plugin, b.plugin) || compareText(a.rule, b.rule)),
  } as const;
  return { ...draft, totals: countTotals(services, plugins, draft) };
}

function describePlugin({ plugin, options, version, digest }: PluginUse): PlanPlugin {
  const set = plugin.options?.map((option) => [option.name, options[option.name] ?? option.default] as const) ?? [];
  return {
    name: plugin.name,
    title: plugin.title,
    ...(version !== undefined && { version }),
    upgrade: plugin.upgrade,
    options: Object.fromEntries([...set].sort(([a], [b]) => compareText(a, b))),
    ...(digest !== undefined && { digest }),
  };
}

function countTotals(
  services: readonly ServiceRewrite[],
  plugins: readonly PluginUse[],
  draft: Pick<PlanDraft, 'changes' | 'findings' | 'residue' | 'conflicts' | 'suppressions' | 'failures'>,
): PlanTotals {
  const sites = sumColumns(services.map(({ service }) => service.sites));
  checkColumns(sites, 'The plan');
  return {
    services: services.length,
    servicesChanged: services.filter(({ texts }) => texts.length > 0).length,
    files: sumFiles(services.map(({ fileColumns }) => fileColumns)),
    sites,
    plugins: plugins.map(({ plugin: { name } }) => ({
      plugin: name,
      ...sumColumns(services.flatMap(({ siteColumns }) => siteColumns.get(name) ?? [])),
    })),
    selected: countGrades(draft.changes, 'selected'),
    offered: countGrades(draft.changes, 'offered'),
    findings: draft.findings.length,
    notes: notes(draft.findings).length,
    conflicts: draft.conflicts.length,
    residue: draft.residue.length,
    residueUnexplained: draft.residue.filter(({ unexplained }) => unexplained).length,
    failures: draft.failures.length,
    unusedSuppressions: draft.suppressions.filter(({ used }) => used === 0).length,
  };
}

function countGrades(changes: readonly PlanChange[], status: PlanChangeStatus): PlanTotals['selected'] {
  const counts = { safe: 0, review: 0, manual: 0 };
  for (const change of changes) if (change.status === status) counts[change.unitGrade]++;
  return counts;
}

function sumFiles(all: readonly FileColumns[]): FileColumns {
  const sum = { found: 0, parsed: 0, notRelevant: 0, skipped: 0, changed: 0, manifestsChanged: 0 };
  for (const columns of all) {
    sum.found += columns.found;
    sum.parsed += columns.parsed;
    sum.notRelevant += columns.notRelevant;
    sum.skipped += columns.skipped;
    sum.changed += columns.changed;
    sum.manifestsChanged += columns.manifestsChanged;
  }
  return sum;
}
