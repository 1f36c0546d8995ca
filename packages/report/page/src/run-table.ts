import type { PageRow, RunPageData } from '@moult/report';
import { byId, element, plural, thousands } from './element.ts';
import { type Filter, isAsked, wantsService, wantsText } from './filters.ts';
import { LazyList } from './lazy-list.ts';
import type { Occurrence } from './occurrences.ts';
import { rowDetail } from './row-detail.ts';
import { focusHunk, groupByService, type ServiceEntry } from './service-list.ts';
import type { ServicesView } from './services-view.ts';

type Key = string | number;

interface Column {
  readonly title: string;
  readonly keyOf: (row: PageRow, data: RunPageData) => Key;
  readonly cell: (row: PageRow, data: RunPageData) => readonly (Node | string)[];
}

const PRIORITIES = ['critical', 'high', 'medium', 'low'];
// What waits for somebody comes first, then what failed; what went well is last.
const URGENCY: Readonly<Record<string, number>> = { held: 0, 'awaiting-work': 0.5 };
const TONES = ['bad', 'wait', 'quiet', 'good'];

const COLUMNS: readonly Column[] = [
  { title: 'Service', keyOf: nameOf, cell: () => [] },
  { title: 'State', keyOf: urgencyOf, cell: (row) => [chip(row.tone, row.state)] },
  { title: 'Phase', keyOf: ({ phase }) => phase, cell: ({ phase }) => [phase.toUpperCase()] },
  { title: 'Owner', keyOf: ownerOf, cell: (row, data) => [ownerOf(row, data) || '–'] },
  {
    title: 'Priority',
    keyOf: ({ priority }) => PRIORITIES.indexOf(priority),
    cell: ({ priority, risk }) => [`${priority}, risk ${risk}`],
  },
  {
    title: 'Upgrades',
    keyOf: ({ migrations }) => migrations.length,
    cell: ({ migrations }) => [
      migrations.map(({ plugin, outcome }) => `${plugin}${outcome === 'done' ? '' : ` (${outcome})`}`).join(', ') ||
        '–',
    ],
  },
  { title: 'Tests', keyOf: ({ tests }) => tests?.verdict ?? '', cell: testCell },
  {
    title: 'Time',
    keyOf: ({ seconds = -1 }) => seconds,
    cell: ({ time = '–' }) => [time],
  },
];

/** The table of services of a run: it sorts by any column and opens each row to everything known of the service. */
export class RunTable implements ServicesView {
  readonly #data: RunPageData;
  readonly #list: LazyList<PageRow>;
  readonly #open = new Set<number>();
  readonly #heads: readonly HTMLElement[];
  #entries = new Map<number, ServiceEntry>();
  #rows: readonly PageRow[] = [];
  #sort = { column: 1, direction: 1 };

  constructor(data: RunPageData) {
    this.#data = data;
    const body = element('tbody');
    this.#heads = COLUMNS.map(({ title }, index) =>
      element(
        'th',
        { scope: 'col' },
        element('button', { type: 'button', class: 'sort', onclick: () => this.#sortBy(index) }, title),
      ),
    );
    const table = element(
      'table',
      { class: 'rows' },
      element('caption', { class: 'visually-hidden' }, 'Services of this run'),
      element('thead', {}, element('tr', {}, ...this.#heads)),
      body,
    );
    const box = element('div', { class: 'table-box' }, table);
    byId('services-list').append(box);
    this.#list = new LazyList(body, (row) => this.#draw(row), box);
  }

  show(places: readonly Occurrence[], filter: Filter, isFiltered: boolean): number {
    this.#entries = new Map(groupByService(this.#data, places, isFiltered).map((entry) => [entry.service, entry]));
    this.#rows = this.#data.rows.filter((row) => this.#wants(filter, row));
    this.#showSorted();
    return this.#rows.length;
  }

  reveal(place: Occurrence): void {
    this.#list.drawTo(this.#rows.findIndex(({ service }) => service === place.file.service));
    const head = document.getElementById(`row-${place.file.service}`);
    if (head !== null && head.getAttribute('aria-expanded') !== 'true') head.click();
    focusHunk(place);
  }

  openAll(most: number): void {
    this.#list.drawUpTo(most);
    for (const head of document.querySelectorAll<HTMLElement>('.row-name[aria-expanded="false"]')) head.click();
  }

  #wants(filter: Filter, row: PageRow): boolean {
    const data = this.#data;
    const isPlace =
      wantsService(filter, data, row.service) &&
      isAsked(filter.owner, ownerOf(row, data)) &&
      isAsked(filter.phase, row.phase) &&
      isAsked(filter.outcome, row.state);
    if (!isPlace) return false;
    const hasPlugin = filter.plugin === '' || row.migrations.some(({ plugin }) => isAsked(filter.plugin, plugin));
    const hasChanges = this.#entries.has(row.service);
    if (!hasPlugin || (filter.grade !== '' && !hasChanges)) return false;
    return (
      wantsText(filter, [nameOf(row, data), row.reason, ...(row.tests?.lists.flatMap(([, ids]) => ids) ?? [])]) ||
      (filter.text !== '' && hasChanges)
    );
  }

  #sortBy(column: number): void {
    const isSame = this.#sort.column === column;
    this.#sort = { column, direction: isSame ? -this.#sort.direction : 1 };
    this.#showSorted();
  }

  #showSorted(): void {
    const { column, direction } = this.#sort;
    const keyOf = COLUMNS[column]?.keyOf ?? nameOf;
    this.#heads.forEach((head, index) => {
      head.setAttribute('aria-sort', index !== column ? 'none' : direction > 0 ? 'ascending' : 'descending');
    });
    const keyed = this.#rows.map((row) => [keyOf(row, this.#data), row] as const);
    this.#rows = keyed
      .sort(([a, x], [b, y]) => compareKeys(a, b) * direction || x.service - y.service)
      .map(([, row]) => row);
    this.#list.show(
      this.#rows,
      this.#data.rows.length === 0 ? 'The run has no services.' : 'No service fits the filters.',
    );
  }

  #draw(row: PageRow): Node {
    const { name = '', path = '' } = this.#data.services[row.service] ?? {};
    const head = element(
      'button',
      { type: 'button', class: 'row-name', id: `row-${row.service}`, 'aria-expanded': 'false' },
      name,
    );
    const cells = COLUMNS.slice(1).map(({ title, cell }) => dataCell(title, cell(row, this.#data)));
    const line = element(
      'tr',
      { class: 'row' },
      element(
        'th',
        { scope: 'row' },
        head,
        element('span', { class: 'muted' }, path === name ? '' : path),
        row.reason !== '' && element('span', { class: 'row-reason' }, row.reason),
      ),
      ...cells,
    );
    const drawn = document.createDocumentFragment();
    drawn.append(line);
    head.addEventListener('click', () => this.#toggle(row, line, head));
    if (this.#open.has(row.service)) this.#toggle(row, line, head);
    return drawn;
  }

  #toggle(row: PageRow, line: HTMLElement, head: HTMLElement): void {
    const isOpening = head.getAttribute('aria-expanded') !== 'true';
    head.setAttribute('aria-expanded', String(isOpening));
    if (!isOpening) {
      this.#open.delete(row.service);
      line.nextElementSibling?.remove();
      return;
    }
    this.#open.add(row.service);
    const entry = this.#entries.get(row.service) ?? { service: row.service, places: [] };
    line.after(
      element(
        'tr',
        { class: 'row-detail' },
        element('td', { colspan: COLUMNS.length }, rowDetail(this.#data, row, entry)),
      ),
    );
  }
}

/** A narrow screen leaves out what has nothing to say. */
function dataCell(title: string, content: readonly (Node | string)[]): HTMLElement {
  const isEmpty = content[0] === '–';
  return element('td', { 'data-title': title, class: isEmpty ? 'empty' : undefined }, ...content);
}

function nameOf(row: PageRow, data: RunPageData): string {
  return data.services[row.service]?.name ?? '';
}

function ownerOf(row: PageRow, data: RunPageData): string {
  return data.services[row.service]?.owner ?? '';
}

function urgencyOf(row: PageRow): number {
  return URGENCY[row.state] ?? 1 + TONES.indexOf(row.tone);
}

function chip(tone: string, text: string): HTMLElement {
  return element('span', { class: `chip chip-${tone}` }, text);
}

function testCell({ tests }: PageRow): readonly (Node | string)[] {
  if (tests === undefined) return [element('span', { class: 'muted' }, 'not compared')];
  const count = tests.counts.reduce((sum, [, number]) => sum + number, 0);
  const tone = tests.verdict === 'pass' ? 'good' : tests.verdict === 'fail' ? 'bad' : 'wait';
  return [
    chip(tone, tests.verdict),
    element(
      'span',
      { class: 'muted' },
      count === 0 ? '' : ` ${thousands(count)} ${plural(count, 'test').split(' ')[1]}`,
    ),
  ];
}

function compareKeys(a: Key, b: Key): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}
