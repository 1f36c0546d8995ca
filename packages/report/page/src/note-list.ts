import type { PageChange, PageNote, PageNoteKind, ReviewData } from '@moult/report';
import { changeOwners } from './change-owners.ts';
import { byId, element, prose } from './element.ts';
import { asksForChanges, type Filter, isAsked, wantsChange, wantsService, wantsText } from './filters.ts';
import { LazyList } from './lazy-list.ts';
import { textsOf } from './occurrences.ts';

const TITLES: Readonly<Record<PageNoteKind, string>> = {
  conflict: 'Conflict',
  failure: 'Failing rule',
  residue: 'Residue',
  note: 'Left as it is',
  suppression: 'Ignore comment',
  skipped: 'Skipped',
};

/** Places the plan says something of without changing them; urgent ones first. */
export class NoteList {
  readonly #data: ReviewData;
  readonly list: LazyList<PageNote>;

  constructor(data: ReviewData) {
    this.#data = data;
    this.list = new LazyList(byId('notes-list'), drawNote);
  }

  show(filter: Filter): number {
    const isWanted = (note: PageNote): boolean =>
      wantsService(filter, this.#data, note.service) &&
      isAsked(filter.plugin, note.plugin) &&
      wantsText(filter, [note.path, note.title, note.reason, note.code]);
    const wanted = asksForChanges(filter) ? [] : this.#data.notes.filter(isWanted);
    const sorted = [...wanted].sort((a, b) => Number(b.isUrgent) - Number(a.isUrgent));
    this.list.show(sorted, this.#data.notes.length === 0 ? 'Nothing to note.' : 'No note fits the filters.');
    return wanted.length;
  }
}

function drawNote(note: PageNote): HTMLElement {
  return element(
    'article',
    { class: 'entry note', tabindex: -1 },
    element(
      'p',
      { class: 'owner-head' },
      element('span', { class: note.isUrgent ? 'chip chip-urgent' : 'chip' }, TITLES[note.kind]),
      element('code', {}, note.line === undefined ? note.path : `${note.path}:${note.line}`),
      element('span', { class: 'message' }, note.title),
    ),
    element('p', { class: 'why' }, ...prose(note.reason)),
    note.code !== undefined && element('pre', { tabindex: 0 }, element('code', {}, note.code)),
  );
}

/** Changes that are known and not made. */
export class UnmadeList {
  readonly #data: ReviewData;
  readonly #numbers: readonly number[];
  readonly list: LazyList<number>;

  constructor(data: ReviewData) {
    this.#data = data;
    this.#numbers = data.changes.flatMap(({ status }, number) => (status === 'selected' ? [] : number));
    this.list = new LazyList(byId('unmade-list'), (number) => this.#draw(number));
  }

  show(filter: Filter): number {
    const isWanted = (change: PageChange): boolean =>
      wantsService(filter, this.#data, change.service) &&
      wantsChange(filter, this.#data, change) &&
      wantsText(filter, textsOf(this.#data, change));
    const wanted = this.#numbers.filter((number) => {
      const change = this.#data.changes[number];
      return change !== undefined && isWanted(change);
    });
    this.list.show(wanted, this.#numbers.length === 0 ? 'Every known change is selected.' : 'None fits the filters.');
    return wanted.length;
  }

  #draw(number: number): HTMLElement {
    const change = this.#data.changes[number];
    if (change === undefined) return element('article');
    return element(
      'article',
      { class: 'entry note', tabindex: -1 },
      element(
        'p',
        { class: 'owner-head' },
        element('span', { class: 'chip' }, change.status),
        element('code', {}, `${change.path}:${change.line}`),
      ),
      change.reason !== undefined && element('p', {}, ...prose(change.reason)),
      changeOwners(this.#data, [number], undefined),
    );
  }
}
