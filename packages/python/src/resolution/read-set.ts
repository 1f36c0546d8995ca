/** Something answers are read from: the path of a file, or a name that is looked up in a table of the service. */
export type Source = string;

/** What an answer was read from: one bit for each source, 30 to a number. */
export type ReadSet = readonly number[];

/** A name in one of the tables of the service. */
export interface TableName {
  readonly table: 'calls' | 'stores';
  readonly name: string;
}

/** The source that stands for a name in a table, in whatever files. */
export function sourceOfName({ table, name }: TableName): Source {
  return `${table}: ${name}`;
}

/** The name in a table that a source stands for; undefined for a file. */
export function nameOfSource(source: Source): TableName | undefined {
  const [, table, name] = /^(calls|stores): (.*)$/s.exec(source) ?? [];
  return name === undefined ? undefined : { table: table === 'calls' ? 'calls' : 'stores', name };
}

const WIDTH = 30;

/** The sources of a service by their bits. */
export class SourceNumbers {
  readonly #sets = new Map<Source, ReadSet>();
  readonly #sources: Source[] = [];

  /** The set of one source. */
  setOf(source: Source): ReadSet {
    const known = this.#sets.get(source);
    if (known !== undefined) return known;
    const number = this.#sources.push(source) - 1;
    const set = new Array<number>(Math.floor(number / WIDTH) + 1).fill(0);
    set[set.length - 1] = 1 << (number % WIDTH);
    this.#sets.set(source, set);
    return set;
  }

  sourcesOf(set: ReadSet): readonly Source[] {
    return this.#sources.filter((_, number) => ((set[Math.floor(number / WIDTH)] ?? 0) >> (number % WIDTH)) & 1);
  }
}

/** The empty set. */
export const READ_NOTHING: ReadSet = [];

/** What is in one of two sets. Where one holds the other it is given back, so that uniting what was read from the same files makes nothing new. */
export function uniteReads(a: ReadSet, b: ReadSet): ReadSet {
  if (a === b || holdsAll(a, b)) return a;
  if (holdsAll(b, a)) return b;
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  return longer.map((bits, index) => bits | (shorter[index] ?? 0));
}

function holdsAll(set: ReadSet, other: ReadSet): boolean {
  if (other.length > set.length) return false;
  for (let index = 0; index < other.length; index++) {
    const bits = set[index] ?? 0;
    if (((other[index] ?? 0) & ~bits) !== 0) return false;
  }
  return true;
}
