/** How a fenced call ended. */
export type Fenced<T> =
  | { readonly kind: 'returned'; readonly value: T }
  | { readonly kind: 'crashed'; readonly error: unknown }
  /** Stopped after this many milliseconds. */
  | { readonly kind: 'timed-out'; readonly limit: number };

/**
 * Calls code of a plugin. The rules of one file run under one call. A fence that can stop an endless loop has to come from a floor that may
 * use the platform (`vm.Script` with `timeout`, around the call); it answers `timed-out` then.
 */
export type Fence = <T>(call: () => T) => Fenced<T>;

/** A fence that catches what is thrown and cannot stop a loop. */
export const plainFence: Fence = (call) => {
  try {
    return { kind: 'returned', value: call() };
  } catch (error) {
    return { kind: 'crashed', error };
  }
};
