import { byPlace } from '../plan/describe-changes.ts';
import type { RewriteState } from '../rewrite/rewrite-state.ts';
import { columnOf, type SiteColumn } from './site-column.ts';

/** One line of the ledger: a site of a rule, or a use of a library that no rule takes (`rule` is empty then), and where it ended. */
export interface LedgerEntry {
  readonly plugin: string;
  readonly rule: string;
  readonly path: string;
  /** Place in the text as read, from 1. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly ended: SiteColumn;
  /** Why a site is right as it is, or of a form no rule knows. */
  readonly reason: string | undefined;
}

/** The whole ledger of a service, by place. */
export function listSites(state: RewriteState): readonly LedgerEntry[] {
  return [...state.sites.values()]
    .map((site) => ({
      plugin: site.owner.plugin,
      rule: site.owner.rule,
      path: site.place.path,
      line: site.place.line,
      column: site.place.column,
      endLine: site.place.endLine,
      ended: columnOf(state, site),
      reason: 'reason' in site.verdict ? site.verdict.reason : undefined,
    }))
    .sort(byPlace);
}
