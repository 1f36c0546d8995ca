import { exitCodeFor } from '@moult/fleet';
import { type Command, listOf } from '../command.ts';
import { makePlan, planOptions } from '../make-plan.ts';
import { planConditions } from '../plan-conditions.ts';
import { openProjectFor } from '../project-options.ts';
import { parseOutputs, writePlan } from '../render-plan.ts';

/** `moult check [paths]`: the gate for CI. Not clean when changes or unexplained leftovers are there. */
export const checkCommand: Command = {
  options: planOptions,
  async run(args, io) {
    const outputs = parseOutputs(listOf(args, 'format'));
    const project = await openProjectFor(args, io);
    const planned = await makePlan(project, args, io);
    writePlan(planned, outputs, io, { project, next: [], planFile: undefined });
    const { offered, residueUnexplained, findings, notes } = planned.plan.totals;
    const left = findings - notes;
    const isOpen = planned.texts.size > 0 || offered.safe + offered.review > 0 || residueUnexplained > 0;
    io.stderr(
      isOpen
        ? 'check: not clean\n'
        : `check: clean${left > 0 ? `, with ${left} ${left === 1 ? 'place' : 'places'} for a person` : ''}\n`,
    );
    return exitCodeFor([...planConditions(planned.plan), ...(isOpen ? (['not-clean'] as const) : [])]);
  },
};
