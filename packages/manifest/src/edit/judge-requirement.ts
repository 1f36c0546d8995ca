import type { Manifest, WrittenRequirement } from '../manifest.ts';
import { parsePoetryConstraint } from '../requirement/poetry-constraint.ts';
import { compareVersions } from '../version/compare-versions.ts';
import { satisfies } from '../version/satisfies.ts';
import { parseSpecifier, type SpecifierClause } from '../version/specifier.ts';
import type { Version } from '../version/version.ts';
import { boundsOf } from '../version/version-bounds.ts';

/** How what is written stands to a version. `allowed` is a range that takes it already; `older`, which shuts it out, is what a bump moves. */
export type Judgement = 'unbounded' | 'allowed' | 'equal' | 'newer' | 'older' | 'unreadable';

/** The clauses of a requirement, whatever notation it is in; undefined where they cannot be read. */
export function clausesOf(manifest: Manifest, requirement: WrittenRequirement): readonly SpecifierClause[] | undefined {
  switch (requirement.syntax.kind) {
    case 'pep508':
      return requirement.syntax.parsed.clauses;
    case 'keyed': {
      const { constraint, notation } = requirement.syntax;
      if (constraint === undefined) return requirement.obstacle === undefined ? [] : undefined;
      const written = manifest.text.slice(constraint.start, constraint.end);
      return notation === 'poetry' ? parsePoetryConstraint(written) : readSpecifier(written.replace(/^\*$/, ''));
    }
    case 'opaque':
      return readSpecifier(requirement.specifier);
  }
}

/** Compares what a specifier allows with `version`. */
export function judgeRequirement(clauses: readonly SpecifierClause[] | undefined, version: Version): Judgement {
  if (clauses === undefined || clauses.some((clause) => clause.operator === '===')) return 'unreadable';
  const { lower, upper } = boundsOf(clauses);
  if (lower === undefined && upper === undefined) return 'unbounded';
  if (lower === undefined) return satisfies(version, clauses) ? 'allowed' : 'older';
  const order = compareVersions(lower.version, version);
  if (order < 0) return satisfies(version, clauses) ? 'allowed' : 'older';
  return order === 0 && lower.inclusive ? 'equal' : 'newer';
}

function readSpecifier(text: string): readonly SpecifierClause[] | undefined {
  const parsed = parseSpecifier(text);
  return parsed.kind === 'specifier' ? parsed.clauses : undefined;
}
