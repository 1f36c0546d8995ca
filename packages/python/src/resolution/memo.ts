import { READ_NOTHING, type ReadSet, type Source, SourceNumbers, uniteReads } from './read-set.ts';
import { UNKNOWN, type ValueSet } from './value.ts';

/** Nested questions after which an answer is "unknown". Every level costs a few frames of the stack. */
const DEPTH_LIMIT = 100;
/** Steps one outer question may take; ordinary ones take a few dozen. */
const STEP_LIMIT = 3000;

/** Answers that were given, what they were read from, and questions under way. */
export interface Memo {
  /** The kept answer for a key, or the new one, read from `source`. A key that is asked for while it is computed is unknown. */
  answer(key: object, source: Source, compute: () => ValueSet): ValueSet;
  /** Tells that the question under way was read from something. */
  read(source: Source): void;
  /** The same for everything in a set. */
  readAll(reads: ReadSet): void;
  /** Works, and tells what that was read from. */
  watch<T>(work: () => T): { readonly value: T; readonly reads: ReadSet };
  /** How often a question was not looked into because it led too deep or took too long. */
  readonly cuts: number;
  /** A memo of its own that keeps the answers read from none of the sources that changed. */
  without(hasChanged: (source: Source) => boolean): Memo;
  /** Whether none of the sources has changed since the memo that this one comes from. */
  stillHolds(reads: ReadSet): boolean;
}

interface Answer {
  readonly set: ValueSet;
  readonly reads: ReadSet;
}

/** An answer that leaned on a question still under way, which is known by its depth. */
interface Provisional extends Answer {
  readonly leanedOn: number;
}

/** Opens an empty memo. */
export function openMemo(): Memo {
  return new OpenMemo(new SourceNumbers(), undefined, () => false);
}

/**
 * An answer that leaned on a question still under way is kept only until that one is answered, so that what is asked first does not decide
 * what is answered later.
 */
class OpenMemo implements Memo {
  /** Whether none of the sources has changed since the memo before. */
  readonly stillHolds: (reads: ReadSet) => boolean;
  readonly #numbers: SourceNumbers;
  readonly #before: OpenMemo | undefined;
  readonly #kept = new Map<object, Answer>();
  readonly #running = new Map<object, number>();
  readonly #provisional = new Map<object, Provisional>();
  /** Keys of provisional answers by the depth they lean on. */
  readonly #leaning: object[][] = [];
  cuts = 0;
  #steps = 0;
  #leanedOn = Number.POSITIVE_INFINITY;
  #reads: ReadSet = READ_NOTHING;

  constructor(numbers: SourceNumbers, before: OpenMemo | undefined, stillHolds: (reads: ReadSet) => boolean) {
    this.#numbers = numbers;
    this.#before = before;
    this.stillHolds = stillHolds;
  }

  answer(key: object, source: Source, work: () => ValueSet): ValueSet {
    const known = this.#recall(key);
    if (known !== undefined) {
      this.readAll(known.reads);
      return known.set;
    }
    if (this.#running.size === 0) this.#steps = 0;
    this.#steps++;
    const earlier = this.#provisional.get(key);
    const under = earlier?.leanedOn ?? this.#running.get(key);
    const isTooMuch = this.#running.size >= DEPTH_LIMIT || this.#steps > STEP_LIMIT;
    if (under === undefined && !isTooMuch) return this.#compute(key, source, work);
    this.#leanedOn = Math.min(this.#leanedOn, under ?? 0);
    if (under === undefined) this.cuts++;
    if (earlier === undefined) return UNKNOWN;
    this.readAll(earlier.reads);
    return earlier.set;
  }

  read(source: Source): void {
    this.readAll(this.#numbers.setOf(source));
  }

  readAll(reads: ReadSet): void {
    if (reads !== this.#reads) this.#reads = uniteReads(this.#reads, reads);
  }

  watch<T>(work: () => T): { readonly value: T; readonly reads: ReadSet } {
    const outer = this.#reads;
    this.#reads = READ_NOTHING;
    try {
      const value = work();
      return { value, reads: this.#reads };
    } finally {
      this.readAll(outer);
    }
  }

  without(hasChanged: (source: Source) => boolean): Memo {
    const numbers = this.#numbers;
    const verdicts = new Map<ReadSet, boolean>();
    return new OpenMemo(numbers, this, (reads) => {
      const verdict = verdicts.get(reads) ?? !numbers.sourcesOf(reads).some(hasChanged);
      verdicts.set(reads, verdict);
      return verdict;
    });
  }

  #recall(key: object): Answer | undefined {
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const before = this.#before;
    const earlier = before === undefined ? undefined : before.#recall(key);
    if (earlier === undefined || !this.stillHolds(earlier.reads)) return undefined;
    this.#kept.set(key, earlier);
    return earlier;
  }

  #compute(key: object, source: Source, work: () => ValueSet): ValueSet {
    const depth = this.#running.size;
    const leanedBefore = this.#leanedOn;
    const readBefore = this.#reads;
    this.#leanedOn = Number.POSITIVE_INFINITY;
    this.#reads = this.#numbers.setOf(source);
    this.#running.set(key, depth);
    try {
      const set = work();
      this.#settle(key, depth, set);
      return set;
    } finally {
      this.#running.delete(key);
      this.#leanedOn = Math.min(leanedBefore, this.#leanedOn < depth ? this.#leanedOn : Number.POSITIVE_INFINITY);
      this.readAll(readBefore);
    }
  }

  #settle(key: object, depth: number, set: ValueSet): void {
    const settled = this.#leaning[depth];
    if (settled !== undefined && settled.length > 0) {
      for (const each of settled) this.#provisional.delete(each);
      settled.length = 0;
    }
    if (this.#leanedOn >= depth) {
      this.#kept.set(key, { set, reads: this.#reads });
      return;
    }
    this.#provisional.set(key, { set, reads: this.#reads, leanedOn: this.#leanedOn });
    const leaning = this.#leaning[this.#leanedOn] ?? [];
    leaning.push(key);
    this.#leaning[this.#leanedOn] = leaning;
  }
}
