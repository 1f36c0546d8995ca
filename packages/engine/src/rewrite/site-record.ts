import type { FindingText } from '@moult/plugin-api';
import type { Owner, Place } from './candidate.ts';

/** What a rule said about a site when it was first found. */
export type SiteVerdict =
  | { readonly kind: 'change' }
  | { readonly kind: 'flagged' }
  | { readonly kind: 'unsupported'; readonly reason: string }
  | { readonly kind: 'unaffected'; readonly reason: string }
  /** The rule failed in this file. */
  | { readonly kind: 'failed'; readonly reason: string };

/** One site of one rule, or a use of a library that no rule takes (`rule` is empty then). */
export interface SiteRecord {
  readonly key: string;
  readonly owner: Owner;
  readonly place: Place;
  readonly verdict: SiteVerdict;
  /** The suppression comment that covers it, by its key. */
  readonly suppressedBy: string | undefined;
}

/** A finding at a place of the text as read. */
export interface FindingRecord {
  /** Key of the site. */
  readonly key: string;
  readonly owner: Owner;
  readonly kind: 'flagged' | 'unsupported' | 'manifest';
  readonly place: Pick<Place, 'path' | 'line' | 'column'>;
  readonly text: FindingText;
}
