import { type Context, createContext, Script } from 'node:vm';

/** How fenced work ended. */
export type FenceOutcome<T> =
  | { readonly kind: 'returned'; readonly value: T }
  | { readonly kind: 'crashed'; readonly error: unknown }
  | { readonly kind: 'timed-out'; readonly limit: number };

/**
 * Runs synchronous work under a time limit that also stops an endless loop: V8 interrupts whatever runs inside a script with a timeout, functions
 * of other contexts included.
 */
export function createTimeFence(limitMs: number): <T>(work: () => T) => FenceOutcome<T> {
  let fence: OpenedFence | undefined;
  return <T>(work: () => T): FenceOutcome<T> => {
    // A context costs more than the work of most files, so it waits for the first.
    fence ??= openFence();
    fence.box.work = work;
    try {
      // The script returns what `work` returns, which is a T.
      return { kind: 'returned', value: fence.script.runInContext(fence.context, { timeout: limitMs }) as T };
    } catch (error) {
      if (isTimeout(error)) return { kind: 'timed-out', limit: limitMs };
      return { kind: 'crashed', error };
    }
  };
}

interface OpenedFence {
  readonly box: { work: () => unknown };
  readonly context: Context;
  readonly script: Script;
}

function openFence(): OpenedFence {
  const box = { work: (): unknown => undefined };
  return { box, context: createContext(box), script: new Script('work()') };
}

/** The error comes from the other context, whose `Error` is not ours. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
