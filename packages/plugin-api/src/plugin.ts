import type { FactsReader } from './facts.ts';
import type { LibraryTypes } from './library-types.ts';
import type { ManifestChange } from './manifest-change.ts';
import type { ManifestReport } from './manifest-report.ts';
import type { OptionReader, PluginOption } from './options.ts';
import type { Rule } from './rule.ts';
import type { ServiceView } from './views.ts';

/** What `manifest` receives. */
export interface ManifestContext {
  readonly service: ServiceView;
  readonly option: OptionReader;
  readonly facts: FactsReader;
}

/** How leftovers of the old library are looked for, independently of the rules. */
export interface ResidueSpec {
  /** Modules whose imports and uses are residue; by default `detects.modules`, and none when old and new library share the module. */
  readonly modules?: readonly string[];
  /** Qualified names of an API that is gone from a module that stays. */
  readonly names?: readonly string[];
  /** Look into string literals and comments too. */
  readonly strings?: boolean;
}

/** One breaking change of one library. */
export interface PluginSpec {
  /** Kebab-case, unique: `aiomqtt`. */
  readonly name: string;
  readonly title: string;
  /** Distributions, and the version that is moved to. */
  readonly upgrade: { readonly from: string; readonly to: string; readonly version: string };
  /** What makes a service and a file relevant. */
  readonly detects: {
    readonly distributions: readonly string[];
    readonly modules: readonly string[];
    /** Further literals, for members that travel without an import (`query_api`), and configuration keys. */
    readonly literals?: readonly string[];
  };
  readonly types?: LibraryTypes;
  readonly options?: readonly PluginOption[];
  readonly rules: readonly Rule[];
  /**
   * Changes of requirement and configuration files that do not hang on one site, and lines of such files for a person. The default unit of a change
   * is `requirement:<to>`.
   */
  manifest?(context: ManifestContext): readonly (ManifestChange | ManifestReport)[];
  readonly residue?: ResidueSpec;
}

/** A migration plugin. */
export interface Plugin extends PluginSpec {
  readonly kind: 'migration';
  /** Version of the contract the plugin was written against. */
  readonly contract: 1;
}

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Checks the form of a plugin and returns it. Throws a `TypeError` that names the plugin and what to change. */
export function definePlugin(definition: PluginSpec): Plugin {
  if (!NAME.test(definition.name)) throw new TypeError(`Plugin name "${definition.name}" is not kebab-case.`);
  const seen = new Set<string>();
  for (const rule of definition.rules) {
    if (!NAME.test(rule.name))
      throw new TypeError(`Rule name "${rule.name}" of plugin "${definition.name}" is not kebab-case.`);
    if (seen.has(rule.name))
      throw new TypeError(`Plugin "${definition.name}" has two rules named "${rule.name}". Rename one.`);
    seen.add(rule.name);
  }
  return { ...definition, kind: 'migration', contract: 1 };
}
