import { GRADES, type Grade, lowerGrade } from '@moult/plugin-api';
import type { Candidate } from './candidate.ts';
import type { Exclusion } from './exclusion.ts';
import { requirementUnit } from './name-candidates.ts';
import type { RewriteContext, RewriteState } from './rewrite-state.ts';

/** The grade of each unit: the least trusted of its changes. A requirement is no more trusted than the changes of its plugin. */
export function gradesOf(context: RewriteContext, candidates: Iterable<Candidate>): ReadonlyMap<string, Grade> {
  const grades = new Map<string, Grade>();
  const lower = (unit: string, grade: Grade): void => {
    grades.set(unit, lowerGrade(grades.get(unit) ?? 'safe', grade));
  };
  const requirements = new Map(context.input.plugins.map(({ plugin }) => [plugin.name, requirementUnit(plugin)]));
  for (const { unit, sharedUnits, grade, owner } of candidates) {
    for (const each of [unit, ...sharedUnits]) lower(each, grade);
    const requirement = requirements.get(owner.plugin);
    if (requirement !== undefined) lower(requirement, grade);
  }
  return grades;
}

/** Units whose grade this run does not select. */
export function gradeUnits(context: RewriteContext, state: RewriteState): ReadonlyMap<string, Exclusion> {
  const out = new Map<string, Exclusion>();
  for (const [unit, grade] of gradesOf(context, state.candidates.values())) {
    if (GRADES.indexOf(grade) <= GRADES.indexOf(context.input.grade)) continue;
    out.set(unit, { status: 'offered', reason: `its grade is ${grade}, and this run selects ${context.input.grade}` });
  }
  return out;
}
