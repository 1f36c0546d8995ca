/** How far a person asked a run to stop: finish what runs, or stop at the next safe point. */
export type StopLevel = 'none' | 'finish' | 'safe-point';

/** A wish to stop that grows: once, running services finish; twice, they stop where nothing is half done. */
export class StopSignal {
  readonly #controller = new AbortController();
  #level: StopLevel = 'none';
  #wake: (() => void) | undefined;

  get level(): StopLevel {
    return this.#level;
  }

  /** Aborted at the second wish: ends the commands that run. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Resolves at the next wish. */
  readonly raised = (): Promise<void> =>
    new Promise((resolve) => {
      this.#wake = resolve;
    });

  raise(): StopLevel {
    this.#level = this.#level === 'none' ? 'finish' : 'safe-point';
    if (this.#level === 'safe-point') this.#controller.abort();
    this.#wake?.();
    return this.#level;
  }
}
