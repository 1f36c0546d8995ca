import type { TextEdit } from '@moult/text';

/** Something a person should know about a requirement or option, whether or not it was changed. */
export interface ManifestNote {
  readonly kind:
    | 'unbounded'
    | 'allowed'
    | 'equal'
    | 'newer'
    | 'older-python'
    | 'python-range'
    | 'duplicate'
    | 'extra-dropped'
    | 'comment-skipped'
    | 'generated'
    | 'not-edited'
    | 'already-there'
    | 'section-kept'
    | 'unreadable';
  readonly line: number;
  readonly message: string;
}

/** What became of one wish in one manifest. */
export type ManifestOutcome =
  /** `edits` are against the text of the manifest as parsed; `text` is the text after them. */
  | {
      readonly kind: 'edited';
      readonly edits: readonly TextEdit[];
      readonly text: string;
      readonly notes: readonly ManifestNote[];
    }
  /** The wish concerns this manifest, but nothing has to change or Moult does not edit it; the notes say which and why. */
  | { readonly kind: 'unchanged'; readonly notes: readonly ManifestNote[] }
  /** The wish cannot be done here, not even in part. */
  | { readonly kind: 'refused'; readonly line: number; readonly reason: string }
  /** Nothing in this manifest is what the wish is about. */
  | { readonly kind: 'absent' };

/** What an edit of one kind proposes before it is checked. */
export type ManifestProposal =
  | { readonly kind: 'proposed'; readonly edits: readonly TextEdit[]; readonly notes: readonly ManifestNote[] }
  | Extract<ManifestOutcome, { kind: 'refused' | 'absent' }>;

/** A refusal: where and why nothing was done. */
export function refuse(line: number, reason: string): Extract<ManifestOutcome, { kind: 'refused' }> {
  return { kind: 'refused', line, reason };
}
