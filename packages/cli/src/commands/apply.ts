import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isPlanIntact, type PlanDocument, withoutChanges } from '@moult/engine';
import { MoultError } from '@moult/errors';
import { type ExitCondition, exitCodeFor } from '@moult/fleet';
import { ledgerText } from '@moult/report';
import { type AppliedService, type ApplyOutcome, applyPlan, openTree, type Project } from '@moult/runner';
import { type Arguments, type Command, listOf, positionalsOf } from '../command.ts';
import type { Io } from '../io.ts';
import { lockedText } from '../locked-text.ts';
import { makePlan, planOptions } from '../make-plan.ts';
import { planConditions } from '../plan-conditions.ts';
import { openProjectFor } from '../project-options.ts';
import { readPlanFile } from '../read-plan-file.ts';

/** `moult apply [plan|paths]`: writes what a plan selected, one transaction per service. */
export const applyCommand: Command = {
  options: (yargs) =>
    planOptions(yargs)
      .option('without', { type: 'string', describe: 'Leave out the change of this id, and its unit; repeatable' })
      .option('allow-dirty', { type: 'boolean', describe: 'Write to files with uncommitted changes' }),
  async run(args, io) {
    const project = await openProjectFor(args, io);
    const plan = await planToApply(project, args, io);
    const outcome = applyPlan({
      tree: openTree({ root: project.root }),
      plan,
      command: 'moult apply',
      allowDirty: project.config.allowDirty,
    });
    return reportOutcome(outcome, plan, io);
  },
};

async function planToApply(project: Project, args: Arguments, io: Io): Promise<PlanDocument> {
  const paths = positionalsOf(args, 'paths');
  const [file] = paths.length === 1 && isPlanFile(io, paths[0] ?? '') ? paths : [];
  const plan = file === undefined ? (await makePlan(project, args, io)).plan : readPlanFile(io, file);
  if (file !== undefined && !isPlanIntact(plan)) {
    throw new MoultError('E-PLAN', 'The plan file was edited: its digest does not fit its content.', {
      where: file,
      hint: 'Plan again; leave changes out with --without ID.',
    });
  }
  const without = listOf(args, 'without');
  if (without.length === 0) return plan;
  return planWithout(
    project,
    plan,
    without,
    { ...args, ...(file === undefined ? {} : { paths: pathsOfPlan(plan) }) },
    io,
  );
}

/** Other changes may rest on one that is taken out, so its service is computed again. */
async function planWithout(
  project: Project,
  plan: PlanDocument,
  ids: readonly string[],
  args: Arguments,
  io: Io,
): Promise<PlanDocument> {
  const { excluded, unknown } = withoutChanges(plan, ids);
  if (unknown.length > 0) {
    throw new MoultError('E-USAGE', `The plan selects no change with the id ${unknown.join(', ')}.`, {
      where: '--without',
      hint: 'Ids are in `moult plan --format json`; four or more of their digits are enough.',
    });
  }
  const { plan: smaller } = await makePlan(project, args, io, excluded);
  const moved = smaller.files.filter(
    (file) =>
      file.before !== undefined &&
      plan.files.some(
        (other) => other.path === file.path && other.before !== undefined && other.before !== file.before,
      ),
  );
  if (moved.length === 0) return smaller;
  throw new MoultError(
    'E-DRIFT',
    `These files changed since the plan was made: ${moved.map((file) => file.path).join(', ')}.`,
    { hint: 'Plan again and review the new plan.' },
  );
}

function pathsOfPlan(plan: PlanDocument): readonly string[] {
  const { paths } = plan.run.options;
  return Array.isArray(paths) ? paths : [];
}

function isPlanFile(io: Io, path: string): boolean {
  const file = resolve(io.workingDirectory, path);
  return path.endsWith('.json') && existsSync(file) && statSync(file).isFile();
}

function reportOutcome(outcome: ApplyOutcome, plan: PlanDocument, io: Io): number {
  switch (outcome.kind) {
    case 'empty':
      io.stdout('Nothing to write.\n');
      return exitCodeFor(planConditions(plan));
    case 'stale':
      io.stderr(
        `moult: E-DRIFT These files changed since they were planned; nothing was written:\n${list(outcome.files)}  next:  plan again and review the new plan\n`,
      );
      return exitCodeFor(['drift']);
    case 'dirty':
      io.stderr(
        `moult: E-DIRTY These files have uncommitted changes; nothing was written:\n${list(outcome.files)}  next:  commit or stash them, or give --allow-dirty\n`,
      );
      return exitCodeFor(['usage']);
    case 'locked':
    case 'blocked':
      io.stderr(lockedText(outcome));
      return exitCodeFor([outcome.kind === 'locked' ? 'locked' : 'needs-person']);
    case 'applied':
      io.stdout(
        `${outcome.services.map(serviceLine).join('')}\n${ledgerText(plan, io.terminal)}\nRun ${outcome.runId}. To take it back: moult undo ${outcome.runId}\n`,
      );
      return exitCodeFor([...planConditions(plan), ...outcome.services.flatMap(conditionOf)]);
  }
}

function list(files: readonly string[]): string {
  return files.map((file) => `    ${file}\n`).join('');
}

function serviceLine({ service, outcome }: AppliedService): string {
  switch (outcome.kind) {
    case 'committed':
      return `  ${service}: wrote ${outcome.files.length} ${outcome.files.length === 1 ? 'file' : 'files'}\n`;
    case 'unchanged':
      return `  ${service}: is already as planned\n`;
    case 'drifted':
      return `  ${service}: not written, changed meanwhile:\n${outcome.files.map((file) => `    ${file.path} (${file.reason})\n`).join('')}`;
    case 'refused':
      return `  ${service}: not written:\n${outcome.files.map((file) => `    ${file.path} (${file.reason})\n`).join('')}`;
    case 'failed':
      return `  ${service}: not written, ${outcome.message}${outcome.isRestored ? '' : '; the next command that writes recovers it'}\n`;
    case 'blocked':
    case 'locked':
      return `  ${service}: not written (${outcome.kind})\n`;
  }
}

function conditionOf({ outcome }: AppliedService): readonly ExitCondition[] {
  switch (outcome.kind) {
    case 'committed':
    case 'unchanged':
      return [];
    case 'drifted':
      return ['drift'];
    case 'blocked':
      return ['needs-person'];
    case 'locked':
      return ['locked'];
    case 'refused':
    case 'failed':
      return ['partial'];
  }
}
