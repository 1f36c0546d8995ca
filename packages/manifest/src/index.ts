export { readYaml } from './document/yaml-scalars.ts';
export { changeManifest } from './edit/change-manifest.ts';
export { clausesOf, type Judgement, judgeRequirement } from './edit/judge-requirement.ts';
export type { ManifestNote, ManifestOutcome } from './edit/manifest-outcome.ts';
export type {
  BrokenManifest,
  Manifest,
  ManifestProblem,
  ManifestReference,
  RequirementList,
  RequirementSyntax,
  WrittenOption,
  WrittenRequirement,
} from './manifest.ts';
export { isEditableKind, manifestKindOf } from './manifest-kind.ts';
export { type ManifestResult, parseManifest } from './parse-manifest.ts';
export { normalizeName } from './requirement/distribution-name.ts';
export { type InvalidRequirement, type ParsedRequirement, parseRequirement } from './requirement/parse-requirement.ts';
export { resolveReference } from './resolve-reference.ts';
export { type DistributionSurvey, type ListedRequirement, surveyDistribution } from './survey-distribution.ts';
export { compareVersions } from './version/compare-versions.ts';
export { satisfies } from './version/satisfies.ts';
export {
  type ParsedSpecifier,
  parseSpecifier,
  type SpecifierClause,
  type SpecifierOperator,
} from './version/specifier.ts';
export { formatVersion, isPrerelease, parseVersion, type Version } from './version/version.ts';
export { boundsOf, canBothHold, type VersionBound, type VersionBounds } from './version/version-bounds.ts';
