import type { Grade } from '@moult/plugin-api';

/** Where candidate sites ended; every site is in exactly one column, and the columns add up to `found`. */
export interface SiteColumns {
  readonly found: number;
  readonly changed: number;
  /** A change is known, but its grade or the user's choice keeps it out. */
  readonly offered: number;
  readonly suppressed: number;
  readonly conflicting: number;
  /** A check or a failing rule keeps the change out. */
  readonly refused: number;
  /** Left for a person: flagged, or part of a unit that its plugin held back. */
  readonly left: number;
  readonly unsupported: number;
  /** Looked at and right as it is. */
  readonly unaffected: number;
}

/** Files of a service or of all; `parsed`, `notRelevant` and `skipped` add up to `found`. */
export interface FileColumns {
  readonly found: number;
  readonly parsed: number;
  readonly notRelevant: number;
  readonly skipped: number;
  /** How many of the parsed ones the plan writes; manifests are counted in `manifestsChanged`. */
  readonly changed: number;
  readonly manifestsChanged: number;
}

/** The ledger: everything that was found, by where it ended. */
export interface PlanTotals {
  readonly services: number;
  readonly servicesChanged: number;
  readonly files: FileColumns;
  readonly sites: SiteColumns;
  /** The same columns for each plugin, in merge order. */
  readonly plugins: readonly (SiteColumns & { readonly plugin: string })[];
  /** Selected changes by grade. */
  readonly selected: Readonly<Record<Grade, number>>;
  readonly offered: Readonly<Record<Grade, number>>;
  readonly findings: number;
  /** How many of the findings are notes, which nobody has to act on. */
  readonly notes: number;
  readonly conflicts: number;
  readonly residue: number;
  readonly residueUnexplained: number;
  readonly failures: number;
  readonly unusedSuppressions: number;
}
