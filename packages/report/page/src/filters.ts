import type { PageChange, ReviewData } from '@moult/report';
import { byId } from './element.ts';

/** What the reader asks to see; an empty text asks for everything. All in lower case. */
export interface Filter {
  readonly service: string;
  readonly plugin: string;
  readonly grade: string;
  readonly status: string;
  readonly text: string;
  readonly outcome: string;
  readonly owner: string;
  readonly phase: string;
}

const WAIT = 120;
const AIR = 16;

/** Keeps what the reader jumps to clear of the bars that stay at the top. */
export function watchBars(): void {
  const bars = [...document.querySelectorAll<HTMLElement>('.topbar, .filters')];
  const measure = (): void => {
    const sticky = bars.filter((bar) => getComputedStyle(bar).position === 'sticky');
    const height = sticky.reduce((sum, bar) => sum + bar.offsetHeight, 0);
    document.documentElement.style.scrollPaddingTop = `${height + AIR}px`;
  };
  const watch = new ResizeObserver(measure);
  for (const bar of bars) watch.observe(bar);
}

/** Reads the filter bar now and whenever it changes. */
export function watchFilters(apply: (filter: Filter) => void): void {
  const form = byId('filters');
  if (!(form instanceof HTMLFormElement)) return;
  let timer = 0;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => apply(readFilter(form)), WAIT);
  };
  form.addEventListener('input', later);
  form.addEventListener('reset', later);
  form.addEventListener('submit', (event) => event.preventDefault());
  apply(readFilter(form));
}

function readFilter(form: HTMLFormElement): Filter {
  const values = new FormData(form);
  const read = (name: string): string =>
    String(values.get(name) ?? '')
      .trim()
      .toLowerCase();
  return {
    service: read('service'),
    plugin: read('plugin'),
    grade: read('grade'),
    status: read('status'),
    text: read('text'),
    outcome: read('outcome'),
    owner: read('owner'),
    phase: read('phase'),
  };
}

/** Whether the reader asks for this service. */
export function wantsService(filter: Filter, data: ReviewData, service: number): boolean {
  if (filter.service === '') return true;
  const { name = '', path = '' } = data.services[service] ?? {};
  return name.toLowerCase().includes(filter.service) || path.toLowerCase().includes(filter.service);
}

/** Whether the reader asks for changes like this one; the text is compared elsewhere, with the code at hand. */
export function wantsChange(filter: Filter, data: ReviewData, change: PageChange): boolean {
  const plugin = data.explanations[change.explanation]?.plugin ?? '';
  return isAsked(filter.plugin, plugin) && isAsked(filter.grade, change.grade) && isAsked(filter.status, change.status);
}

/** Whether a choice is open, or made for this value. */
export function isAsked(choice: string, value: string): boolean {
  return choice === '' || value.toLowerCase() === choice;
}

/** Whether one of the texts has what the reader typed. */
export function wantsText(filter: Filter, texts: readonly (string | undefined)[]): boolean {
  return filter.text === '' || texts.some((text) => text?.toLowerCase().includes(filter.text) === true);
}

/** Whether the filter asks for a kind of change, which places that are no changes do not have. */
export function asksForChanges(filter: Filter): boolean {
  return filter.grade !== '' || filter.status !== '';
}
