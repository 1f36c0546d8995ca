import type { Filter } from './filters.ts';
import type { Occurrence } from './occurrences.ts';

/** The part of a page that shows services: a list in a plan, a table in a run. */
export interface ServicesView {
  /** Shows what the filter asks for; `places` are the changed lines that fit it. Answers with the number of services. */
  show(places: readonly Occurrence[], filter: Filter, isFiltered: boolean): number;
  /** Opens the service of a place and takes the reader to its hunk. */
  reveal(place: Occurrence): void;
  /** Draws and opens up to `most` services, for paper. */
  openAll(most: number): void;
}
