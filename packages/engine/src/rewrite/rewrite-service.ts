import type { SyntaxTree } from '@moult/python';
import { indexFinders } from '../find/finder-index.ts';
import { tellRelevance } from '../prefilter/tell-relevance.ts';
import { plainFence } from '../propose/fence.ts';
import { computeToEnd, findGuilty } from '../verify/find-guilty.ts';
import { verifyService } from '../verify/verify-service.ts';
import type { Computation } from './compute-service.ts';
import { holdRequirements } from './hold-requirements.ts';
import type { RewriteInput } from './rewrite-input.ts';
import type { RewriteContext, RewriteStart, RewriteState } from './rewrite-state.ts';
import { type ServiceRewrite, summarizeService } from './service-rewrite.ts';

/**
 * Rewrites a service in memory: a pure function of its files, manifests, plugins, options and the units that are out. When a check fails or a
 * requirement may not move, the guilty units are taken out and the service is computed again, so every unit in the result is whole.
 */
export function rewriteService(input: RewriteInput): ServiceRewrite {
  const { context, state } = finishService(input);
  return summarizeService(context, state);
}

/** The last computation of a service, the one that stands. */
export function finishService(input: RewriteInput): {
  readonly context: RewriteContext;
  readonly state: RewriteState;
} {
  const context: RewriteContext = {
    input,
    index: indexFinders(input.plugins, input.isWanted),
    fence: input.fence ?? plainFence,
    fencing: { isApart: false },
    originalTrees: new Map<string, SyntaxTree>(),
    relevance: tellRelevance(input),
    manifests: new Map(),
    opened: [],
  };
  let start: RewriteStart = { exclusions: input.excluded ?? new Map(), failures: [] };
  for (;;) {
    const computation = computeToEnd(context, start);
    const next = takeOut(context, computation);
    if (next === undefined) return { context, state: computation.state };
    start = next;
  }
}

/** The start of the next computation when this one may not stand. Each has a unit more out than the one before, so it ends. */
function takeOut(context: RewriteContext, { state }: Computation): RewriteStart | undefined {
  const held = holdRequirements(context, state);
  if (held.size > 0) return without(state, held);
  const [failure] = verifyService(context, state);
  if (failure === undefined) return undefined;
  return without(
    state,
    findGuilty(context, state, failure, (other) => verifyService(context, other)),
  );
}

function without(state: Computation['state'], out: RewriteStart['exclusions']): RewriteStart {
  return { exclusions: new Map([...state.exclusions, ...out]), failures: state.failures };
}
