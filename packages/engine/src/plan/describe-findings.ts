import { sha256 } from '../digest/sha256.ts';
import type { RewriteState } from '../rewrite/rewrite-state.ts';
import { byPlace } from './describe-changes.ts';
import type { PlanFinding } from './plan-document.ts';

/** Places for a person; those a comment suppresses are left out. */
export function describeFindings(service: string, state: RewriteState): readonly PlanFinding[] {
  const seen = new Map<string, PlanFinding>();
  for (const { key, owner, kind, place, text } of state.findings) {
    if (state.sites.get(key)?.suppressedBy !== undefined) continue;
    const { message, why, todo, suggestion, level = 'work' } = text;
    const content = JSON.stringify([owner.plugin, owner.rule, place.path, place.line, place.column, message]);
    if (seen.has(content)) continue;
    seen.set(content, {
      id: sha256(content).slice(0, 12),
      service,
      plugin: owner.plugin,
      rule: owner.rule,
      kind,
      level,
      path: place.path,
      line: place.line,
      column: place.column,
      message,
      why,
      todo,
      ...(suggestion !== undefined && { suggestion }),
    });
  }
  return [...seen.values()].sort(byPlace);
}
