import type { Command } from '@moult/fleet';

/** A service as its commands are run. */
export interface ServiceTarget {
  readonly name: string;
  /** Folder, relative to the root. */
  readonly path: string;
  /** `undefined` when it has no tests that are known of. */
  readonly tests: Command | undefined;
  readonly health: Command | undefined;
  /** Names of environment variables that its commands may see. */
  readonly variables: readonly string[];
  /** Paths outside its folder that it needs. */
  readonly shared: readonly string[];
  /** Its Python sources and manifests, which no test may change. */
  readonly sources: readonly string[];
}
