import pLimit from 'p-limit';

/** Work on several services at the same time, never on more than `concurrency`. */
export class Schedule {
  readonly #limit;
  readonly #running = new Map<string, Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(concurrency: number) {
    this.#limit = pLimit(concurrency);
  }

  get running(): readonly string[] {
    return [...this.#running.keys()];
  }

  start(service: string, work: () => Promise<void>): void {
    const done = this.#limit(work)
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .then(() => {
        this.#running.delete(service);
      });
    this.#running.set(service, done);
  }

  /** Waits until one of the running services ends, or `other` happens. Throws what an ended one threw. */
  async next(other: Promise<void>): Promise<void> {
    if (this.#running.size > 0) await Promise.race([...this.#running.values(), other]);
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Waits for all of them. */
  async settle(): Promise<void> {
    await Promise.all(this.#running.values());
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
