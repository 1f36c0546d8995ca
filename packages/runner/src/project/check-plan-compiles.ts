import { findRefused, type PlanChecks, type PlanFile, plannedWrite } from '@moult/engine';
import { encodeSource } from '@moult/text';
import { type CompileInput, type CompileVerdict, checkCompiles, findPython } from '../compile/compile-check.ts';
import type { PlannedService } from './plan-project.ts';

/** Services as the Python compiler accepts them, and its version. */
export interface CompiledPlan {
  readonly services: readonly PlannedService[];
  readonly version: string;
}

/**
 * Compiles every changed Python file before and after. The unit because of which a file no longer compiles is found by halving and refused, and its
 * service is computed again, until everything that is left compiles. Undefined when no interpreter can be used.
 */
export function checkPlanCompiles(
  planned: readonly PlannedService[],
  wanted: string | undefined,
): CompiledPlan | undefined {
  const inputs = planned.map(compileInputs);
  if (inputs.every((files) => files.length === 0)) return undefined;
  const python = findPython(wanted);
  const first = checkCompiles(inputs.flat(), python);
  if (first.kind === 'unavailable') return undefined;
  const verdicts = new Map(first.verdicts.map((verdict) => [verdict.path, verdict]));
  const services = planned.map((service) => settleService(service, verdicts, python));
  return { services, version: first.version };
}

function settleService(
  service: PlannedService,
  verdicts: ReadonlyMap<string, CompileVerdict>,
  python: string | undefined,
): PlannedService {
  const failed = service.rewrite.files.find((file) => verdicts.get(file.path)?.verdict === 'failed');
  if (failed === undefined) return withVerdicts(service, verdicts);
  const refused = findRefused({
    rewrite: service.rewrite,
    path: failed.path,
    reason: `the Python compiler refuses the result: ${verdicts.get(failed.path)?.message ?? 'no message'}`,
    again: service.again,
    isRefused: (rewrite) => compileAll({ ...service, rewrite }, python)?.get(failed.path)?.verdict === 'failed',
  });
  if (refused.size === 0) return withVerdicts(service, verdicts);
  const next = { ...service, rewrite: service.again(new Map([...service.rewrite.excluded, ...refused])) };
  const again = compileAll(next, python);
  return again === undefined ? next : settleService(next, again, python);
}

function compileAll(
  service: PlannedService,
  python: string | undefined,
): ReadonlyMap<string, CompileVerdict> | undefined {
  const check = checkCompiles(compileInputs(service), python);
  if (check.kind !== 'checked') return undefined;
  return new Map(check.verdicts.map((verdict) => [verdict.path, verdict]));
}

function compileInputs(service: PlannedService): readonly CompileInput[] {
  return service.rewrite.files.flatMap((file) => {
    const source = service.sources.get(file.path);
    if (file.status !== 'changed' || !file.path.endsWith('.py') || source === undefined) return [];
    const before = encodeSource(source.text, source);
    return before.kind === 'encoded'
      ? [{ path: file.path, before: before.bytes, after: plannedWrite(file, source).bytes }]
      : [];
  });
}

function withVerdicts(service: PlannedService, verdicts: ReadonlyMap<string, CompileVerdict>): PlannedService {
  const files = service.rewrite.files.map((file): PlanFile => {
    const verdict = verdicts.get(file.path);
    return verdict === undefined || file.checks === undefined
      ? file
      : { ...file, checks: { ...file.checks, compile: checkOf(verdict) } };
  });
  return { ...service, rewrite: { ...service.rewrite, files } };
}

function checkOf({ verdict }: CompileVerdict): PlanChecks['compile'] {
  return verdict;
}
