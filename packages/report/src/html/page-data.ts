import type { Grade } from '@moult/plugin-api';

/**
 * What a page carries for its script, as JSON inside the document. Everything that repeats is a number that points into a list, so that
 * thousands of changes stay small.
 */
export interface ReviewData {
  readonly services: readonly PageService[];
  /** Names of plugins, in merge order. */
  readonly plugins: readonly string[];
  readonly units: readonly PageUnit[];
  readonly explanations: readonly PageExplanation[];
  /** Evidence, with its place. */
  readonly facts: readonly string[];
  readonly changes: readonly PageChange[];
  readonly files: readonly PageFile[];
  readonly findings: readonly PageFinding[];
  readonly notes: readonly PageNote[];
}

/** The script's part of a plan page. */
export interface PlanPageData extends ReviewData {
  readonly kind: 'plan';
  readonly digest: string;
  /** Name of the plan file in the command that a reviewer copies. */
  readonly planFile: string;
}

/** The script's part of a run page. */
export interface RunPageData extends ReviewData {
  readonly kind: 'run';
  readonly runId: string;
  readonly rows: readonly PageRow[];
}

export type PageData = PlanPageData | RunPageData;

export interface PageService {
  readonly name: string;
  readonly path: string;
  readonly owner?: string;
}

/** Changes that stand and fall together. */
export interface PageUnit {
  readonly name: string;
  readonly service: number;
}

/** What a rule says of its changes. */
export interface PageExplanation {
  readonly plugin: string;
  readonly rule: string;
  readonly message: string;
  readonly why: string;
  readonly source?: string;
}

export interface PageChange {
  readonly id: string;
  readonly unit: number;
  readonly service: number;
  readonly explanation: number;
  /** The grade that decides: the one of its unit. */
  readonly grade: Grade;
  /** Its own grade, where its unit lowers it. */
  readonly ownGrade?: Grade;
  readonly path: string;
  readonly line: number;
  readonly status: string;
  readonly reason?: string;
  readonly facts: readonly number[];
}

/** A changed file, as hunks. */
export interface PageFile {
  readonly path: string;
  readonly service: number;
  readonly hunks: readonly PageHunk[];
  /** Hunks that are not in the page because they are too large. */
  readonly cut: number;
}

export interface PageHunk {
  readonly oldStart: number;
  readonly newStart: number;
  /** Each with its sign. */
  readonly lines: readonly string[];
  readonly pieces: readonly PagePiece[];
}

/** One run of removed and added lines inside a hunk. */
export interface PagePiece {
  /** Half-open range of `lines`. */
  readonly from: number;
  readonly to: number;
  readonly changes: readonly number[];
  /** The same number for the same lines by the same rules, wherever they are. */
  readonly shape: number;
}

/** A place for a person. */
export interface PageFinding {
  readonly id: string;
  readonly service: number;
  readonly plugin: string;
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
  readonly why: string;
  readonly todo: string;
  readonly suggestion?: string;
}

export type PageNoteKind = 'conflict' | 'failure' | 'residue' | 'note' | 'suppression' | 'skipped';

/** Something the plan says of a place besides changes and findings. */
export interface PageNote {
  readonly kind: PageNoteKind;
  readonly service: number;
  /** Empty for what belongs to no plugin. */
  readonly plugin: string;
  readonly path: string;
  readonly line?: number;
  readonly title: string;
  readonly reason: string;
  /** Code, as written. */
  readonly code?: string;
  readonly isUrgent: boolean;
}

/** A service in the table of a run. */
export interface PageRow {
  readonly service: number;
  readonly phase: string;
  readonly priority: string;
  readonly risk: string;
  readonly state: string;
  readonly outcome: string;
  readonly tone: PageTone;
  readonly reason: string;
  readonly attempts: number;
  /** Seconds; undefined when it was not worked on to the end. */
  readonly seconds?: number;
  /** The same, as people say it. */
  readonly time?: string;
  readonly migrations: readonly PageMigration[];
  readonly tests?: PageTests;
  readonly checks: readonly PageCheck[];
  readonly adopted?: string;
  readonly rollback?: string;
  readonly artefacts: readonly (readonly [string, string])[];
  /** Commands for what a person may want to do next, each with what it does. */
  readonly commands: readonly (readonly [string, string])[];
}

export type PageTone = 'good' | 'bad' | 'wait' | 'quiet';

export interface PageMigration {
  readonly plugin: string;
  readonly outcome: string;
  readonly counts: string;
}

export interface PageTests {
  readonly verdict: string;
  readonly reason: string;
  readonly counts: readonly (readonly [string, number])[];
  readonly lists: readonly (readonly [string, readonly string[]])[];
}

export interface PageCheck {
  readonly check: string;
  readonly level: string;
  readonly verdict: string;
  readonly evidence: string;
}
