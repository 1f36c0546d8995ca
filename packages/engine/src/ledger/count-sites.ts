import { MoultError } from '@moult/errors';
import type { SiteColumns } from '../plan/plan-totals.ts';
import type { RewriteState } from '../rewrite/rewrite-state.ts';
import { columnOf, SITE_COLUMNS, type SiteColumn } from './site-column.ts';

/** Counts the sites of a service by plugin; every plugin has its columns, in the order given. */
export function countSites(state: RewriteState, plugins: readonly string[]): ReadonlyMap<string, SiteColumns> {
  const counts = new Map(plugins.map((plugin) => [plugin, emptyCounts()]));
  for (const site of state.sites.values()) {
    const count = counts.get(site.owner.plugin);
    if (count === undefined) continue;
    count.found++;
    count[columnOf(state, site)]++;
  }
  return counts;
}

/** Adds columns up. */
export function sumColumns(all: readonly SiteColumns[]): SiteColumns {
  const sum = emptyCounts();
  for (const columns of all) {
    sum.found += columns.found;
    for (const column of SITE_COLUMNS) sum[column] += columns[column];
  }
  return sum;
}

/** Throws `E-LEDGER` when the columns do not add up to what was found. */
export function checkColumns(columns: SiteColumns, where: string): void {
  const sum = SITE_COLUMNS.reduce((total, column) => total + columns[column], 0);
  if (sum === columns.found) return;
  throw new MoultError('E-LEDGER', `${where} has ${columns.found} sites, but its columns add up to ${sum}.`, {
    where,
    hint: 'Report this with the plan; nothing was written.',
  });
}

function emptyCounts(): Record<SiteColumn | 'found', number> {
  return {
    found: 0,
    changed: 0,
    offered: 0,
    suppressed: 0,
    conflicting: 0,
    refused: 0,
    left: 0,
    unsupported: 0,
    unaffected: 0,
  };
}
