import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Source bytes after whose parsing native trees are given back. */
const BYTES_PER_COLLECTION = 1 << 18;

/** Below this many bytes of heap V8 is left to itself. */
const LEAST_HEAP = 96 * (1 << 20);

/** Without options a collection is a major one; Node 20 takes any options for a minor one. */
type Collect = (options?: { type: 'minor' }) => void;

/**
 * Counts parsed source and gives memory back between services. V8 does not see the memory of a native tree, and frees it only after a collection and
 * a turn of the event loop; without both, a long run would keep every tree it ever parsed. Of what a service took in the heap next to nothing is
 * needed when it is planned, but V8 lets a heap grow to several times of what lives in it before it looks.
 */
export function createTreeCollector(): (parsedBytes: number) => Promise<void> {
  let pending = 0;
  // What is in the heap already belongs to somebody else.
  let mostHeap = Math.max(LEAST_HEAP, 2 * getHeapStatistics().used_heap_size);
  let collect: Collect | undefined;
  return async (parsedBytes) => {
    pending += parsedBytes;
    const isHeapFull = getHeapStatistics().used_heap_size > mostHeap;
    if (pending < BYTES_PER_COLLECTION && !isHeapFull) return;
    pending = 0;
    collect ??= exposeCollection();
    if (isHeapFull) collect();
    else collect({ type: 'minor' });
    // A heap that is full of what is needed must not be searched after every service.
    if (isHeapFull) mostHeap = Math.max(LEAST_HEAP, 2 * getHeapStatistics().used_heap_size);
    await new Promise((resolve) => setImmediate(resolve));
  };
}

function exposeCollection(): Collect {
  setFlagsFromString('--expose-gc');
  // `gc` is what a fresh context has under this flag.
  return runInNewContext('gc') as Collect;
}
