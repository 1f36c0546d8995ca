import { UNKNOWN, type ValueSet } from './value.ts';

/** Nested questions after which an answer is "unknown". Every level costs a few frames of the stack. */
const DEPTH_LIMIT = 120;
/** Steps one outer question may take. */
const STEP_LIMIT = 40_000;

/** Answers that were given, and questions under way. */
export interface Memo {
  /** The kept answer for a key, or the new one. A key that is asked for while it is computed is unknown. */
  answer(key: object, compute: () => ValueSet): ValueSet;
}

/** Opens an empty memo. An answer that leaned on a question still under way is not kept, so answers do not depend on who asks first. */
export function openMemo(): Memo {
  const kept = new Map<object, ValueSet>();
  const running = new Map<object, number>();
  let steps = 0;
  // Depth of the outermost question under way that an answer leaned on.
  let leanedOn = Number.POSITIVE_INFINITY;

  const compute = (key: object, depth: number, work: () => ValueSet): ValueSet => {
    const outer = leanedOn;
    leanedOn = Number.POSITIVE_INFINITY;
    running.set(key, depth);
    try {
      const result = work();
      if (leanedOn >= depth) kept.set(key, result);
      return result;
    } finally {
      running.delete(key);
      leanedOn = Math.min(outer, leanedOn < depth ? leanedOn : Number.POSITIVE_INFINITY);
    }
  };

  return {
    answer(key, work) {
      const known = kept.get(key);
      if (known !== undefined) return known;
      const depth = running.size;
      if (depth === 0) steps = 0;
      const under = running.get(key);
      steps++;
      if (under !== undefined || depth >= DEPTH_LIMIT || steps > STEP_LIMIT) {
        leanedOn = Math.min(leanedOn, under ?? 0);
        return UNKNOWN;
      }
      return compute(key, depth, work);
    },
  };
}
