import { PHASE_IDS, PRIORITIES } from './inventory.ts';

/** What a field of an inventory may hold. */
export type FieldKind = 'text' | 'path' | 'word' | 'command' | 'commands' | 'names' | 'flag';

/** One field of a service in an inventory. */
export interface InventoryField {
  readonly kind: FieldKind;
  readonly required: boolean;
  /** The words that a `word` field may hold. */
  readonly words: readonly string[];
  /** One sentence; the inventory that `moult analyze` writes carries it as a comment. */
  readonly help: string;
}

function field(kind: FieldKind, help: string, words: readonly string[] = []): InventoryField {
  return { kind, required: false, words, help };
}

/** The fields of a service, in the order in which they are written. */
export const SERVICE_FIELDS = {
  name: { ...field('text', 'Unique name of the service.'), required: true },
  path: { ...field('path', 'Folder of the service, relative to the root.'), required: true },
  priority: field('word', 'How much depends on it: low, medium, high or critical.', PRIORITIES),
  phase: field('word', 'Phase in which it is upgraded: a, b, c or d.', PHASE_IDS),
  owner: field('text', 'Who looks at its findings.'),
  tests: field('command', 'Command that runs its tests, in its folder.'),
  health: field('command', 'Command that succeeds when the service is well.'),
  python: field('text', 'Python version it runs on, such as 3.12.'),
  dependsOn: field('names', 'Services that are upgraded before it, as far as they are in the same phase.'),
  migrations: field('names', 'Plugins that may change it; all of the run by default.'),
  environment: field('names', 'Environment variables that its commands may see.'),
  skip: field('text', 'Leaves it out of every run, for this reason.'),
} as const satisfies Readonly<Record<string, InventoryField>>;

/** The fields of code that services share. */
export const SHARED_FIELDS = {
  path: { ...field('path', 'Folder or requirements file, relative to the root.'), required: true },
  usedBy: { ...field('names', 'Services that use it.'), required: true },
  runsOnBoth: field('flag', 'It runs on the old libraries and on the new, so it moves without waiting.'),
} as const satisfies Readonly<Record<string, InventoryField>>;

/** The fields of the inventory itself. */
export const INVENTORY_FIELDS = {
  version: 'Version of this format: 1.',
  services: 'The services of the fleet.',
  shared: 'Code that several services use.',
  integration: 'Commands that check the services together.',
} as const;
