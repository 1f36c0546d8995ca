import type { VersionWish } from '@moult/plugin-api';
import type { Manifest, WrittenRequirement } from '../manifest.ts';
import { parsePoetryConstraint } from '../requirement/poetry-constraint.ts';
import { compareVersions } from '../version/compare-versions.ts';
import { parseSpecifier, type SpecifierClause } from '../version/specifier.ts';
import { parseVersion, type Version } from '../version/version.ts';
import { boundsOf } from '../version/version-bounds.ts';
import type { ManifestNote } from './manifest-outcome.ts';

/** A comparison of the interpreter's version in a marker, such as `python_version < "3.9"`. */
const COMPARISON = /\bpython_(?:full_)?version\s*(===?|!=|<=|>=|~=|<|>)\s*(["'])([\d.]+(?:\.\*)?)\2/g;

/** A note where a requirement is meant for interpreters the new version does not run on, so that it has to stay. */
export function noteForOlderPython(requirement: WrittenRequirement, wish: VersionWish): ManifestNote | undefined {
  const floor = wish.python === undefined ? undefined : parseVersion(wish.python);
  const { marker, distribution, line, text } = requirement;
  if (floor === undefined || marker === undefined || !endsBelow(clausesOfMarker(marker), floor)) return undefined;
  const message = `${distribution} ${wish.version} needs Python ${wish.python}, and this line is for older ones ("${text}"), so it is left alone.`;
  return { kind: 'older-python', line, message };
}

/** A note where the project still allows interpreters the new version does not run on. */
export function noteForPythonRange(
  manifest: Manifest,
  requirement: WrittenRequirement,
  wish: VersionWish,
): ManifestNote | undefined {
  const { pythonRequires } = manifest;
  const floor = wish.python === undefined ? undefined : parseVersion(wish.python);
  const clauses = pythonRequires === undefined ? undefined : parsePoetryConstraint(pythonRequires);
  const lower = clauses && boundsOf(clauses).lower;
  if (floor === undefined || lower === undefined || compareVersions(lower.version, floor) >= 0) return undefined;
  const message = `${requirement.distribution} ${wish.version} needs Python ${wish.python}, and this project allows "${pythonRequires}".`;
  return { kind: 'python-range', line: requirement.line, message };
}

/** What a marker says about the interpreter; nothing where it offers alternatives. */
function clausesOfMarker(marker: string): readonly SpecifierClause[] {
  if (/\bor\b/.test(marker)) return [];
  const comparisons = [...marker.matchAll(COMPARISON)].map(([, operator, , version]) => `${operator}${version}`);
  const parsed = parseSpecifier(comparisons.join(','));
  return parsed.kind === 'specifier' ? parsed.clauses : [];
}

function endsBelow(clauses: readonly SpecifierClause[], floor: Version): boolean {
  const { upper } = boundsOf(clauses);
  if (upper === undefined) return false;
  const order = compareVersions(upper.version, floor);
  return order < 0 || (order === 0 && !upper.inclusive);
}
