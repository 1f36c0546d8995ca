import type { Evidence, FindingText, Grade, ManifestChange, ManifestReport } from '@moult/plugin-api';
import type { DraftChange, TreeNode } from '@moult/python';
import type { FoundSite } from '../find/found-site.ts';
import type { Lowering } from '../rewrite/candidate.ts';

/** A finding of a rule and the node it is about. */
export interface ProposedFinding {
  readonly node: TreeNode;
  readonly finding: FindingText;
}

/** A unit a rule holds back. */
export interface ProposedHold {
  readonly unit: string;
  readonly reason: string;
}

/** What a rule says about one site. */
export interface Proposal {
  readonly found: FoundSite;
  /** Undefined when the rule asked for nothing. */
  readonly draft: DraftChange | undefined;
  readonly grade: Grade;
  readonly lowered: readonly Lowering[];
  readonly evidence: readonly Evidence[];
  readonly findings: readonly ProposedFinding[];
  /** Why the site is right as it is. */
  readonly leave: string | undefined;
  /** Why the form of the site is not one the rule knows. */
  readonly unsupported: string | undefined;
  readonly holds: readonly ProposedHold[];
}

/** A rule that could not do its work in one file; nothing it said there counts. */
export interface RuleFailure {
  readonly plugin: string;
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly kind: 'crashed' | 'timed-out' | 'bad-return';
  readonly message: string;
}

/** Manifest wishes of a plugin that hang on no site, and lines it reports. */
export interface ManifestWishes {
  readonly plugin: string;
  readonly wishes: readonly ManifestChange[];
  readonly reports: readonly ManifestReport[];
}
