import type { ReviewData } from '@moult/report';
import { changeOwners, gradeChip, strikeBox } from './change-owners.ts';
import { diffView } from './diff-view.ts';
import { byId, element, plural, prose } from './element.ts';
import { LazyList } from './lazy-list.ts';
import { groupShapes, lineOf, type Occurrence, type Shape } from './occurrences.ts';
import type { Strikes } from './strikes.ts';

const CONTEXT = 2;
const MOST_PLACES = 60;

/** The list of shapes: what changes, once for all places that look the same. */
export class ShapeList {
  readonly #data: ReviewData;
  readonly #strikes: Strikes | undefined;
  readonly #reveal: (place: Occurrence) => void;
  readonly list: LazyList<Shape>;

  constructor(data: ReviewData, strikes: Strikes | undefined, reveal: (place: Occurrence) => void) {
    this.#data = data;
    this.#strikes = strikes;
    this.#reveal = reveal;
    this.list = new LazyList(byId('changes-list'), (shape) => this.#draw(shape));
  }

  show(places: readonly Occurrence[]): number {
    const shapes = groupShapes(this.#data, places);
    this.list.show(shapes, this.#data.files.length === 0 ? 'Nothing changes.' : 'No change fits the filters.');
    return shapes.length;
  }

  #draw({ places, services }: Shape): HTMLElement {
    const [first] = places;
    if (first === undefined) return element('article');
    const { hunk, piece, file } = first;
    const numbers = [...new Set(places.flatMap((place) => place.piece.changes))];
    const units = this.#unitsOf(numbers);
    const times = places.length === 1 ? 'once' : `${plural(places.length, 'time')} in ${plural(services, 'service')}`;
    const messages = [...new Set(piece.changes.map((number) => this.#messageOf(number)))];
    const more = messages.length > 1 ? `, and ${messages.length - 1} more` : '';
    const title = `${messages[0] ?? 'Lines that go along'}${more}`;
    const entry = element(
      'article',
      { class: 'entry strikable', tabindex: -1, 'data-units': units.join(' ') },
      element(
        'header',
        { class: 'entry-head' },
        element('h3', {}, ...prose(title)),
        element('p', { class: 'times' }, `This change, ${times}`),
      ),
      diffView(
        hunk,
        `${file.path}, line ${lineOf(first)}`,
        Math.max(0, piece.from - CONTEXT),
        Math.min(hunk.lines.length, piece.to + CONTEXT),
      ),
      changeOwners(this.#data, piece.changes, places.length === 1 ? this.#strikes : undefined, messages.length === 1),
      this.#places(places, units),
    );
    this.#strikes?.mark(wrap(entry));
    return entry;
  }

  #unitsOf(numbers: readonly number[]): readonly number[] {
    const changes = numbers.flatMap((number) => this.#data.changes[number] ?? []);
    return [...new Set(changes.filter(({ status }) => status === 'selected').map(({ unit }) => unit))];
  }

  #messageOf(number: number): string {
    return this.#data.explanations[this.#data.changes[number]?.explanation ?? -1]?.message ?? '';
  }

  #places(places: readonly Occurrence[], units: readonly number[]): HTMLElement {
    if (places.length === 1) return element('p', { class: 'place-line' }, ...places.map((place) => this.#link(place)));
    const shown = places.slice(0, MOST_PLACES);
    return element(
      'div',
      { class: 'places-box' },
      this.#strikes !== undefined &&
        units.length > 0 &&
        strikeBox(units, this.#strikes, 'everywhere', `Strike out in all ${plural(places.length, 'place')}`),
      element(
        'details',
        { class: 'places' },
        element('summary', {}, `Where: ${plural(places.length, 'place')}`),
        element('ul', {}, ...shown.map((place) => element('li', {}, this.#link(place), this.#placeStrike(place)))),
        places.length > shown.length &&
          element('p', { class: 'muted' }, `and ${places.length - shown.length} more; the filters narrow the list`),
      ),
    );
  }

  #placeStrike(place: Occurrence): HTMLElement | undefined {
    const units = this.#unitsOf(place.piece.changes);
    if (this.#strikes === undefined || units.length === 0) return undefined;
    return strikeBox(units, this.#strikes, `at ${place.file.path}:${lineOf(place)}`);
  }

  #link(place: Occurrence): HTMLElement {
    const name = this.#data.services[place.file.service]?.name ?? '';
    const where = `${place.file.path}:${lineOf(place)}`;
    const grades = new Set(place.piece.changes.flatMap((number) => this.#data.changes[number]?.grade ?? []));
    return element(
      'span',
      { class: 'place' },
      element('button', { type: 'button', class: 'link', onclick: () => this.#reveal(place) }, name),
      ' ',
      element('code', {}, where),
      ...(grades.size > 1 ? [...grades].map(gradeChip) : []),
    );
  }
}

/** A node whose children a query may see while the entry itself is not in the document yet. */
function wrap(entry: HTMLElement): ParentNode {
  const fragment = document.createDocumentFragment();
  fragment.append(entry);
  return fragment;
}
