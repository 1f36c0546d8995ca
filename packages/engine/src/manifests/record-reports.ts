import type { ManifestWishes } from '../propose/proposal.ts';
import type { Exclusion } from '../rewrite/exclusion.ts';
import type { RewriteContext, RewriteState } from '../rewrite/rewrite-state.ts';

/** Records the lines that a plugin reports, and answers with the units they hold back. Single rules report no lines. */
export function recordReports(
  { input }: RewriteContext,
  state: RewriteState,
  { plugin, reports }: ManifestWishes,
): ReadonlyMap<string, Exclusion> {
  const out = new Map<string, Exclusion>();
  if (input.isWanted?.(plugin, '*') === false) return out;
  const rank = input.plugins.findIndex((use) => use.plugin.name === plugin);
  for (const { rule, path, line, finding, holds } of reports) {
    const key = `${plugin}/${rule}@${path}:${line}`;
    const isKnown = state.findings.some((known) => known.key === key && known.text.message === finding.message);
    const place = { path, line, column: 1 };
    if (!isKnown) state.findings.push({ key, owner: { plugin, rule, rank }, kind: 'manifest', place, text: finding });
    for (const unit of holds?.units ?? [])
      out.set(unit, { status: 'held', reason: `${path}:${line}: ${holds?.reason ?? ''}` });
  }
  return out;
}
