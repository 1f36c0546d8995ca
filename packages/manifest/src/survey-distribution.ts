import type { ManifestKind } from '@moult/plugin-api';
import { clausesOf } from './edit/judge-requirement.ts';
import type { Manifest, WrittenRequirement } from './manifest.ts';
import { normalizeName } from './requirement/distribution-name.ts';
import { canBothHold } from './version/version-bounds.ts';

/** One place that lists a distribution. */
export interface ListedRequirement {
  readonly path: string;
  readonly line: number;
  readonly kind: ManifestKind;
  /** False where the kind of file, or this requirement in it, is not edited. */
  readonly editable: boolean;
  readonly group: string | undefined;
  /** As written. */
  readonly text: string;
}

/** Where the manifests of a service list one distribution, and which of these places do not go together. */
export interface DistributionSurvey {
  /** Normalised. */
  readonly distribution: string;
  /** By path, then line. */
  readonly listed: readonly ListedRequirement[];
  /** Second and later places in one and the same list. */
  readonly duplicates: readonly ListedRequirement[];
  /** Pairs that no version fits, such as a requirement and a constraint or lock file that still pins the old version. */
  readonly conflicts: readonly (readonly [ListedRequirement, ListedRequirement])[];
}

interface Place {
  readonly manifest: Manifest;
  readonly requirement: WrittenRequirement;
  readonly listed: ListedRequirement;
}

/** Gathers where a distribution is listed. */
export function surveyDistribution(manifests: readonly Manifest[], distribution: string): DistributionSurvey {
  const name = normalizeName(distribution);
  const places = [...manifests]
    .sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)))
    .flatMap((manifest) =>
      manifest.requirements
        .filter((requirement) => requirement.distribution === name)
        .map((requirement): Place => ({ manifest, requirement, listed: describe(manifest, requirement) })),
    );
  const isRepeated = (place: Place, index: number): boolean =>
    places.findIndex((other) => other.requirement.list === place.requirement.list) < index;
  return {
    distribution: name,
    listed: places.map(({ listed }) => listed),
    duplicates: places.filter(isRepeated).map(({ listed }) => listed),
    conflicts: places.flatMap((a, index) =>
      places
        .slice(index + 1)
        .flatMap((b): [ListedRequirement, ListedRequirement][] => (areAtOdds(a, b) ? [[a.listed, b.listed]] : [])),
    ),
  };
}

/** Two requirements that both have a marker may be meant for different machines. */
function areAtOdds(a: Place, b: Place): boolean {
  if (a.requirement.marker !== undefined && b.requirement.marker !== undefined) return false;
  const first = clausesOf(a.manifest, a.requirement);
  const second = clausesOf(b.manifest, b.requirement);
  return first !== undefined && second !== undefined && !canBothHold(first, second);
}

function describe(manifest: Manifest, requirement: WrittenRequirement): ListedRequirement {
  const { line, group, text, obstacle } = requirement;
  return {
    path: manifest.path,
    line,
    kind: manifest.kind,
    editable: manifest.editable && obstacle === undefined,
    group,
    text,
  };
}
