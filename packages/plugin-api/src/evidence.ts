/** One fact behind a resolution, a grade or a finding, in words a reviewer can check. */
export interface Evidence {
  /** A full sentence without a period, such as "name bound by `from tenacity import retry as r`". */
  readonly fact: string;
  /** File the fact was read in, relative to the root. */
  readonly path?: string;
  /** Line of the fact, from 1. */
  readonly line?: number;
}
