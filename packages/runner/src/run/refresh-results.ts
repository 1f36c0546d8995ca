import { runFolder } from '../transaction/state-folder.ts';
import { createRedactor } from '../validate/redact.ts';
import { collectRunResults } from './collect-run-results.ts';
import { PlanSlices } from './plan-slices.ts';
import { readDefinition } from './run-definition.ts';
import { RunFiles } from './run-files.ts';
import type { RunSession } from './run-session.ts';
import { collectResults, RESULTS } from './write-results.ts';

/** Writes the results of a run again after a decision or an undo, which do none of its work. A run that was cut short before it wrote any has none. */
export function refreshResults(session: RunSession): void {
  const { tree, runId } = session.run;
  const files = new RunFiles(tree, runId);
  if (!files.has(RESULTS)) return;
  const { definition, plan } = readDefinition(runFolder(tree, runId));
  const { tools } = collectRunResults(tree, runId).environment;
  const names = definition.services.flatMap((service) => service.variables);
  const mask = createRedactor(process.env, names, 'same-length');
  const parts = {
    session,
    definition,
    slices: new PlanSlices(plan),
    files,
    mask,
    environments: { tools: () => tools },
  };
  const results = collectResults(parts, files.has('report.html'));
  files.write(RESULTS, `${JSON.stringify(results, undefined, 1)}\n`);
}
