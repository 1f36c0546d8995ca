import type { DependencyGraph, ProposalDifference, SharedNode } from '@moult/fleet';
import type { Priority, Risk } from '@moult/plugin-api';

/** What is known of one library in one service. */
export interface LibraryUse {
  readonly plugin: string;
  /** Requirements on the old or the new distribution as written, with their file and line. */
  readonly declared: readonly {
    readonly text: string;
    readonly distribution: string;
    readonly path: string;
    readonly line: number;
  }[];
  /** Python files that import one of its modules or name one of its members. */
  readonly usedIn: readonly string[];
}

/** One service as the analysis sees it. */
export interface AnalysedService {
  readonly name: string;
  readonly path: string;
  readonly source: 'declared' | 'found';
  readonly owner: string | undefined;
  readonly priority: Priority;
  readonly risk: Risk;
  readonly phase: string;
  readonly isPhaseDeclared: boolean;
  readonly differences: readonly ProposalDifference[];
  /** Plugins that change something, in plan order; the breaking ones, and those that only move a requirement. */
  readonly breaking: readonly string[];
  readonly requirementOnly: readonly string[];
  readonly needsUpdate: boolean;
  readonly libraries: readonly LibraryUse[];
  /** Declared but unused, or used but not declared, as sentences. */
  readonly mismatches: readonly string[];
  readonly dependsOn: readonly string[];
  readonly dependents: readonly string[];
  readonly pythonFiles: number;
  readonly testFiles: number;
  readonly tests: string | undefined;
  readonly python: string | undefined;
  readonly findings: number;
}

/** A fleet before its upgrade. */
export interface FleetAnalysis {
  readonly schemaVersion: 1;
  readonly services: readonly AnalysedService[];
  readonly toUpdate: number;
  /** Phases with the services that declare them, and those for which the rule proposes them. */
  readonly phases: readonly {
    readonly id: string;
    readonly declared: readonly string[];
    readonly proposed: readonly string[];
  }[];
  readonly graph: Pick<DependencyGraph, 'criticalPath' | 'cycles' | 'levels'>;
  readonly shared: readonly SharedNode[];
  /** The rules by which priority, risk and phase are proposed. */
  readonly rules: readonly string[];
  readonly problems: readonly string[];
}
