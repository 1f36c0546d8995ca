import type { ReviewData } from '@moult/report';
import { byId, plural } from './element.ts';
import type { Filter } from './filters.ts';
import { NoteList, UnmadeList } from './note-list.ts';
import { listOccurrences, type Occurrence, wantsPlace } from './occurrences.ts';
import type { ServicesView } from './services-view.ts';
import { ShapeList } from './shape-list.ts';
import type { Strikes } from './strikes.ts';
import { WorkList } from './work-list.ts';

const ON_PAPER = 200;

/** The lists that every page with diffs has, drawn anew for each filter. */
export class ReviewLists {
  readonly #data: ReviewData;
  readonly #places: readonly Occurrence[];
  readonly #shapes: ShapeList;
  readonly #services: ServicesView;
  readonly #work: WorkList;
  readonly #unmade: UnmadeList;
  readonly #notes: NoteList;

  constructor(data: ReviewData, services: ServicesView, strikes: Strikes | undefined) {
    this.#data = data;
    this.#places = listOccurrences(data);
    this.#services = services;
    this.#shapes = new ShapeList(data, strikes, (place) => services.reveal(place));
    this.#work = new WorkList(data);
    this.#unmade = new UnmadeList(data);
    this.#notes = new NoteList(data);
    addEventListener('beforeprint', () => this.#readyForPaper());
  }

  show(filter: Filter): void {
    const isFiltered = Object.values(filter).some((value) => value !== '');
    const places = isFiltered ? this.#places.filter((place) => wantsPlace(filter, this.#data, place)) : this.#places;
    const shapes = this.#shapes.show(places);
    const services = this.#services.show(places, filter, isFiltered);
    const work = this.#work.show(filter);
    this.#unmade.show(filter);
    this.#notes.show(filter);
    byId('filter-result').textContent = isFiltered
      ? `${plural(shapes, 'change')} in ${plural(services, 'service')}, ${plural(work, 'work order')}`
      : '';
  }

  #readyForPaper(): void {
    for (const { list } of [this.#shapes, this.#work, this.#unmade, this.#notes]) list.drawUpTo(ON_PAPER);
    this.#services.openAll(ON_PAPER);
    for (const details of document.querySelectorAll('details')) details.open = true;
  }
}
