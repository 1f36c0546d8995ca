import { changedFiles, type PlanDocument } from '@moult/engine';

/** What a plan says of one service. */
export type PlanSlice = Pick<
  PlanDocument,
  'files' | 'changes' | 'findings' | 'residue' | 'conflicts' | 'skipped' | 'suppressions' | 'failures'
>;

const PARTS = ['files', 'changes', 'findings', 'residue', 'conflicts', 'skipped', 'suppressions', 'failures'] as const;

/** A plan by service. */
export class PlanSlices {
  readonly plan: PlanDocument;
  readonly #slices = new Map<string, PlanSlice>();

  constructor(plan: PlanDocument) {
    this.plan = plan;
    const drafts = new Map<string, Record<(typeof PARTS)[number], unknown[]>>();
    for (const part of PARTS) {
      for (const item of plan[part]) {
        const draft = drafts.get(item.service) ?? emptyDraft();
        drafts.set(item.service, draft);
        draft[part].push(item);
      }
    }
    // Every list holds the items of the plan's list of the same name.
    for (const [service, draft] of drafts) this.#slices.set(service, draft as unknown as PlanSlice);
  }

  of(service: string): PlanSlice {
    return this.#slices.get(service) ?? (emptyDraft() as unknown as PlanSlice);
  }

  /** The plan with the files of one service only, for its change set. */
  planOf(service: string): PlanDocument {
    return { ...this.plan, files: this.of(service).files };
  }

  /** Paths that the plan writes in a service. */
  writtenPaths(service: string): readonly string[] {
    return changedFiles(this.planOf(service)).map((file) => file.path);
  }
}

function emptyDraft(): Record<(typeof PARTS)[number], unknown[]> {
  return {
    files: [],
    changes: [],
    findings: [],
    residue: [],
    conflicts: [],
    skipped: [],
    suppressions: [],
    failures: [],
  };
}
