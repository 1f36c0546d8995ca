import { createContext, Script } from 'node:vm';

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
  const box: { work: () => unknown } = { work: () => undefined };
  const context = createContext(box);
  const script = new Script('work()');
  return <T>(work: () => T): FenceOutcome<T> => {
    box.work = work;
    try {
      // The script returns what `work` returns, which is a T.
      return { kind: 'returned', value: script.runInContext(context, { timeout: limitMs }) as T };
    } catch (error) {
      if (isTimeout(error)) return { kind: 'timed-out', limit: limitMs };
      return { kind: 'crashed', error };
    }
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
