/** Gives each distinct value a number, in the order of first use. */
export class Interned<T> {
  readonly values: T[] = [];
  readonly #numbers = new Map<string, number>();

  /** The number of `value`; values with the same `key` are the same. */
  add(value: T, key: string = JSON.stringify(value)): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.values.push(value) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  /** The number of the value with this key, when there is one. */
  numberOf(key: string): number | undefined {
    return this.#numbers.get(key);
  }
}
