import type { PlanChangeStatus } from '../plan/plan-document.ts';
import type { Candidate } from './candidate.ts';

/** Two changes that cannot both be made, as they were when that was found out. */
export interface ConflictRecord {
  readonly kind: 'overlap' | 'cycle' | 'lost';
  readonly refused: Candidate;
  readonly kept: Candidate | undefined;
  readonly reason: string;
}

/** Why a unit is out: the status its changes get, and a sentence for the report. */
export interface Exclusion {
  readonly status: Exclude<PlanChangeStatus, 'selected'>;
  readonly reason: string;
  readonly conflict?: ConflictRecord;
}

/** Units that are out, by name. */
export type Exclusions = ReadonlyMap<string, Exclusion>;
