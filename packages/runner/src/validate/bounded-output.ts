/** Keeps the beginning and the end of an output, so that neither the first error nor the summary is lost. */
export class BoundedOutput {
  readonly #half: number;
  readonly #head: Buffer[] = [];
  #tail: Buffer[] = [];
  #headBytes = 0;
  #tailBytes = 0;
  #printed = 0;

  /** `limit` is in bytes. */
  constructor(limit: number) {
    this.#half = Math.floor(limit / 2);
  }

  get printed(): number {
    return this.#printed;
  }

  add(chunk: Buffer): void {
    this.#printed += chunk.length;
    const free = Math.max(0, this.#half - this.#headBytes);
    const first = chunk.subarray(0, free);
    if (first.length > 0) this.#head.push(first);
    this.#headBytes += first.length;
    const rest = chunk.subarray(free);
    if (rest.length === 0) return;
    this.#tail.push(rest);
    this.#tailBytes += rest.length;
    // Joined only now and then, so that many small chunks cost little.
    if (this.#tailBytes > 2 * this.#half) this.#shorten();
  }

  text(): string {
    this.#shorten();
    const left = this.#printed - this.#headBytes - this.#tailBytes;
    const gap = left > 0 ? `\n… ${left} bytes were left out here …\n` : '';
    return Buffer.concat(this.#head).toString('utf8') + gap + Buffer.concat(this.#tail).toString('utf8');
  }

  #shorten(): void {
    const whole = Buffer.concat(this.#tail);
    // A copy, so that the long buffer can go.
    const kept = Buffer.from(whole.subarray(Math.max(0, whole.length - this.#half)));
    this.#tail = [kept];
    this.#tailBytes = kept.length;
  }
}
