import type { FindingText } from './finding.ts';

/** A line of a requirement, configuration, CI or script file that a person has to look at. It may lie outside the service. */
export interface ManifestReport {
  readonly kind: 'report-line';
  /** Kebab-case, as a rule is named: `python-floor`. */
  readonly rule: string;
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly finding: FindingText;
  /** Units of which no change is made because of this line, and why, as the end of a sentence. */
  readonly holds?: { readonly units: readonly string[]; readonly reason: string };
}

/** Reports a line of a file that is no Python source. */
export function reportLine(report: Omit<ManifestReport, 'kind'>): ManifestReport {
  return { kind: 'report-line', ...report };
}
