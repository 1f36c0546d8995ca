import { UNKNOWN, type ValueSet } from './value.ts';

/** Nested questions after which an answer is "unknown". Every level costs a few frames of the stack. */
const DEPTH_LIMIT = 100;
/** Steps one outer question may take; ordinary ones take a few dozen. */
const STEP_LIMIT = 3000;

/** Answers that were given, and questions under way. */
export interface Memo {
  /** The kept answer for a key, or the new one. A key that is asked for while it is computed is unknown. */
  answer(key: object, compute: () => ValueSet): ValueSet;
}

/** An answer that leaned on a question still under way, which is known by its depth. */
interface Provisional {
  readonly set: ValueSet;
  readonly leanedOn: number;
}

/**
 * Opens an empty memo. An answer that leaned on a question still under way is kept only until that one is answered, so that what is asked
 * first does not decide what is answered later.
 */
export function openMemo(): Memo {
  const kept = new Map<object, ValueSet>();
  const running = new Map<object, number>();
  const provisional = new Map<object, Provisional>();
  // Keys of provisional answers by the depth they lean on.
  const leaning: object[][] = [];
  let steps = 0;
  let leanedOn = Number.POSITIVE_INFINITY;

  const leanOn = (depth: number): void => {
    leanedOn = Math.min(leanedOn, depth);
  };

  const settle = (key: object, depth: number, set: ValueSet): void => {
    for (const settled of leaning[depth] ?? []) provisional.delete(settled);
    leaning[depth] = [];
    if (leanedOn >= depth) {
      kept.set(key, set);
      return;
    }
    provisional.set(key, { set, leanedOn });
    leaning[leanedOn]?.push(key);
  };

  const compute = (key: object, work: () => ValueSet): ValueSet => {
    const depth = running.size;
    const outer = leanedOn;
    leanedOn = Number.POSITIVE_INFINITY;
    leaning[depth] ??= [];
    running.set(key, depth);
    try {
      const set = work();
      settle(key, depth, set);
      return set;
    } finally {
      running.delete(key);
      leanedOn = Math.min(outer, leanedOn < depth ? leanedOn : Number.POSITIVE_INFINITY);
    }
  };

  return {
    answer(key, work) {
      const known = kept.get(key);
      if (known !== undefined) return known;
      if (running.size === 0) steps = 0;
      steps++;
      const earlier = provisional.get(key);
      const under = earlier?.leanedOn ?? running.get(key);
      const isTooMuch = running.size >= DEPTH_LIMIT || steps > STEP_LIMIT;
      if (under === undefined && !isTooMuch) return compute(key, work);
      leanOn(under ?? 0);
      return earlier?.set ?? UNKNOWN;
    },
  };
}
