import type { ReviewData } from '@moult/report';
import { byId, plural } from './element.ts';
import type { Filter } from './filters.ts';
import { NoteList, UnmadeList } from './note-list.ts';
import { listOccurrences, type Occurrence, wantsPlace } from './occurrences.ts';
import { ServiceList } from './service-list.ts';
import { ShapeList } from './shape-list.ts';
import type { Strikes } from './strikes.ts';
import { WorkList } from './work-list.ts';

const ON_PAPER = 200;

/** The lists that every page with diffs has, drawn anew for each filter. */
export class ReviewLists {
  readonly #data: ReviewData;
  readonly #places: readonly Occurrence[];
  readonly #shapes: ShapeList;
  readonly #services: ServiceList;
  readonly #work: WorkList;
  readonly #unmade: UnmadeList;
  readonly #notes: NoteList;

  constructor(data: ReviewData, strikes: Strikes | undefined) {
    this.#data = data;
    this.#places = listOccurrences(data);
    this.#services = new ServiceList(data, strikes);
    this.#shapes = new ShapeList(data, strikes, (place) => this.#services.reveal(place));
    this.#work = new WorkList(data);
    this.#unmade = new UnmadeList(data);
    this.#notes = new NoteList(data);
    addEventListener('beforeprint', () => this.#readyForPaper());
  }

  show(filter: Filter): void {
    const isFiltered = Object.values(filter).some((value) => value !== '');
    const places = isFiltered ? this.#places.filter((place) => wantsPlace(filter, this.#data, place)) : this.#places;
    const shapes = this.#shapes.show(places);
    const services = this.#services.show(places, isFiltered);
    const work = this.#work.show(filter);
    this.#unmade.show(filter);
    this.#notes.show(filter);
    byId('filter-result').textContent = isFiltered
      ? `${plural(shapes, 'change')} in ${plural(services, 'service')}, ${plural(work, 'work order')}`
      : '';
  }

  #readyForPaper(): void {
    for (const { list } of [this.#shapes, this.#services, this.#work, this.#unmade, this.#notes])
      list.drawUpTo(ON_PAPER);
    this.#services.openAll();
    for (const details of document.querySelectorAll('details')) details.open = true;
  }
}
