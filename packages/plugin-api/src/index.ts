export type {
  ArgumentsEdit,
  DecoratorsEdit,
  Edit,
  ImportsEdit,
  ParametersEdit,
} from './edit.ts';
export type { Evidence } from './evidence.ts';
export { defineFacts, type Facts, type FactsReader, type GatherContext } from './facts.ts';
export {
  anyOf,
  type CallFinder,
  callTo,
  classDefinition,
  decoratorNamed,
  eachFile,
  exceptClause,
  type Finder,
  type FinderSpec,
  functionDefinition,
  importOf,
  query,
  referenceTo,
  stringNaming,
  withItem,
} from './finder.ts';
export type { FindingLevel, FindingText } from './finding.ts';
export { type CheckpointProgress, type FinishedService, type FleetProgress, readProgress } from './fleet-progress.ts';
export { type FragmentHole, type PyFragment, py, pySource } from './fragment.ts';
export { GRADES, type Grade, lowerGrade } from './grade.ts';
export type { LibraryTypes } from './library-types.ts';
export {
  addRequirement,
  bumpRequirement,
  type ManifestChange,
  type PinStyle,
  removeOption,
  removeRequirement,
  replaceRequirement,
  setOption,
  type VersionWish,
} from './manifest-change.ts';
export { type ManifestReport, reportLine } from './manifest-report.ts';
export type { ManifestKind, ManifestView, OptionView, RequirementView } from './manifest-view.ts';
export {
  type ChoiceOption,
  choice,
  type FlagOption,
  flagOption,
  type OptionReader,
  type OptionValue,
  type PluginOption,
  type TextOption,
  textOption,
} from './options.ts';
export {
  type Action,
  type CheckpointDecision,
  type CheckpointRule,
  defineOrchestrator,
  type FleetEvent,
  type FleetService,
  type FleetView,
  type Orchestrator,
  type OrchestratorDefinition,
  type OutcomeCount,
  type Phase,
  type Priority,
  type Risk,
} from './orchestrator.ts';
export { definePlugin, type ManifestContext, type Plugin, type PluginSpec, type ResidueSpec } from './plugin.ts';
export { type RenameModuleOptions, renameModule } from './rename-module.ts';
export type { Candidate, Origin, QualifiedName, Resolution } from './resolution.ts';
export { defineRule, type FixContext, type Rule } from './rule.ts';
export type {
  CallSite,
  ClassSite,
  DecoratorSite,
  ExceptSite,
  FileSite,
  FunctionSite,
  ImportSite,
  QuerySite,
  ReferenceSite,
  Site,
  StringSite,
  WithSite,
} from './site.ts';
export type { SyntaxNode } from './syntax-node.ts';
export type {
  ArgumentView,
  CallView,
  ClassView,
  DecoratorView,
  FileView,
  FunctionView,
  NeighbourView,
  ObjectUse,
  ParameterView,
  ServiceView,
} from './views.ts';
