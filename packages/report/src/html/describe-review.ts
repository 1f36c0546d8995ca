import type { PlanChange, PlanDocument, PlanEvidence } from '@moult/engine';
import { workOrders } from '@moult/engine';
import { type ChangedText, describeHunks } from './describe-hunks.ts';
import { describeNotes } from './describe-notes.ts';
import { Interned } from './intern.ts';
import type {
  PageChange,
  PageExplanation,
  PageFile,
  PageFinding,
  PageHunk,
  PageNote,
  PageService,
  PageUnit,
  ReviewData,
} from './page-data.ts';

/** Text of a file before and after, as the runner keeps it. */
export interface BeforeAfter {
  readonly before: string;
  readonly after: string;
}

export interface ReviewInput {
  /** One plan, or one for each service of a run. */
  readonly plans: readonly PlanDocument[];
  /** By path; a changed file without its texts is listed without a diff. */
  readonly texts: ReadonlyMap<string, BeforeAfter>;
  /** Owner by name of the service. */
  readonly owners: ReadonlyMap<string, string>;
  /** Services that the page has to list besides those of the plans. */
  readonly services?: readonly PageService[];
}

// A page of up to a hundred services stays below five megabytes, and a fleet of ten thousand can still be opened.
const ALL_DIFFS = 3_000_000;
const LEAST_DIFFS = 30_000;
const SMALL_FLEET = 100;

/** Turns plans into what the page's script shows: changes with their units, diffs with their owners, findings and notes. */
export function describeReview(input: ReviewInput): ReviewData {
  const review = new Review(input);
  for (const plan of input.plans) review.add(plan);
  return review.data();
}

class Review {
  readonly #input: ReviewInput;
  readonly #services = new Interned<PageService>();
  readonly #plugins = new Interned<string>();
  readonly #units = new Interned<PageUnit>();
  readonly #explanations = new Interned<PageExplanation>();
  readonly #facts = new Interned<string>();
  readonly #changes = new Interned<PageChange>();
  readonly #shapes = new Interned<string>();
  readonly #files: PageFile[] = [];
  readonly #findings: PageFinding[] = [];
  readonly #notes: PageNote[] = [];

  constructor(input: ReviewInput) {
    this.#input = input;
    for (const service of input.services ?? []) this.#services.add(service, service.name);
  }

  add(plan: PlanDocument): void {
    for (const { name, path } of plan.services) this.#serviceOf(name, path);
    for (const { name } of plan.run.plugins) this.#plugins.add(name);
    for (const change of plan.changes) this.#changes.add(this.#describeChange(change, plan), change.id);
    this.#addFiles(plan);
    this.#findings.push(...workOrders(plan.findings).map((finding) => this.#describeFinding(finding)));
    this.#notes.push(...describeNotes(plan, (name) => this.#serviceOf(name)));
  }

  data(): ReviewData {
    return {
      services: this.#services.values,
      plugins: this.#plugins.values,
      units: this.#units.values,
      explanations: this.#explanations.values,
      facts: this.#facts.values,
      changes: this.#changes.values,
      files: this.#files,
      findings: this.#findings,
      notes: this.#notes,
    };
  }

  #serviceOf(name: string, path = name): number {
    const known = this.#services.numberOf(name);
    if (known !== undefined) return known;
    const owner = this.#input.owners.get(name);
    return this.#services.add({ name, path, ...(owner === undefined ? {} : { owner }) }, name);
  }

  #describeChange(change: PlanChange, plan: PlanDocument): PageChange {
    const { plugin, rule, message, source } = change;
    const why = whyOf(change, plan);
    const service = this.#serviceOf(change.service);
    const facts = [
      ...change.lowered.map((step) => `graded ${step.to}: ${step.why}`),
      ...change.jointly.map((other) => `${other.plugin}/${other.rule} asks for the same`),
      ...change.evidence.filter(({ fact }) => fact !== why).map(describeEvidence),
    ];
    return {
      id: change.id,
      unit: this.#units.add({ name: change.unit, service }, `${service} ${change.unit}`),
      service,
      explanation: this.#explanations.add({ plugin, rule, message, why, ...(source === undefined ? {} : { source }) }),
      grade: change.unitGrade,
      ...(change.grade === change.unitGrade ? {} : { ownGrade: change.grade }),
      path: change.path,
      line: change.line,
      status: change.status,
      ...(change.reason === undefined ? {} : { reason: change.reason }),
      facts: facts.map((fact) => this.#facts.add(fact, fact)),
    };
  }

  #addFiles(plan: PlanDocument): void {
    const count = Math.max(1, plan.totals.servicesChanged, this.#input.plans.length);
    const share = count <= SMALL_FLEET ? ALL_DIFFS / count : LEAST_DIFFS;
    const left = new Map<number, number>();
    for (const { path, service: name, status, edits = [] } of plan.files) {
      if (status !== 'changed') continue;
      const service = this.#serviceOf(name);
      const text = this.#input.texts.get(path);
      const hunks = text === undefined ? [] : this.#hunksOf({ path, ...text, edits });
      const room = left.get(service) ?? share;
      const kept = hunksWithin(hunks, room);
      left.set(service, room - kept.reduce((sum, hunk) => sum + sizeOf(hunk), 0));
      this.#files.push({ path, service, hunks: kept, cut: text === undefined ? -1 : hunks.length - kept.length });
    }
  }

  #hunksOf(text: ChangedText): readonly PageHunk[] {
    return describeHunks(text, {
      changeOf: (id) => this.#changes.numberOf(id),
      shapeOf: (lines, owners) => {
        const rules = owners.map((owner) => this.#ruleOf(owner));
        return this.#shapes.add('', JSON.stringify([[...new Set(rules)].sort(), lines]));
      },
    });
  }

  #ruleOf(change: number): string {
    const explanation = this.#explanations.values[this.#changes.values[change]?.explanation ?? -1];
    return explanation === undefined ? '' : `${explanation.plugin}/${explanation.rule}`;
  }

  #describeFinding(finding: PlanDocument['findings'][number]): PageFinding {
    const { id, plugin, rule, path, line, message, why, todo, suggestion } = finding;
    const service = this.#serviceOf(finding.service);
    const order = { id, service, plugin, rule, path, line, message, why, todo };
    return suggestion === undefined ? order : { ...order, suggestion };
  }
}

/** A rule that says no more than what it does has its reason in the evidence, and a requirement has it in the upgrade. */
function whyOf({ plugin, message, why, evidence }: PlanChange, plan: PlanDocument): string {
  if (why !== message) return why;
  const fact = evidence.find(({ path }) => path === undefined)?.fact;
  const upgrade = plan.run.plugins.find(({ name }) => name === plugin)?.upgrade;
  if (fact !== undefined) return fact;
  if (upgrade === undefined) return why;
  const { from, to, version } = upgrade;
  return from === to ? `this plan upgrades ${from} to ${version}` : `this plan replaces ${from} by ${to} ${version}`;
}

function describeEvidence({ fact, path, line }: PlanEvidence): string {
  return path === undefined ? fact : `${fact} (${line === undefined ? path : `${path}:${line}`})`;
}

function hunksWithin(hunks: readonly PageHunk[], room: number): readonly PageHunk[] {
  let used = 0;
  return hunks.filter((hunk) => {
    used += sizeOf(hunk);
    return used <= room;
  });
}

function sizeOf({ lines }: PageHunk): number {
  return lines.reduce((sum, line) => sum + line.length + 4, 40);
}
