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
  /** Commands that must pass after a phase. */
  readonly integration: readonly string[];
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
  ruleTimeLimitMs: 5000,
  orchestrator: 'orchestrator',
  run: { concurrency: 4, maxFailures: '20%', timeoutSeconds: 300, onAbort: 'failed', integration: [] },
};
