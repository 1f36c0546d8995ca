/** The form in which something old is still there. */
export type ResidueKind =
  | 'import'
  | 'reference'
  | 'string'
  | 'comment'
  | 'requirement'
  | 'lock-file'
  | 'dockerfile'
  | 'workflow'
  | 'script';

/** Something that still points at the old library. */
export interface ResidueHit {
  readonly plugin: string;
  readonly path: string;
  readonly kind: ResidueKind;
  /** Range in the current text. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}
