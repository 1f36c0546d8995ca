import type { Grade, ManifestKind, Plugin } from '@moult/plugin-api';
import type { DecodedSource } from '@moult/text';
import type { Fence } from '../propose/fence.ts';
import type { Exclusion } from './exclusion.ts';

/** A plugin and the values its options have in this run. */
export interface PluginUse {
  readonly plugin: Plugin;
  /** By option name; an option that is not there has its default. */
  readonly options: Readonly<Record<string, string | boolean>>;
  readonly version?: string;
  /** Digest of the plugin's code, for the plan. */
  readonly digest?: string;
}

/** A Python file that passed the prefilter. */
export interface SourceInput {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly source: DecodedSource;
  /** SHA-256 of its bytes. */
  readonly before: string;
  /** Why it is parsed, when it does not name a library itself. */
  readonly relevance?: string;
}

/** A requirement or configuration file of the service, relevant or not. */
export interface ManifestInput {
  readonly path: string;
  readonly source: DecodedSource;
  readonly before: string;
  /** Where the file name does not tell, as for a file reached by `-r`. */
  readonly kind?: ManifestKind;
}

/** A file that is part of the service and is not looked into. */
export interface LeftOutFile {
  readonly path: string;
  readonly reason: string;
}

/** Everything that is known of a service before it is rewritten. */
export interface ServiceInput {
  readonly name: string;
  /** Folder relative to the root; `.` for the root itself. */
  readonly path: string;
  readonly files: readonly SourceInput[];
  readonly manifests: readonly ManifestInput[];
  /** Paths of Python files that the prefilter left out. */
  readonly notRelevant: readonly string[];
  readonly skipped: readonly LeftOutFile[];
  /** Files of other services that decide about this one, or that it decides about. */
  readonly neighbours?: NeighbourInput;
}

/** Configuration around a service, and the services inside its folder. */
export interface NeighbourInput {
  readonly outerManifests: readonly ManifestInput[];
  readonly innerManifests: readonly ManifestInput[];
  /** Paths of Python files that passed the prefilter. */
  readonly innerFiles: readonly string[];
}

/** What the rewrite of a service depends on; nothing else does. */
export interface RewriteInput {
  readonly service: ServiceInput;
  /** In merge order; `orderPlugins` gives it. */
  readonly plugins: readonly PluginUse[];
  /** Changes of this grade or a more trusted one are selected. */
  readonly grade: Grade;
  /** Which rules take part; all by default. Rule `*` asks for a plugin as a whole, its requirement included. */
  readonly isWanted?: (plugin: string, rule: string) => boolean;
  /** Units that are out from the start, such as those a compile check refused. */
  readonly excluded?: ReadonlyMap<string, Exclusion>;
  /** Lets every plugin look at every file, whether or not the file names anything of it. For proofs; the answers should not differ. */
  readonly ignoreRelevance?: boolean;
  /** Runs rules so that they cannot take the engine down; by default crashes are caught and endless loops are not. */
  readonly fence?: Fence;
}
