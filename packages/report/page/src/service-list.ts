import type { ReviewData } from '@moult/report';
import { changeOwners } from './change-owners.ts';
import { diffView } from './diff-view.ts';
import { byId, element, plural } from './element.ts';
import type { Filter } from './filters.ts';
import { LazyList } from './lazy-list.ts';
import type { Occurrence } from './occurrences.ts';
import type { ServicesView } from './services-view.ts';
import type { Strikes } from './strikes.ts';

/** A service with the places of it that the reader asks for. */
export interface ServiceEntry {
  readonly service: number;
  readonly places: readonly Occurrence[];
}

/** The services that change, each with its files and hunks inside. */
export class ServiceList implements ServicesView {
  readonly #data: ReviewData;
  readonly #strikes: Strikes | undefined;
  readonly #open = new Set<number>();
  readonly #list: LazyList<ServiceEntry>;
  #entries: readonly ServiceEntry[] = [];

  constructor(data: ReviewData, strikes: Strikes | undefined) {
    this.#data = data;
    this.#strikes = strikes;
    this.#list = new LazyList(byId('services-list'), (entry) => this.#draw(entry));
  }

  show(places: readonly Occurrence[], _filter: Filter, isFiltered: boolean): number {
    this.#entries = groupByService(this.#data, places, isFiltered);
    this.#list.show(
      this.#entries,
      this.#data.files.length === 0 ? 'No service changes.' : 'No service fits the filters.',
    );
    return this.#entries.length;
  }

  reveal(place: Occurrence): void {
    const index = this.#entries.findIndex(({ service }) => service === place.file.service);
    this.#list.drawTo(index);
    const drawn = document.getElementById(`service-${place.file.service}`);
    if (!(drawn instanceof HTMLDetailsElement)) return;
    drawn.open = true;
    this.#fill(drawn, this.#entries[index]);
    focusHunk(place);
  }

  openAll(most: number): void {
    this.#list.drawUpTo(most);
    for (const drawn of document.querySelectorAll<HTMLDetailsElement>('details.service')) {
      drawn.open = true;
      const service = Number(drawn.dataset['service']);
      this.#fill(
        drawn,
        this.#entries.find((entry) => entry.service === service),
      );
    }
  }

  #draw(entry: ServiceEntry): HTMLElement {
    const { name = '', path = '', owner } = this.#data.services[entry.service] ?? {};
    const drawn = element(
      'details',
      { class: 'service', id: `service-${entry.service}`, 'data-service': entry.service },
      element(
        'summary',
        {},
        element('span', { class: 'service-name' }, name),
        element(
          'span',
          { class: 'muted service-path' },
          path === name ? '' : path,
          owner === undefined ? '' : ` · ${owner}`,
        ),
        element('span', { class: 'service-counts' }, summaryOf(this.#data, entry)),
      ),
    );
    drawn.addEventListener('toggle', () => {
      if (drawn.open) this.#open.add(entry.service);
      else this.#open.delete(entry.service);
      if (drawn.open) this.#fill(drawn, entry);
    });
    if (this.#open.has(entry.service)) {
      drawn.open = true;
      this.#fill(drawn, entry);
    }
    return drawn;
  }

  #fill(drawn: HTMLDetailsElement, entry: ServiceEntry | undefined): void {
    if (entry === undefined || drawn.querySelector('.service-body') !== null) return;
    drawn.append(element('div', { class: 'service-body' }, ...serviceFiles(this.#data, entry, this.#strikes, 'h3')));
    this.#strikes?.mark(drawn);
  }
}

/** Takes the reader to the drawn hunk of a place. */
export function focusHunk({ fileNumber, hunkNumber }: Occurrence): void {
  const hunk = document.getElementById(`hunk-${fileNumber}-${hunkNumber}`);
  hunk?.focus({ preventScroll: true });
  hunk?.scrollIntoView({ block: 'center' });
}

/** The changed files of a service, each with its hunks, under headings of the given level. */
export function serviceFiles(
  data: ReviewData,
  { service, places }: ServiceEntry,
  strikes: Strikes | undefined,
  heading: 'h3' | 'h4',
): readonly HTMLElement[] {
  const wanted = new Map<number, Set<number>>();
  for (const { fileNumber, hunkNumber } of places)
    wanted.set(fileNumber, (wanted.get(fileNumber) ?? new Set()).add(hunkNumber));
  return data.files.flatMap((file, fileNumber) => {
    const hunks = wanted.get(fileNumber);
    if (file.service !== service || (hunks === undefined && file.cut === 0)) return [];
    return element(
      'div',
      { class: 'file' },
      element(heading, { class: 'file-title' }, element('code', {}, file.path)),
      ...[...(hunks ?? [])].map((number) => drawHunk(data, fileNumber, number, strikes)),
      cutNote(file.path, file.cut),
    );
  });
}

function drawHunk(data: ReviewData, fileNumber: number, hunkNumber: number, strikes: Strikes | undefined): HTMLElement {
  const file = data.files[fileNumber];
  const hunk = file?.hunks[hunkNumber];
  if (file === undefined || hunk === undefined) return element('div');
  const numbers = [...new Set(hunk.pieces.flatMap(({ changes }) => changes))];
  const units = new Set(numbers.flatMap((number) => data.changes[number]?.unit ?? []));
  return element(
    'article',
    {
      class: 'entry hunk strikable',
      tabindex: -1,
      id: `hunk-${fileNumber}-${hunkNumber}`,
      'data-units': [...units].join(' '),
      'aria-label': `${file.path} from line ${hunk.oldStart}`,
    },
    diffView(hunk, `${file.path} from line ${hunk.oldStart}`),
    changeOwners(data, numbers, strikes),
  );
}

function cutNote(path: string, cut: number): HTMLElement | undefined {
  if (cut === 0) return undefined;
  const what =
    cut < 0
      ? 'The diff of this file is not in this page.'
      : `${plural(cut, 'more hunk')} of this file left out, to keep this page small.`;
  return element(
    'p',
    { class: 'notice' },
    what,
    ' All of it: ',
    element('code', { class: 'command' }, `moult plan ${path} --format patch`),
  );
}

/** The services of some places; all that change when nothing is filtered. */
export function groupByService(
  data: ReviewData,
  places: readonly Occurrence[],
  isFiltered: boolean,
): readonly ServiceEntry[] {
  const groups = new Map<number, Occurrence[]>();
  if (!isFiltered) for (const { service } of data.files) groups.set(service, []);
  for (const place of places) {
    const group = groups.get(place.file.service);
    if (group === undefined) groups.set(place.file.service, [place]);
    else group.push(place);
  }
  return [...groups].map(([service, group]) => ({ service, places: group })).sort((a, b) => a.service - b.service);
}

function summaryOf(data: ReviewData, { service, places }: ServiceEntry): string {
  const changes = new Set(places.flatMap(({ piece }) => piece.changes));
  const files = new Set(places.map(({ fileNumber }) => fileNumber)).size;
  const review = [...changes].filter((number) => data.changes[number]?.grade === 'review').length;
  const left = data.findings.filter((finding) => finding.service === service).length;
  const parts = [`${plural(changes.size, 'change')} in ${plural(files, 'file')}`];
  if (review > 0) parts.push(`${review} to review`);
  if (left > 0) parts.push(`${left} for a person`);
  return parts.join(' · ');
}
