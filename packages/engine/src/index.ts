export { type DiffHunk, type DiffInput, diffFile, type FileDiff } from './diff/diff-file.ts';
export { formatFile, formatHeader, formatPatch, type HunkOwner } from './diff/format-patch.ts';
export { sha256 } from './digest/sha256.ts';
export {
  type ExplainedName,
  type ExplainedNode,
  type ExplainedRule,
  explainLine,
  type LineExplanation,
  type NoExplanation,
} from './explain/explain-line.ts';
export type { LedgerEntry } from './ledger/list-sites.ts';
export type { SiteColumn } from './ledger/site-column.ts';
export {
  type Deferral,
  type FileEdit,
  type JointEdit,
  type MergeCandidate,
  type MergeResult,
  mergeChanges,
} from './merge/merge-changes.ts';
export { buildPlan, type RunHeader } from './plan/build-plan.ts';
export { changedFiles, type PlannedWrite, plannedWrite } from './plan/change-set.ts';
export { withCompileChecks } from './plan/compile-checks.ts';
export { findRefused, type OutsideCheck } from './plan/find-refused.ts';
export { notes, workOrders } from './plan/finding-levels.ts';
export { digestPlan, freezePlan, isPlanIntact, serializePlan } from './plan/freeze-plan.ts';
export type {
  CheckVerdict,
  PlanChange,
  PlanChangeStatus,
  PlanChecks,
  PlanConflict,
  PlanConflictSide,
  PlanDocument,
  PlanDraft,
  PlanEdit,
  PlanEvidence,
  PlanFailure,
  PlanFile,
  PlanFileEdit,
  PlanFileStatus,
  PlanFinding,
  PlanPlugin,
  PlanResidue,
  PlanRun,
  PlanService,
  PlanSkipped,
  PlanSuppression,
} from './plan/plan-document.ts';
export { type FleetInput, type PlannedFleet, planFleet } from './plan/plan-fleet.ts';
export type { FileColumns, PlanTotals, SiteColumns } from './plan/plan-totals.ts';
export { refuseFiles, type TakenOut, withoutChanges } from './plan/without-changes.ts';
export { compilePrefilter, type Prefilter } from './prefilter/compile-prefilter.ts';
export { type ImportGraph, openImportGraph, type RawFile } from './prefilter/import-graph.ts';
export { type Relevance, selectRelevant } from './prefilter/select-relevant.ts';
export { type Fence, type Fenced, plainFence } from './propose/fence.ts';
export type { ResidueKind } from './residue/residue-hit.ts';
export type { Exclusion, Exclusions } from './rewrite/exclusion.ts';
export { orderPlugins } from './rewrite/order-plugins.ts';
export type {
  LeftOutFile,
  ManifestInput,
  PluginUse,
  RewriteInput,
  ServiceInput,
  SourceInput,
} from './rewrite/rewrite-input.ts';
export { rewriteService } from './rewrite/rewrite-service.ts';
export type { RewrittenText, ServiceRewrite } from './rewrite/service-rewrite.ts';
