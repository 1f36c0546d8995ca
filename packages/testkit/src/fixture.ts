/** A file of a fixture, path relative to the fixture's folder. */
export interface FixtureFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A finding a fixture expects; what is left out is not compared. */
export interface ExpectedFinding {
  readonly rule?: string;
  readonly path?: string;
  readonly line?: number;
  readonly message?: string;
}

/** Settings of a fixture, from `case.json`. */
export interface FixtureSettings {
  /** Option values for this case. */
  readonly options?: Readonly<Record<string, string | boolean>>;
  /** Only these rules take part. */
  readonly only?: readonly string[];
  /** Variants that do not fit the case, each with the reason. */
  readonly without?: Readonly<Record<string, string>>;
}

/** One fixture folder: real Python before, and what has to come out. */
export interface Fixture {
  /** Folder below `fixtures`, such as `client-keywords/multiline-call`. */
  readonly name: string;
  readonly before: readonly FixtureFile[];
  /** The same as `before` when nothing may change. */
  readonly after: readonly FixtureFile[];
  readonly mustChange: boolean;
  readonly findings: readonly ExpectedFinding[];
  readonly settings: FixtureSettings;
}
