import { MoultError } from '@moult/errors';
import type { RewriteState } from '../rewrite/rewrite-state.ts';
import type { SiteRecord } from '../rewrite/site-record.ts';
import { statusOfChange } from './change-status.ts';

/** The columns of the ledger. */
export type SiteColumn =
  | 'changed'
  | 'offered'
  | 'suppressed'
  | 'conflicting'
  | 'refused'
  | 'left'
  | 'unsupported'
  | 'unaffected';

export const SITE_COLUMNS: readonly SiteColumn[] = [
  'changed',
  'offered',
  'suppressed',
  'conflicting',
  'refused',
  'left',
  'unsupported',
  'unaffected',
];

/** The one column a site ends in. Throws `E-LEDGER` for a change of which nobody knows what became of it. */
export function columnOf(state: RewriteState, site: SiteRecord): SiteColumn {
  switch (site.verdict.kind) {
    case 'change':
      return columnOfChange(state, site);
    case 'failed':
      return 'refused';
    case 'flagged':
      return site.suppressedBy === undefined ? 'left' : 'suppressed';
    case 'unsupported':
      return site.suppressedBy === undefined ? 'unsupported' : 'suppressed';
    case 'unaffected':
      return 'unaffected';
  }
}

function columnOfChange(state: RewriteState, site: SiteRecord): SiteColumn {
  const status = statusOfChange(state, site.key);
  switch (status?.status) {
    case 'selected':
      return 'changed';
    case 'offered':
      return 'offered';
    case 'suppressed':
      return 'suppressed';
    case 'conflicted':
      return 'conflicting';
    case 'refused':
      return 'refused';
    case 'held':
      return 'left';
    case undefined:
      throw new MoultError('E-LEDGER', `Nothing became of the change ${site.key}, and nothing says why.`, {
        where: `${site.place.path}:${site.place.line}`,
        hint: 'Report this with the file; plan without the plugin until it is repaired.',
      });
  }
}
