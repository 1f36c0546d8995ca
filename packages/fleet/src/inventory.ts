import type { Priority } from '@moult/plugin-api';

export const PRIORITIES = ['low', 'medium', 'high', 'critical'] as const satisfies readonly Priority[];

export const PHASE_IDS = ['a', 'b', 'c', 'd'] as const;

/** The letter of a phase that an inventory may declare. */
export type PhaseId = (typeof PHASE_IDS)[number];

/** A command of a user: a line for the shell, or the words of a program call. */
export type Command = string | readonly string[];

/** One service as its owners declare it. What is not declared is `undefined`, and is then found out or proposed. */
export interface InventoryService {
  readonly name: string;
  /** Folder, relative to the root, with forward slashes. */
  readonly path: string;
  readonly priority: Priority | undefined;
  readonly phase: PhaseId | undefined;
  readonly owner: string | undefined;
  readonly tests: Command | undefined;
  readonly health: Command | undefined;
  /** Python version: `3.12`. */
  readonly python: string | undefined;
  readonly dependsOn: readonly string[];
  /** Names of the plugins that may change the service; `undefined` means every plugin of the run. */
  readonly migrations: readonly string[] | undefined;
  /** Left out of every run, with the reason that its owners give. */
  readonly skip: string | undefined;
  /** Names of environment variables that its commands may see. */
  readonly environment: readonly string[];
}

/** Code that several services use: a folder, or a requirements file. */
export interface InventoryShared {
  readonly path: string;
  readonly usedBy: readonly string[];
  /** It runs on the old libraries and on the new, so it need not wait for its last dependent. */
  readonly runsOnBoth: boolean;
}

/** The inventory of a fleet. */
export interface Inventory {
  readonly version: 1;
  readonly services: readonly InventoryService[];
  readonly shared: readonly InventoryShared[];
  /** Commands that check the services together. */
  readonly integration: readonly Command[];
}

/** Something wrong in an inventory, with the place in it: `services[3].priority`. */
export interface InventoryProblem {
  readonly where: string;
  readonly message: string;
}

export type InventoryResult =
  | { readonly kind: 'inventory'; readonly inventory: Inventory }
  | { readonly kind: 'problems'; readonly problems: readonly InventoryProblem[] };
