import { checkColumns, countSites, sumColumns } from '../ledger/count-sites.ts';
import { type LedgerEntry, listSites } from '../ledger/list-sites.ts';
import { compareText } from '../merge/merge-order.ts';
import { nameChanges } from '../plan/change-id.ts';
import { describeChanges } from '../plan/describe-changes.ts';
import { describeConflicts } from '../plan/describe-conflicts.ts';
import { describeFiles } from '../plan/describe-files.ts';
import { describeFindings } from '../plan/describe-findings.ts';
import { describeSuppressions } from '../plan/describe-suppressions.ts';
import type {
  PlanChange,
  PlanConflict,
  PlanFailure,
  PlanFile,
  PlanFinding,
  PlanResidue,
  PlanService,
  PlanSkipped,
  PlanSuppression,
} from '../plan/plan-document.ts';
import type { FileColumns, SiteColumns } from '../plan/plan-totals.ts';
import { describeResidue } from '../residue/describe-residue.ts';
import type { Exclusions } from './exclusion.ts';
import type { RewriteContext, RewriteState } from './rewrite-state.ts';

/** The old and new text of a file that a rewrite changes. */
export interface RewrittenText {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A service rewritten: everything a plan says of it, the new texts, and the units that are out. */
export interface ServiceRewrite {
  readonly service: PlanService;
  readonly files: readonly PlanFile[];
  readonly changes: readonly PlanChange[];
  readonly findings: readonly PlanFinding[];
  readonly residue: readonly PlanResidue[];
  readonly conflicts: readonly PlanConflict[];
  readonly skipped: readonly PlanSkipped[];
  readonly suppressions: readonly PlanSuppression[];
  readonly failures: readonly PlanFailure[];
  readonly fileColumns: FileColumns;
  /** By plugin, in merge order. */
  readonly siteColumns: ReadonlyMap<string, SiteColumns>;
  /** Every site and where it ended; a plan has only the sums. */
  readonly ledger: readonly LedgerEntry[];
  /** By path. */
  readonly texts: readonly RewrittenText[];
  /** Everything that is out, as a start for computing the service again. */
  readonly excluded: Exclusions;
}

/** Turns the last computation of a service into what a plan says. Throws `E-LEDGER` when its sites do not add up. */
export function summarizeService(context: RewriteContext, state: RewriteState): ServiceRewrite {
  const { service, plugins } = context.input;
  const names = plugins.map(({ plugin }) => plugin.name);
  const siteColumns = countSites(state, names);
  for (const [plugin, columns] of siteColumns) checkColumns(columns, `${plugin} in ${service.path}`);
  const ids = nameChanges([...state.candidates.values()].sort((a, b) => compareText(a.key, b.key)));
  const changes = describeChanges(context, state, ids);
  const findings = describeFindings(service.name, state);
  const files = describeFiles(context, state, ids);
  const residue = describeResidue(context, state);
  const failures = state.failures.map((failure) => ({ service: service.name, ...failure }));
  const said = new Set([...changes, ...findings, ...residue, ...failures].map(({ plugin }) => plugin));
  const sites = sumColumns([...siteColumns.values()]);
  return {
    service: {
      name: service.name,
      path: service.path,
      plugins: names.filter((name) => said.has(name)),
      passes: state.passes,
      sites,
      pluginSites: [...siteColumns]
        .filter(([, columns]) => columns.found > 0)
        .map(([plugin, columns]) => ({ plugin, ...columns })),
    },
    files,
    changes,
    findings,
    residue,
    conflicts: describeConflicts(service.name, state, ids),
    skipped: service.skipped.map(({ path, reason }) => ({ path, service: service.name, reason })),
    suppressions: describeSuppressions(service.name, state, names),
    failures,
    fileColumns: countFiles(context, files),
    siteColumns,
    ledger: listSites(state),
    texts: textsOf(state),
    excluded: state.exclusions,
  };
}

function countFiles({ input }: RewriteContext, files: readonly PlanFile[]): FileColumns {
  const { files: sources, notRelevant } = input.service;
  const skipped = files.filter((file) => file.kind === 'python' && file.status === 'skipped');
  const changed = (kind: PlanFile['kind']): number =>
    files.filter((file) => file.kind === kind && file.status === 'changed').length;
  return {
    found: sources.length + notRelevant.length + skipped.length,
    parsed: sources.length,
    notRelevant: notRelevant.length,
    skipped: skipped.length,
    changed: changed('python'),
    manifestsChanged: changed('manifest'),
  };
}

function textsOf({ texts }: RewriteState): readonly RewrittenText[] {
  return [...texts]
    .filter(([, { original, text }]) => original !== text)
    .map(([path, { original, text }]) => ({ path, before: original, after: text }))
    .sort((a, b) => compareText(a.path, b.path));
}
