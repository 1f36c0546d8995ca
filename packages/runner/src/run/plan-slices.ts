import { changedFiles, notes, type PlanDocument } from '@moult/engine';

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

  /** The plan document of one service, for the results. */
  documentOf(service: string): PlanDocument {
    const slice = this.of(service);
    const services = this.plan.services.filter((one) => one.name === service);
    return { ...this.plan, ...slice, services, totals: totalsOf(this.plan.run.plugins, services[0], slice) };
  }

  /** Paths that the plan writes in a service. */
  writtenPaths(service: string): readonly string[] {
    return changedFiles(this.planOf(service)).map((file) => file.path);
  }
}

/** What the ledger of one service says. */
function totalsOf(
  plugins: PlanDocument['run']['plugins'],
  service: PlanDocument['services'][number] | undefined,
  slice: PlanSlice,
): PlanDocument['totals'] {
  const python = slice.files.filter((file) => file.kind === 'python');
  const count = (files: PlanSlice['files'], status: string): number =>
    files.filter((file) => file.status === status).length;
  const isChanged = count(slice.files, 'changed') > 0;
  const graded = (status: string) => {
    const changes = slice.changes.filter((change) => change.status === status);
    const of = (grade: string): number => changes.filter((change) => change.unitGrade === grade).length;
    return { safe: of('safe'), review: of('review'), manual: of('manual') };
  };
  return {
    services: 1,
    servicesChanged: isChanged ? 1 : 0,
    files: {
      found: python.length,
      parsed: python.length - count(python, 'not-relevant') - count(python, 'skipped'),
      notRelevant: count(python, 'not-relevant'),
      skipped: count(python, 'skipped'),
      changed: count(python, 'changed'),
      manifestsChanged: count(slice.files, 'changed') - count(python, 'changed'),
    },
    sites: service?.sites ?? NO_SITES,
    plugins: plugins.map(
      ({ name }) => service?.pluginSites?.find(({ plugin }) => plugin === name) ?? { plugin: name, ...NO_SITES },
    ),
    selected: graded('selected'),
    offered: graded('offered'),
    findings: slice.findings.length,
    notes: notes(slice.findings).length,
    conflicts: slice.conflicts.length,
    residue: slice.residue.length,
    residueUnexplained: slice.residue.filter((hit) => hit.unexplained).length,
    failures: slice.failures.length,
    unusedSuppressions: slice.suppressions.filter((suppression) => suppression.used === 0).length,
  };
}

const NO_SITES = {
  found: 0,
  changed: 0,
  offered: 0,
  suppressed: 0,
  conflicting: 0,
  refused: 0,
  left: 0,
  unsupported: 0,
  unaffected: 0,
};

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
