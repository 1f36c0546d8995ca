import type { FindingLevel, Grade } from '@moult/plugin-api';
import type { ResidueKind } from '../residue/residue-hit.ts';
import type { PlanTotals, SiteColumns } from './plan-totals.ts';

/**
 * A frozen plan: what was looked at, what would change and who is answerable for it. Plain JSON, in a fixed order, without times and
 * random values: the same input gives the same bytes. Paths are relative to the root with `/`; lines and columns begin at 1; offsets
 * are UTF-16 units of the text of the file before any change, its byte order mark left out. Hashes are SHA-256 in lower-case hex, of bytes.
 */
export interface PlanDocument {
  readonly schemaVersion: 1;
  readonly run: PlanRun;
  /** By path. */
  readonly services: readonly PlanService[];
  /** By path. Files that are not relevant are listed too. */
  readonly files: readonly PlanFile[];
  /** By path, line, column, plugin, rule. */
  readonly changes: readonly PlanChange[];
  readonly findings: readonly PlanFinding[];
  readonly residue: readonly PlanResidue[];
  readonly conflicts: readonly PlanConflict[];
  /** Files that were not read or not parsed, and why. */
  readonly skipped: readonly PlanSkipped[];
  readonly suppressions: readonly PlanSuppression[];
  /** Rules that crashed, ran too long or returned what they may not; each is confined to one rule and one file. */
  readonly failures: readonly PlanFailure[];
  readonly totals: PlanTotals;
  /** SHA-256 of the document without this key, as `freezePlan` computes it. */
  readonly digest: string;
}

/** A plan before it is frozen. */
export type PlanDraft = Omit<PlanDocument, 'digest'>;

/** What a plan depends on besides the files. */
export interface PlanRun {
  /** Version of Moult. */
  readonly version: string;
  /** Versions of what reads the sources, by name: `tree-sitter`, `tree-sitter-python`, `python` where a compile check ran. */
  readonly versions: Readonly<Record<string, string>>;
  /** In the order in which their changes are merged. */
  readonly plugins: readonly PlanPlugin[];
  /** What was selected: changes of this grade or a more trusted one. */
  readonly grade: Grade;
  /** The other options of the run that decide what is planned (`only`, `skip`, `include` …). */
  readonly options: Readonly<Record<string, string | boolean | readonly string[]>>;
  /** Digests of further inputs, by name: `config`. */
  readonly digests: Readonly<Record<string, string>>;
}

export interface PlanPlugin {
  readonly name: string;
  readonly title: string;
  readonly version?: string;
  readonly upgrade: { readonly from: string; readonly to: string; readonly version: string };
  readonly options: Readonly<Record<string, string | boolean>>;
  /** Digest of the plugin's code, where the runner knows it. */
  readonly digest?: string;
}

export interface PlanService {
  readonly name: string;
  /** Folder relative to the root; `.` for the root itself. */
  readonly path: string;
  /** Names of the plugins that have something to do or to say here, in merge order. */
  readonly plugins: readonly string[];
  /** How often changes were looked for until nothing was left to do. */
  readonly passes: number;
  readonly sites: SiteColumns;
  /** The same columns for each plugin that found a site here, in merge order; plans of the first releases lack it. */
  readonly pluginSites?: readonly (SiteColumns & { readonly plugin: string })[];
}

/** `changed`: the plan writes it. `unchanged`: parsed, nothing to write. `not-relevant`: holds nothing that a plugin could concern. */
export type PlanFileStatus = 'changed' | 'unchanged' | 'not-relevant' | 'skipped';

export type CheckVerdict = 'ok' | 'failed' | 'unavailable' | 'not-run';

/** What was checked on the new text of a file. */
export interface PlanChecks {
  /** No syntax error that was not there before. */
  readonly syntax: CheckVerdict;
  /** Finding again on the result yields nothing this run would accept. */
  readonly again: CheckVerdict;
  /** The new text can be written in the encoding of the file. */
  readonly encoding: CheckVerdict;
  /** No comment was lost. */
  readonly comments: CheckVerdict;
  /** The same Python interpreter compiles the file before and after; the runner's check. */
  readonly compile: CheckVerdict;
}

export interface PlanFile {
  readonly path: string;
  /** Name of the service. */
  readonly service: string;
  readonly kind: 'python' | 'manifest';
  readonly status: PlanFileStatus;
  /** Why a file was skipped, or why it is relevant without naming a library itself. */
  readonly reason?: string;
  readonly checks?: PlanChecks;
  readonly encoding?: string;
  readonly bom?: boolean;
  readonly eol?: string;
  /** SHA-256 of the bytes as read. */
  readonly before?: string;
  /** SHA-256 of the bytes to write; present when `status` is `changed`. */
  readonly after?: string;
  /** What is written: sorted, disjoint edits of the text as read. Present when `status` is `changed`. */
  readonly edits?: readonly PlanFileEdit[];
}

/** One stretch of a file that the plan replaces, with the changes that own it. */
export interface PlanFileEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
  /** Ids of changes, sorted. */
  readonly changes: readonly string[];
}

/** `selected`: the plan applies it. `offered`: it could, but its grade or the user's choice keeps it out. `held`: its plugin held its unit back. */
export type PlanChangeStatus = 'selected' | 'offered' | 'conflicted' | 'refused' | 'suppressed' | 'held';

export interface PlanChange {
  /** Twelve hex digits; the same for the same site, rule and new text. */
  readonly id: string;
  readonly unit: string;
  readonly service: string;
  readonly plugin: string;
  /** For a manifest change the kind of the wish, such as `bump-requirement` or `set-option`. */
  readonly rule: string;
  /** Other rules that asked for the very same change. */
  readonly jointly: readonly { readonly plugin: string; readonly rule: string }[];
  /** The grade of the change itself, after everything that lowered it. */
  readonly grade: Grade;
  /** The grade of its unit, which decides whether it is selected. */
  readonly unitGrade: Grade;
  readonly lowered: readonly { readonly to: Grade; readonly why: string }[];
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly message: string;
  /** The fact about the library it rests on. */
  readonly why: string;
  /** Where the library says so. */
  readonly source?: string;
  readonly evidence: readonly PlanEvidence[];
  readonly status: PlanChangeStatus;
  /** Why it is not selected. */
  readonly reason?: string;
  /** Edits of the texts as read. Where changes meet in one place, each lists the joint edit. */
  readonly edits: readonly PlanEdit[];
}

export interface PlanEvidence {
  readonly fact: string;
  readonly path?: string;
  readonly line?: number;
}

export interface PlanEdit {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** A place for a person. */
export interface PlanFinding {
  readonly id: string;
  readonly service: string;
  readonly plugin: string;
  readonly rule: string;
  /** `flagged` by the rule, `unsupported` form, or `manifest` line that Moult does not edit. */
  readonly kind: 'flagged' | 'unsupported' | 'manifest';
  /** `work` where somebody has to act; `note` where the code goes on as before when nobody does. */
  readonly level: FindingLevel;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly why: string;
  readonly todo: string;
  readonly suggestion?: string;
}

/** Something that still points at the old library once the selected changes are made. Line and column are those of the new text. */
export interface PlanResidue {
  readonly service: string;
  readonly plugin: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly kind: ResidueKind;
  /** The line or chain as written. */
  readonly text: string;
  /** Why it is still there. */
  readonly reason: string;
  /** True when nothing in this plan accounts for it. */
  readonly unexplained: boolean;
}

/** One side of a conflict. */
export interface PlanConflictSide {
  readonly plugin: string;
  readonly rule: string;
  readonly change: string;
  readonly line: number;
  readonly column: number;
  /** The place as it would read. */
  readonly text: string;
  /** What it would write, as edits of the text as read. */
  readonly edits: readonly PlanEdit[];
}

/** Two changes that cannot both be made. */
export interface PlanConflict {
  readonly service: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** `overlap`: both write the same place. `cycle`: each finds again what the other wrote. `lost`: not found again once the other was made. */
  readonly kind: 'overlap' | 'cycle' | 'lost';
  /** The change that is not made. */
  readonly refused: PlanConflictSide;
  /** The change that stands in its way; absent when nothing single does. */
  readonly kept?: PlanConflictSide;
  readonly reason: string;
}

export interface PlanSkipped {
  readonly path: string;
  readonly service: string;
  readonly reason: string;
}

/** A `# moult: ignore[…]` comment. */
export interface PlanSuppression {
  readonly service: string;
  readonly path: string;
  readonly line: number;
  /** `plugin/rule`, `plugin`, or `*`. */
  readonly rules: readonly string[];
  readonly reason: string;
  /** Number of changes and findings it keeps out; 0 is reported as unused. */
  readonly used: number;
}

export interface PlanFailure {
  readonly service: string;
  readonly plugin: string;
  /** `manifest` for the plugin's manifest part. */
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly kind: 'crashed' | 'timed-out' | 'bad-return';
  readonly message: string;
}
