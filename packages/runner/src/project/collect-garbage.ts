import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Source bytes after whose parsing native trees are given back. */
const BYTES_PER_COLLECTION = 1 << 20;

/**
 * Counts parsed source and gives native trees back. V8 does not see the memory of a native tree, and frees it only after a collection and a turn of
 * the event loop; without both, a long run would keep every tree it ever parsed.
 */
export function createTreeCollector(): (parsedBytes: number) => Promise<void> {
  let pending = 0;
  let collect: ((options: { type: 'minor' }) => void) | undefined;
  return async (parsedBytes) => {
    pending += parsedBytes;
    if (pending < BYTES_PER_COLLECTION) return;
    pending = 0;
    collect ??= exposeCollection();
    collect({ type: 'minor' });
    await new Promise((resolve) => setImmediate(resolve));
  };
}

function exposeCollection(): (options: { type: 'minor' }) => void {
  setFlagsFromString('--expose-gc');
  // `gc` is what a fresh context has under this flag.
  return runInNewContext('gc') as (options: { type: 'minor' }) => void;
}
