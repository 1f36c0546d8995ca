import type { CheckResult } from './check-result.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { FinalCriterion } from './final-criteria.ts';
import type { MigrationOutcome } from './run-event.ts';
import type { RunPolicy } from './run-policy.ts';
import type { RunStateName } from './run-states.ts';
import type { SuccessMetric } from './success-metrics.ts';
import type { RunCounts } from './summarize-run.ts';

/** The results of a run: `results.json`, version 1. Times are UTC in ISO 8601, paths are relative to the root. */
export interface RunResults {
  readonly schemaVersion: 1;
  readonly runId: string;
  readonly engine: { readonly name: 'moult'; readonly version: string };
  readonly orchestrator: string;
  readonly plan: { readonly digest: string; readonly plugins: readonly PluginVersion[] };
  readonly host: string;
  readonly user: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly durationMs: number | null;
  readonly outcome: RunStateName;
  readonly exitCode: number;
  readonly reason: string;
  readonly policy: RunPolicy;
  readonly counts: RunCounts;
  readonly phases: readonly PhaseResults[];
  readonly services: readonly ServiceResults[];
  readonly checkpoints: readonly Checkpoint[];
  readonly checks: readonly CheckResult[];
  readonly metrics: readonly SuccessMetric[];
  readonly criteria: readonly FinalCriterion[];
  /** Every guarantee that was weakened, as a sentence. */
  readonly safety: readonly string[];
  readonly incidents: readonly string[];
  readonly environment: { readonly tools: Readonly<Record<string, string>>; readonly variables: readonly string[] };
  /** The flat map that the first batch scripts wrote, so that what read them keeps working. */
  readonly compat: Readonly<Record<string, CompatService>>;
  readonly integrity: { readonly journalRecords: number; readonly journalChecksum: string };
}

export interface PluginVersion {
  readonly name: string;
  readonly version: string;
}

/** A phase in the results. */
export interface PhaseResults {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly reason: string;
  readonly eligible: number;
  readonly failed: number;
  /** How many failures the phase tolerates. */
  readonly tolerated: number;
  readonly crossedAt: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly checkpoints: readonly string[];
  readonly checks: readonly CheckResult[];
}

/** A service in the results. */
export interface ServiceResults {
  readonly name: string;
  readonly path: string;
  readonly owner: string | null;
  readonly phase: string;
  readonly priority: string;
  readonly risk: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly reasonCode: string;
  readonly reason: string;
  readonly changed: boolean;
  readonly attempts: number;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly migrations: Readonly<Record<string, MigrationOutcome>>;
  readonly tests: TestResults | null;
  readonly checks: readonly CheckResult[];
  readonly adopted: { readonly by: string; readonly paths: readonly string[] } | null;
  readonly rollback: { readonly state: string; readonly reason: string } | null;
  /** The plan document of the service, as far as the caller embeds it. */
  readonly plan: unknown;
  /** Log files and reports of its steps, relative to the run folder. */
  readonly artefacts: Readonly<Record<string, string>>;
}

/** The test comparison of a service, without the tests that are as before. */
export interface TestResults {
  readonly verdict: string;
  readonly reason: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly newFailures: readonly string[];
  readonly disappeared: readonly string[];
  readonly fixed: readonly string[];
  readonly flaky: readonly string[];
}

/** One service in the flat map of the first batch scripts. */
export interface CompatService {
  readonly name: string;
  /** In capitals, as those scripts wrote it. */
  readonly priority: string;
  readonly migrations: Readonly<Record<string, boolean>>;
  readonly overall_success: boolean;
}
