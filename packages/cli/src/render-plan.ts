import { diffFile, formatFile, type PlanDocument } from '@moult/engine';
import { MoultError } from '@moult/errors';
import { type DiffText, type PositionOf, planHtml, planJson, planMarkdown, planSarif, planText } from '@moult/report';
import { type PlannedProject, type Project, readInventory } from '@moult/runner';
import { createLineMap } from '@moult/text';
import type { Io } from './io.ts';

/** Forms a plan can be written in. */
export const PLAN_FORMATS = ['text', 'json', 'patch', 'sarif', 'markdown', 'html', 'ledger'] as const;

export type PlanFormat = (typeof PLAN_FORMATS)[number];

/** A format, and the file it goes to; stdout when undefined. */
export interface Output {
  readonly format: PlanFormat;
  readonly path: string | undefined;
}

/** Reads `--format sarif=out.sarif`. Throws `E-USAGE` for a format that does not exist, or two that want stdout. */
export function parseOutputs(values: readonly string[]): readonly Output[] {
  const outputs = values.map(parseOutput);
  if (outputs.filter((output) => output.path === undefined).length > 1) {
    throw new MoultError('E-USAGE', 'Two formats want to be written to standard output.', {
      hint: 'Give files to all but one: --format sarif=out.sarif',
    });
  }
  return outputs.some((output) => output.path === undefined)
    ? outputs
    : [{ format: 'text', path: undefined }, ...outputs];
}

function parseOutput(value: string): Output {
  const [name = '', ...path] = value.split('=');
  const format = PLAN_FORMATS.find((candidate) => candidate === name);
  if (format === undefined)
    throw new MoultError('E-USAGE', `There is no format "${name}".`, { hint: `Use ${PLAN_FORMATS.join(', ')}.` });
  return { format, path: path.length === 0 ? undefined : path.join('=') };
}

/** What some forms say besides the plan. */
export interface PlanContext {
  readonly project: Project;
  /** Commands to type next, each with what it does. */
  readonly next: readonly string[];
  /** The plan file, when one is written. */
  readonly planFile: string | undefined;
}

/** Writes a plan in every form that was asked for. */
export function writePlan(planned: PlannedProject, outputs: readonly Output[], io: Io, context: PlanContext): void {
  for (const { format, path } of outputs) {
    const text = renderPlan(planned, format, path === undefined ? io : undefined, context);
    if (path === undefined) io.stdout(text);
    else io.writeReport(path, text);
  }
}

function renderPlan(planned: PlannedProject, format: PlanFormat, io: Io | undefined, context: PlanContext): string {
  const { plan } = planned;
  switch (format) {
    case 'json':
      return planJson(plan);
    case 'ledger':
      return planned.ledger.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    case 'patch':
      return diffTexts(planned)
        .map((diff) => diff.text)
        .join('');
    case 'sarif':
      return planSarif(plan, positions(planned));
    case 'markdown':
      return planMarkdown(plan);
    case 'html':
      return planHtml(plan, {
        texts: planned.texts,
        planFile: context.planFile ?? 'plan.json',
        owners: ownersOf(context.project),
      });
    case 'text':
      return planText(plan, {
        terminal: io?.terminal ?? { colour: false, unicode: true, width: 100 },
        diffs: diffTexts(planned),
        next: context.next,
      });
  }
}

/** The patch of every changed file, by path. */
export function diffTexts({ plan, texts }: PlannedProject): readonly DiffText[] {
  const owners = new Map(
    plan.changes.map((change) => [change.id, { plugin: change.plugin, rule: change.rule, grade: change.unitGrade }]),
  );
  return changedPaths(plan).flatMap((path) => {
    const text = texts.get(path);
    const edits = plan.files.find((file) => file.path === path)?.edits ?? [];
    if (text === undefined) return [];
    return [{ path, text: formatFile(diffFile({ ...text, edits }), (id) => owners.get(id)) }];
  });
}

function ownersOf(project: Project): ReadonlyMap<string, string> {
  const services = readInventory(project)?.services ?? [];
  return new Map(services.flatMap(({ name, owner }) => (owner === undefined ? [] : [[name, owner] as const])));
}

function changedPaths(plan: PlanDocument): readonly string[] {
  return plan.files.filter((file) => file.status === 'changed').map((file) => file.path);
}

function positions({ texts }: PlannedProject): PositionOf {
  const maps = new Map([...texts].map(([path, { before }]) => [path, createLineMap(before)]));
  return (path, offset) => maps.get(path)?.positionAt(offset) ?? { line: 1, column: 1 };
}
