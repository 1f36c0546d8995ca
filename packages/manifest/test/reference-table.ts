import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the reference implementation of PEP 440 and PEP 508, Python's `packaging`, says. */
export interface ReferenceTable {
  readonly versions: readonly { readonly text: string; readonly normal: string | null }[];
  readonly comparisons: readonly (readonly [string, string, number])[];
  readonly candidates: readonly string[];
  readonly specifiers: readonly {
    readonly specifier: string;
    readonly valid: boolean;
    readonly holds?: readonly string[];
  }[];
  readonly requirements: readonly {
    readonly text: string;
    readonly valid: boolean;
    readonly distribution?: string;
    readonly extras?: readonly string[];
    readonly specifiers?: readonly string[];
    readonly url?: string | null;
    readonly hasMarker?: boolean;
  }[];
}

export function readReferenceTable(): ReferenceTable {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/versions/reference.json'), 'utf8'));
}
