import type { Evidence, Grade, ManifestChange } from '@moult/plugin-api';
import type { TextEdit } from '@moult/text';
import type { ImportIntent } from './import-intent.ts';

/** What the edit builder collected for one site: all or nothing. */
export interface DraftChange {
  /** Sorted by start; disjoint. Offsets are UTF-16 units of the file's text of this pass. */
  readonly edits: readonly TextEdit[];
  readonly intents: readonly ImportIntent[];
  readonly needs: readonly ManifestChange[];
  /** Unit the change was put into; undefined for a change that stands alone. */
  readonly unit: string | undefined;
  readonly lowered: readonly { readonly to: Grade; readonly why: string }[];
  readonly evidence: readonly Evidence[];
  /** Replaces the rule's summary where present. */
  readonly message: string | undefined;
}
