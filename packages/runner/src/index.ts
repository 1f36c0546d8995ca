export { analysisMarkdown } from './analyze/analysis-markdown.ts';
export { analyzeFleet } from './analyze/analyze-fleet.ts';
export type { AnalysedService, FleetAnalysis } from './analyze/fleet-analysis.ts';
export { inventoryText } from './analyze/inventory-text.ts';
export { composeDependencies } from './analyze/read-compose.ts';
export { type CleanOutcome, type CleanPlan, cleanRuns, planClean } from './clean/clean-runs.ts';
export type { CleanWish, KeepReason, SelectedRun } from './clean/select-runs.ts';
export { type CompileCheck, type CompileVerdict, checkCompiles, findPython } from './compile/compile-check.ts';
export type { CheckpointRules, Config, RunConfig, ValueSource } from './config/config.ts';
export { findRoot } from './config/load-config.ts';
export { spanMilliseconds } from './config/span-milliseconds.ts';
export { suggestName } from './config/suggest-name.ts';
export { type DiscoveredFiles, discoverFiles } from './discover/discover-files.ts';
export { groupServices, type ServiceFiles, type ServiceFolder } from './discover/group-services.ts';
export type { Disk, FileStatus, OpenFile } from './disk/disk.ts';
export { diskErrorCode, diskErrorPath, makeDiskError } from './disk/disk-error.ts';
export { type FailingDisk, type Fault, failingDisk, isKill } from './disk/failing-disk.ts';
export { hashBytes } from './disk/hash-bytes.ts';
export { LossyDisk } from './disk/lossy-disk.ts';
export type { Fate, UnsyncedEffect } from './disk/power-loss.ts';
export { realDisk } from './disk/real-disk.ts';
export { withoutSync } from './disk/without-sync.ts';
export {
  CURRENT_ENVIRONMENT,
  type EnvironmentSource,
  type ServiceEnvironment,
} from './environments/environment-source.ts';
export { IsolatedEnvironments } from './environments/isolated-environments.ts';
export { readSoundJournal } from './journal/journal.ts';
export type { JournalEvent, JournalRecord } from './journal/journal-record.ts';
export { type JournalReading, readJournal } from './journal/read-journal.ts';
export { judgeLiveness, type Liveness, type LockOwner } from './lock/lock-owner.ts';
export { type ProcessIdentity, type ProcessTable, realProcessTable } from './lock/process-table.ts';
export { type BreakOutcome, breakLock, readLock } from './lock/take-lock.ts';
export { type BundledPlugins, loadOrchestrator, loadPlugins } from './plugins/load-plugins.ts';
export { createTimeFence } from './plugins/time-fence.ts';
export {
  type AppliedService,
  type ApplyOutcome,
  type ApplyPlanOptions,
  applyPlan,
  changeSetsOf,
} from './project/apply-plan.ts';
export { listDirtyFiles, listFilesSince } from './project/dirty-files.ts';
export { explainPlace } from './project/explain-place.ts';
export { type FindServicesOptions, type FoundService, findServices } from './project/find-services.ts';
export { readGrammarVersions } from './project/grammar-versions.ts';
export { type OpenProjectInput, openProject, type Project } from './project/open-project.ts';
export { type PlannedProject, type PlanProjectOptions, planProject } from './project/plan-project.ts';
export { readInventory } from './project/read-inventory.ts';
export { type AdoptInput, adoptService } from './run/adopt-service.ts';
export type { AskPerson, CheckpointShown } from './run/checkpoints.ts';
export { collectRunResults } from './run/collect-run-results.ts';
export { type DecisionInput, type DecisionOutcome, decideInRun } from './run/decide-in-run.ts';
export { type DefinedRun, type DefineRunInput, defineRun } from './run/define-run.ts';
export type { Rest } from './run/drive-run.ts';
export {
  currentUser,
  type FleetRunOutcome,
  type FleetRunSurroundings,
  type NewFleetRun,
  type ResumedFleetRun,
  startFleetRun,
} from './run/fleet-run.ts';
export { PlanSlices } from './run/plan-slices.ts';
export { findFleetRun, listFleetRuns, readRunJournal, readRunState } from './run/read-run.ts';
export { readRunTexts } from './run/read-run-texts.ts';
export { resumeFleetRun } from './run/resume-run.ts';
export { definitionDigest, type RunDefinition, readDefinition } from './run/run-definition.ts';
export { StopSignal } from './run/stop-signal.ts';
export {
  planFleetUndo,
  type UndoFleetInput,
  type UndoFleetOutcome,
  type UndoSelection,
  undoFleetRun,
} from './run/undo-fleet-run.ts';
export {
  type ValidateBeforeInput,
  type ValidatedItem,
  type ValidateRunInput,
  validateBefore,
  validateRun,
} from './run/validate-fleet.ts';
export type { ChangeSet, FileChange } from './transaction/change-set.ts';
export { type CommitOptions, commitChangeSet } from './transaction/commit-change-set.ts';
export type {
  CommitFailure,
  CommitOutcome,
  ConflictedFile,
  ConflictedTransaction,
  DriftedFile,
  DriftReason,
  RefusedFile,
} from './transaction/commit-outcome.ts';
export {
  findOpenTransactions,
  listRuns,
  type OpenTransaction,
  readRunTransactions,
} from './transaction/find-open-transactions.ts';
export { type Inspection, inspectChangeSet } from './transaction/inspect-change-set.ts';
export type { RecordedTransaction, TransactionIntent } from './transaction/intent.ts';
export type { RefusalReason } from './transaction/locate-target.ts';
export { makeRunId } from './transaction/make-run-id.ts';
export { type Recovery, recoverOpenTransactions } from './transaction/recover-open-transactions.ts';
export { Run, type RunOptions, type StartOutcome, startRun } from './transaction/run.ts';
export { journalPath, lockPlace, STATE_FOLDER, statePath } from './transaction/state-folder.ts';
export { describeOwner, openTree, type Tree, type TreeOptions } from './transaction/tree.ts';
export { planUndo, type ServiceUndoPlan, type UndoFile } from './undo/plan-undo.ts';
export { type ServiceUndo, type UndoOptions, type UndoOutcome, undoRun, undoServices } from './undo/undo-run.ts';
export type { CommandExecutor, CommandRequest, CommandResult } from './validate/command-executor.ts';
export { createRedactor, type Redact } from './validate/redact.ts';
export { processExecutor } from './validate/run-command.ts';
