import { element, thousands } from './element.ts';

const CHUNK = 40;

/** A list that draws its entries in portions, as the reader comes near their end: ten thousand cost no more than the first forty. */
export class LazyList<T> {
  readonly #container: HTMLElement;
  readonly #draw: (item: T) => Node;
  readonly #foot: HTMLElement;
  readonly #more: HTMLButtonElement;
  #items: readonly T[] = [];
  #drawn = 0;

  constructor(container: HTMLElement, draw: (item: T) => Node, foot: HTMLElement = container) {
    this.#container = container;
    this.#draw = draw;
    this.#more = element('button', { type: 'button', class: 'button more', onclick: () => this.drawMore() });
    this.#foot = element('p', { class: 'list-foot' });
    if (foot === container) container.after(this.#foot);
    else foot.after(this.#foot);
    const watch = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.drawMore(),
      { rootMargin: '600px' },
    );
    watch.observe(this.#more);
  }

  /** Shows these entries, from the first. `nothing` is said when there are none. */
  show(items: readonly T[], nothing: string): void {
    this.#items = items;
    this.#drawn = 0;
    this.#container.replaceChildren();
    this.#foot.replaceChildren();
    this.drawMore();
    if (items.length === 0) this.#foot.replaceChildren(element('span', { class: 'nothing' }, nothing));
  }

  /** Draws until the entry at `index` is there. */
  drawTo(index: number): void {
    while (this.#drawn <= index && this.#drawn < this.#items.length) this.drawMore();
  }

  /** Draws at most `most` entries in all; for paper, which cannot be scrolled. */
  drawUpTo(most: number): void {
    this.drawTo(Math.min(most, this.#items.length) - 1);
  }

  drawMore(): void {
    const next = this.#items.slice(this.#drawn, this.#drawn + CHUNK);
    if (next.length === 0) return;
    const hadFocus = document.activeElement === this.#more;
    const nodes = next.map(this.#draw);
    this.#drawn += next.length;
    this.#container.append(...nodes);
    const left = this.#items.length - this.#drawn;
    this.#more.textContent = `Show more (${thousands(left)} left)`;
    if (left === 0) this.#foot.replaceChildren();
    else if (!this.#more.isConnected) this.#foot.replaceChildren(this.#more);
    if (hadFocus && nodes[0] instanceof HTMLElement) nodes[0].focus();
  }
}
