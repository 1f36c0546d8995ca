/** A check of the result that failed in one file. */
export interface CheckFailure {
  readonly path: string;
  readonly check: 'imports' | 'syntax' | 'encoding' | 'comments' | 'again';
  /** What is wrong, as the end of a sentence. */
  readonly message: string;
}
