import type { Plugin } from '@moult/plugin-api';

/** A way to write the same program differently; a rewrite has to come out the same way. */
export interface Variant {
  readonly name: string;
  /** What of the rewrite must still hold. */
  readonly holds: 'same-rewrite' | 'no-change';
  /** The text of a Python file in this variant; undefined when the text gives no occasion for it. */
  apply(text: string, context: VariantContext): string | undefined;
}

export interface VariantContext {
  readonly plugin: Plugin;
  /** The text of the file before the rewrite, which decides what a variant touches on both sides. */
  readonly before: string;
}
