import type { BenchRun } from '../validate/test-bench.ts';
import type { RunContext } from './run-context.ts';
import { serviceFolder } from './run-files.ts';

/** Keeps what a step of a service printed, and its report, in the folder of the run. Both are free of secrets already. */
export function keepLogs(context: RunContext, service: string, attempt: number, step: string, run: BenchRun): void {
  const folder = `${serviceFolder(service)}/attempt-${attempt}`;
  if (run.output !== '') context.files.writeLoose(`${folder}/${step}.log`, run.output);
  if (run.report !== undefined) context.files.writeLoose(`${folder}/${step}.xml`, run.report);
}

/** The files that `keepLogs` wrote for a service, by what they are. */
export function keptLogs(
  context: Pick<RunContext, 'files'>,
  service: string,
  attempts: number,
): Readonly<Record<string, string>> {
  const names = ['tests-before', 'tests-after', 'health'];
  const paths = names.flatMap((name) => [`${name}.log`, `${name}.xml`]);
  const folder = `${serviceFolder(service)}/attempt-${attempts}`;
  return Object.fromEntries(
    paths.filter((path) => context.files.has(`${folder}/${path}`)).map((path) => [path, `${folder}/${path}`]),
  );
}
