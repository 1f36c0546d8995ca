import type { Evidence, Grade, ManifestChange } from '@moult/plugin-api';
import type { ImportIntent } from '@moult/python';
import type { FileEdit, MergeCandidate } from '../merge/merge-changes.ts';

/** Who proposes something, and the place of that rule in the merge order. */
export interface Owner {
  readonly plugin: string;
  /** For a manifest change the kind of the wish. */
  readonly rule: string;
  readonly rank: number;
}

/** A place in a file as it was read; offsets in UTF-16 units of that text. */
export interface Place {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
}

/** A grade that was lowered, and why. */
export interface Lowering {
  readonly to: Grade;
  readonly why: string;
}

/** What a reviewer is told about a change. */
export interface ChangeText {
  readonly message: string;
  readonly why: string;
  readonly source: string | undefined;
  readonly evidence: readonly Evidence[];
}

/** A change some rule proposes. `key` names its site and rule for the whole rewrite, whatever pass it is found in. */
export interface Candidate extends MergeCandidate, ChangeText {
  readonly key: string;
  readonly kind: 'code' | 'manifest';
  readonly owner: Owner;
  readonly place: Place;
  readonly unit: string;
  /** Further units that ask for the same manifest change: it is made when one of them is. */
  readonly sharedUnits: readonly string[];
  readonly grade: Grade;
  readonly lowered: readonly Lowering[];
  /** Against the texts of the pass it was proposed in. */
  readonly edits: readonly FileEdit[];
  /** The same edits, against the texts as they were read. */
  readonly originalEdits: readonly FileEdit[];
  readonly intents: readonly ImportIntent[];
  readonly needs: readonly ManifestChange[];
}
