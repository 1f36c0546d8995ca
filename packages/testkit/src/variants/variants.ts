import { aliasedImport } from './alias-variant.ts';
import { byteOrderMark, crlf, noFinalNewline, nonAsciiPrefix, tabs } from './layout-variants.ts';
import { nestedBlock } from './nested-variant.ts';
import { unrelatedLibrary } from './unrelated-variant.ts';
import type { Variant } from './variant.ts';

/** Every variant that is tried on every fixture with a single Python file. */
export const VARIANTS: readonly Variant[] = [
  crlf,
  byteOrderMark,
  noFinalNewline,
  nonAsciiPrefix,
  tabs,
  aliasedImport,
  nestedBlock,
  unrelatedLibrary,
];
