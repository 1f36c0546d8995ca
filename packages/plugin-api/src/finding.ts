/** A place a person has to look at: what is there, why it matters, what to do. */
export interface FindingText {
  /** What is there, one sentence without a period at the end. */
  readonly message: string;
  /** Why it matters: the fact it rests on. */
  readonly why: string;
  /** What to do next. */
  readonly todo: string;
  /** Code to write instead, as far as it is known. */
  readonly suggestion?: string;
}
