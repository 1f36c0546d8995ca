import type { CheckVerdict, PlanDraft } from './plan-document.ts';

/** A plan with what a Python interpreter says of its changed files; files without a verdict are `unavailable`. Freeze it after this. */
export function withCompileChecks(plan: PlanDraft, verdicts: ReadonlyMap<string, CheckVerdict>): PlanDraft {
  return {
    ...plan,
    files: plan.files.map((file) =>
      file.checks === undefined || !file.path.endsWith('.py')
        ? file
        : { ...file, checks: { ...file.checks, compile: verdicts.get(file.path) ?? 'unavailable' } },
    ),
  };
}
