import { applyWishes } from '../manifests/apply-wishes.ts';
import type { Candidate } from './candidate.ts';
import { dropIdle } from './drop-idle.ts';
import type { Exclusion } from './exclusion.ts';
import { ruleOf } from './find-lost.ts';
import {
  openState,
  type Restart,
  type RewriteContext,
  type RewriteStart,
  type RewriteState,
  restart,
} from './rewrite-state.ts';
import { runPass } from './run-pass.ts';
import { settleService } from './settle-service.ts';

/** How often changes are looked for before a rule counts as one that never ends. */
export const MAX_PASSES = 10;

/** A service rewritten with some units out. */
export interface Computation {
  readonly kind: 'computed';
  readonly state: RewriteState;
}

/**
 * Rewrites a service once: finds and merges until nothing is left to do, then changes manifests and settles imports. The result depends on
 * the context and the start alone.
 */
export function computeService(context: RewriteContext, start: RewriteStart): Computation | Restart {
  const state = openState(context, start);
  const history: PassTrace[] = [{ texts: fingerprint(state), accepted: [] }];
  for (;;) {
    const result = runPass(context, state);
    if (result.kind === 'restart') return result;
    if (result.kind === 'settled') break;
    const texts = fingerprint(state);
    const isTextual = result.accepted.some(({ edits }) => edits.length > 0);
    const seen = isTextual ? history.findIndex((trace) => trace.texts === texts) : -1;
    history.push({ texts, accepted: result.accepted });
    if (seen >= 0) return stopCycle(state, history.slice(seen + 1));
    if (state.passes >= MAX_PASSES) return stopCycle(state, history.slice(-1));
  }
  const redo = applyWishes(context, state);
  if (redo !== undefined) return redo;
  settleService(context, state);
  dropIdle(state);
  return { kind: 'computed', state };
}

interface PassTrace {
  readonly texts: string;
  readonly accepted: readonly Candidate[];
}

function fingerprint({ texts }: RewriteState): string {
  return JSON.stringify(
    [...texts].filter(([, { text, original }]) => text !== original).map(([path, { text }]) => [path, text]),
  );
}

/** Takes out everything that took part in going round in circles. */
function stopCycle(state: RewriteState, round: readonly PassTrace[]): Restart {
  const changes = round.flatMap(({ accepted }) => accepted).filter(({ edits }) => edits.length > 0);
  const rules = [...new Set(changes.map(ruleOf))];
  const out = new Map<string, Exclusion>();
  for (const change of changes) {
    const other = changes.find((each) => ruleOf(each) !== ruleOf(change));
    const reason =
      rules.length > 1
        ? `${rules.join(' and ')} keep undoing each other`
        : `${ruleOf(change)} keeps finding what it wrote itself, after ${state.passes} passes`;
    const conflict = { kind: 'cycle', refused: change, kept: other, reason } as const;
    if (!out.has(change.unit)) out.set(change.unit, { status: 'conflicted', reason, conflict });
  }
  for (const [unit, exclusion] of out) state.exclusions.set(unit, exclusion);
  return restart(state);
}
