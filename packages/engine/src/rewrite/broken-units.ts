import type { Exclusion } from './exclusion.ts';
import { describeFailure } from './record-sites.ts';
import type { RewriteState } from './rewrite-state.ts';

/**
 * Units that a failed rule may have left incomplete: those its changes in other files are in, and those of its plugin in the file where it
 * failed. A change that stands alone is whole without it.
 */
export function findBrokenUnits(state: RewriteState): ReadonlyMap<string, Exclusion> {
  const out = new Map<string, Exclusion>();
  for (const failure of state.failures) {
    for (const { key, unit, owner, place } of state.candidates.values()) {
      const isNear = owner.plugin === failure.plugin && (owner.rule === failure.rule || place.path === failure.path);
      if (unit === key || !isNear) continue;
      const rule = `${failure.plugin}/${failure.rule}`;
      out.set(unit, {
        status: 'refused',
        reason: `the unit may be incomplete, since ${rule} ${describeFailure(failure)} (${failure.path}:${failure.line})`,
      });
    }
  }
  return out;
}
