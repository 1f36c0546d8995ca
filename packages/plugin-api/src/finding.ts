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
  /**
   * `note` where the code goes on as before when nobody acts: it is told, but no service waits for it. A place that
   * somebody has to work on when left out.
   */
  readonly level?: FindingLevel;
}

/** Whether somebody has to act. */
export type FindingLevel = 'work' | 'note';
