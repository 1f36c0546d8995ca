export { type Admission, admitStart, needsApproval } from './admit-start.ts';
export type { Advance, Transitions } from './advance.ts';
export { assessRisk, RISK_RULE } from './assess-risk.ts';
export { buildResults, compatMap, type ResultsContext } from './build-results.ts';
export { checkPhases, type PhaseCheckOptions, type PhaseProblem } from './check-phases.ts';
export {
  CHECKS,
  type CheckName,
  type CheckResult,
  type CheckVerdict,
  type ValidationLevel,
  worstVerdict,
} from './check-result.ts';
export {
  type Checkpoint,
  type CheckpointAnswer,
  type CheckpointTerms,
  isExpired,
  openCheckpoint,
  recordAnswer,
} from './checkpoint.ts';
export {
  type ComparedTest,
  type CompareTestsInput,
  compareTests,
  isRegression,
  type TestChange,
  type TestComparison,
  type TestVerdict,
  testsToRepeat,
} from './compare-tests.ts';
export {
  type AnswerSource,
  type CheckpointReply,
  type CheckpointRequest,
  decideCheckpoint,
  expireCheckpoint,
  parseDecision,
  type RefusalCode,
} from './decide-checkpoint.ts';
export { type DependencyGraph, type DependencyNode, findCycles, readDependencyGraph } from './dependency-graph.ts';
export { EXIT_CODES, type ExitCode, type ExitCondition, exitCodeFor, exitCodeHelp } from './exit-codes.ts';
export { type FinalCriterion, judgeFinalCriteria, type RunArtefacts } from './final-criteria.ts';
export { FleetTranslator, fleetEvents } from './fleet-events.ts';
export { foldRun, RunFold } from './fold-run.ts';
export {
  type Command,
  type Inventory,
  type InventoryProblem,
  type InventoryResult,
  type InventoryService,
  type InventoryShared,
  PHASE_IDS,
  type PhaseId,
  PRIORITIES,
} from './inventory.ts';
export {
  type FieldKind,
  INVENTORY_FIELDS,
  type InventoryField,
  SERVICE_FIELDS,
  SHARED_FIELDS,
} from './inventory-fields.ts';
export { describeTolerances, isCrossingDue, judgePhase } from './judge-phase.ts';
export { listNames } from './list-names.ts';
export { mergeChecks } from './merge-checks.ts';
export { nearestName } from './nearest-name.ts';
export { type JunitReport, parseJunit, readTestRun } from './parse-junit.ts';
export { advancePhase, PHASE_TRANSITIONS, type PhaseState, type PhaseStep } from './phase-states.ts';
export { type AbortPlan, canRollBackPhase, planAbort, planRollback } from './plan-abort.ts';
export { planResume, type ResumePlan, type ResumeWish } from './plan-resume.ts';
export {
  PHASE_RULE,
  PRIORITY_RULE,
  type Proposal,
  type ProposalDifference,
  type ProposalInput,
  proposePhase,
  proposePhases,
  proposePriority,
} from './propose-phases.ts';
export { type JournalEntry, RunEventReader, type RunHeader, readRunEvents } from './read-run-events.ts';
export type {
  CheckpointRunEvent,
  MigrationOutcome,
  PhaseRunEvent,
  PlannedPhase,
  PlannedService,
  RollbackResult,
  RunEvent,
  RunEventKind,
  ServiceRunEvent,
  WholeRunEvent,
} from './run-event.ts';
export { isRunEventKind } from './run-event-kinds.ts';
export { type AbortRule, DEFAULT_RUN_POLICY, describeWeakenedSafety, type RunPolicy } from './run-policy.ts';
export type {
  CompatService,
  PhaseResults,
  PluginVersion,
  RunResults,
  ServiceResults,
  TestResults,
} from './run-results.ts';
export {
  type IllegalStep,
  isTakenBack,
  type PhaseRecord,
  phaseOf,
  type RunState,
  type ServiceRecord,
  serviceOf,
  servicesOf,
} from './run-state.ts';
export { advanceRun, RUN_TRANSITIONS, type RunOutcome, type RunStateName, type RunStep } from './run-states.ts';
export { type Selectable, type Selection, type SelectionResult, selectServices } from './select-services.ts';
export {
  countOutcome,
  type InconclusiveRule,
  isServiceOutcome,
  SERVICE_OUTCOMES,
  type ServiceOutcome,
} from './service-outcomes.ts';
export {
  advanceService,
  isUnderWay,
  isWaiting,
  SERVICE_TRANSITIONS,
  type ServiceState,
  type ServiceStep,
} from './service-states.ts';
export { findSharedCode, type SharedNode, type SharedUse } from './shared-code.ts';
export { checkOf, finishedServices, measureSuccess, type SuccessMetric } from './success-metrics.ts';
export {
  countServices,
  describeBudget,
  exitCodeOf,
  exitConditionsOf,
  judgeOutcome,
  type OutcomeTally,
  type RunCounts,
  servicesNeedingAttention,
} from './summarize-run.ts';
export type { TestResult, TestRun, TestStatus } from './test-results.ts';
export {
  DEFAULT_FAILURE_LIMIT,
  describeTolerance,
  type FailureLimit,
  isThresholdCrossed,
  judgeThreshold,
  parseFailureLimit,
  type ThresholdVerdict,
  toleratedFailures,
} from './threshold.ts';
export { validateInventory } from './validate-inventory.ts';
