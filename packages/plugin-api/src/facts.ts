import type { OptionReader } from './options.ts';
import type { ServiceView } from './views.ts';

/** What `gather` receives. */
export interface GatherContext {
  readonly service: ServiceView;
  readonly option: OptionReader;
}

/**
 * Facts about a whole service, collected before any fix of a pass needs them and kept until the pass ends. Nodes of the pass may be part of them.
 */
export interface Facts<T> {
  readonly name: string;
  gather(context: GatherContext): T;
}

/** Reads facts, gathering them on the first call of a pass. */
export type FactsReader = <T>(facts: Facts<T>) => T;

/** Names a collection of facts and says how they are gathered. */
export function defineFacts<T>(name: string, gather: (context: GatherContext) => T): Facts<T> {
  return { name, gather };
}
