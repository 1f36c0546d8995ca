import { exitCodeFor } from '@moult/fleet';
import { planJson } from '@moult/report';
import { type Command, flagOf, listOf, textOf } from '../command.ts';
import { makePlan, planOptions } from '../make-plan.ts';
import { planConditions } from '../plan-conditions.ts';
import { openProjectFor } from '../project-options.ts';
import { parseOutputs, writePlan } from '../render-plan.ts';

/** `moult plan [paths]`: what would change, and what a person has to do. Writes nothing but the plan file. */
export const planCommand: Command = {
  options: (yargs) =>
    planOptions(yargs)
      .option('output', { alias: 'o', type: 'string', describe: 'Write the plan to a file that `moult apply` takes' })
      .option('exit-code', { type: 'boolean', describe: 'End with 1 when something would change' }),
  async run(args, io) {
    const outputs = parseOutputs(listOf(args, 'format'));
    const project = await openProjectFor(args, io);
    const planned = await makePlan(project, args, io);
    const file = textOf(args, 'output');
    if (file !== undefined) io.writeReport(file, planJson(planned.plan));
    const next = nextSteps(planned.plan.totals, project.config.grade, file);
    writePlan(planned, outputs, io, { project, next, planFile: file });
    const found = planConditions(planned.plan);
    const pending = flagOf(args, 'exit-code') === true && planned.texts.size > 0;
    return exitCodeFor(pending ? [...found, 'not-clean'] : found);
  },
};

function nextSteps(
  totals: { readonly offered: { readonly review: number }; readonly servicesChanged: number },
  grade: string,
  file: string | undefined,
): readonly string[] {
  const steps: string[] = [];
  if (totals.offered.review > 0 && grade === 'safe')
    steps.push(`moult plan --grade review   selects the ${totals.offered.review} changes that want a reviewer's eye`);
  if (totals.servicesChanged > 0)
    steps.push(
      file === undefined
        ? 'moult plan -o plan.json && moult apply plan.json   writes exactly what was reviewed'
        : `moult apply ${file}   writes exactly this`,
    );
  return steps;
}
