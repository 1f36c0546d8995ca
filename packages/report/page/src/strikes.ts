import type { PlanPageData } from '@moult/report';
import { copyText } from './copy-text.ts';
import { byId, plural } from './element.ts';

/** What a reviewer has struck out. Changes of a unit stand and fall together, so units are struck. */
export class Strikes {
  readonly #data: PlanPageData;
  /** The selected changes of each unit. */
  readonly #members = new Map<number, string[]>();
  readonly #struck = new Set<number>();

  constructor(data: PlanPageData) {
    this.#data = data;
    for (const { unit, id, status } of data.changes) {
      if (status === 'selected') this.#members.set(unit, [...(this.#members.get(unit) ?? []), id]);
    }
    for (const unit of recall(data.digest)) if (this.#members.has(unit)) this.#struck.add(unit);
    byId('strikes-copy').addEventListener('click', () => copyText(this.#command(), byId('strikes-copy')));
    byId('strikes-clear').addEventListener('click', () => this.#clear());
    this.#show();
  }

  /** How many selected changes go when this unit goes. */
  sizeOf(unit: number): number {
    return this.#members.get(unit)?.length ?? 0;
  }

  has(unit: number): boolean {
    return this.#struck.has(unit);
  }

  strike(units: readonly number[], isStruck: boolean): void {
    for (const unit of units) {
      if (isStruck) this.#struck.add(unit);
      else this.#struck.delete(unit);
    }
    this.#show();
  }

  /** Brings freshly drawn entries in line with what is struck. */
  mark(root: ParentNode): void {
    for (const box of root.querySelectorAll<HTMLInputElement>('input[data-units]')) {
      const units = unitsOf(box);
      const count = units.filter((unit) => this.#struck.has(unit)).length;
      box.checked = count === units.length;
      box.indeterminate = count > 0 && count < units.length;
    }
    for (const entry of root.querySelectorAll<HTMLElement>('.strikable')) {
      const units = unitsOf(entry);
      entry.classList.toggle('struck', units.length > 0 && units.every((unit) => this.#struck.has(unit)));
    }
  }

  #clear(): void {
    this.strike([...this.#struck], false);
    byId('main').focus();
  }

  #command(): string {
    const ids = [...this.#struck].sort((a, b) => a - b).flatMap((unit) => this.#members.get(unit)?.[0] ?? []);
    return ['moult', 'apply', this.#data.planFile, ...ids.flatMap((id) => ['--without', id])].join(' ');
  }

  #show(): void {
    this.mark(document);
    remember(this.#data.digest, [...this.#struck]);
    const changes = [...this.#struck].reduce((sum, unit) => sum + this.sizeOf(unit), 0);
    byId('strikes').hidden = this.#struck.size === 0;
    document.body.classList.toggle('has-strikes', this.#struck.size > 0);
    byId('strikes-summary').textContent =
      this.#struck.size === 0 ? '' : `${plural(changes, 'change')} struck out, in ${plural(this.#struck.size, 'unit')}`;
    byId('strikes-command').textContent = this.#struck.size === 0 ? '' : this.#command();
  }
}

/** The units that a drawn element is about. */
export function unitsOf(drawn: HTMLElement): readonly number[] {
  return (drawn.dataset['units'] ?? '')
    .split(' ')
    .filter((text) => text !== '')
    .map(Number);
}

// A browser may refuse to keep anything for a local file; then the strikes last as long as the page.
function remember(digest: string, units: readonly number[]): void {
  try {
    sessionStorage.setItem(`moult-strikes-${digest}`, JSON.stringify(units));
  } catch {
    return;
  }
}

function recall(digest: string): readonly number[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(`moult-strikes-${digest}`) ?? '[]');
    return Array.isArray(kept) ? kept.filter((unit) => typeof unit === 'number') : [];
  } catch {
    return [];
  }
}
