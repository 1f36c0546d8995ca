/** Where a value of the configuration comes from, in the order of precedence. */
export type ValueSource = 'flag' | 'environment' | 'file' | 'default';

/** Settings of a run, complete: every key has a value. */
export interface Config {
  /** Plugins by bundled name, package name or path, in the order in which their changes are considered. */
  readonly plugins: readonly string[];
  /** Values of plugin options: plugin name → option name → value. */
  readonly options: Readonly<Record<string, Readonly<Record<string, string | boolean>>>>;
  /** What is selected: `safe` alone, or `review` too. */
  readonly grade: 'safe' | 'review';
  /** Globs a path has to match; everything when empty. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Rules to run (`plugin` or `plugin/rule`); all when empty. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** Inventory of services, relative to the root. */
  readonly inventory: string | undefined;
  /** Python interpreter of the compile check; found by name when undefined. */
  readonly python: string | undefined;
  /** Write to files with uncommitted changes. */
  readonly allowDirty: boolean;
  /** Honour ignore files. */
  readonly ignoreFiles: boolean;
  /** Limit of the rules of one file in one pass, in milliseconds. */
  readonly ruleTimeLimitMs: number;
  /** Orchestrator by bundled name, package name or path. */
  readonly orchestrator: string;
  /** Settings of `moult run`. */
  readonly run: RunConfig;
}

/** Settings of a run over phases. */
export interface RunConfig {
  readonly concurrency: number;
  /** Failures a phase tolerates: percent such as `20%`, or a count. */
  readonly maxFailures: string;
  /** Limit of one step, in seconds. */
  readonly timeoutSeconds: number;
  readonly onAbort: 'keep' | 'failed' | 'phase' | 'run';
  /** After a phase crossed its limit running services finish, or stop at their next safe point. */
  readonly abortMode: 'finish' | 'fast';
  /** An inconclusive service counts as a failure, or the run waits for a person. */
  readonly onInconclusive: 'fail' | 'pause';
  /** Commands that must pass after every phase. */
  readonly integration: readonly string[];
  /** Further commands that must pass after one phase, by its id. */
  readonly phaseCommands: Readonly<Record<string, readonly string[]>>;
  /** Who answers the checkpoints of a phase, by its id; `all` is about every phase. */
  readonly checkpoints: Readonly<Record<string, CheckpointRules>>;
}

/** Who may answer a checkpoint, and until when. What is left out is as without a rule. */
export interface CheckpointRules {
  /** How many different people have to approve; 1 when left out. */
  readonly required?: number;
  /** Whoever started the run may not approve. */
  readonly notAuthor?: boolean;
  /** People who may decide; anyone when left out. */
  readonly allowed?: readonly string[];
  /** How long it may be answered: `72h`, `30m` or `3d`. */
  readonly expires?: string;
  /** When that time is over: it stays and is opened anew, or counts as rejected. */
  readonly onExpire?: 'stay' | 'reject';
}

export const DEFAULT_CONFIG: Config = {
  plugins: ['pytest-asyncio', 'tenacity', 'aiomqtt', 'influxdb3', 'python-dotenv'],
  options: {},
  grade: 'safe',
  include: [],
  exclude: [],
  only: [],
  skip: [],
  inventory: undefined,
  python: undefined,
  allowDirty: false,
  ignoreFiles: true,
  ruleTimeLimitMs: 10_000,
  orchestrator: 'orchestrator',
  run: {
    concurrency: 4,
    maxFailures: '20%',
    timeoutSeconds: 300,
    onAbort: 'failed',
    abortMode: 'finish',
    onInconclusive: 'pause',
    integration: [],
    phaseCommands: {},
    checkpoints: {},
  },
};
