/** What a check can say. `unverified` is neither: it could not be looked at, and that is never a pass. */
export type CheckVerdict = 'pass' | 'fail' | 'unverified';

/** The five levels of validation. */
export type ValidationLevel = 'V1' | 'V2' | 'V3' | 'V4' | 'V5';

/** Every check there is, with the level it belongs to and the question it answers. */
export const CHECKS = {
  'plan-fresh': { level: 'V1', question: 'Do all planned files still have the content that was planned?' },
  'tree-clean': { level: 'V1', question: 'Is no planned file changed but not committed, or is that allowed?' },
  'lock-free': { level: 'V1', question: 'Does no other run own the tree?' },
  'disk-space': { level: 'V1', question: 'Is there room for three times the planned bytes?' },
  'tools-present': { level: 'V1', question: 'Are the tools that the run needs there?' },
  'sources-parse': { level: 'V1', question: 'Does every planned file parse?' },
  'undo-possible': {
    level: 'V1',
    question: 'Are the contents of all planned files kept, so that they can be restored?',
  },
  'baseline-tests': { level: 'V1', question: 'Do the tests run before the change?' },
  'earlier-phases': { level: 'V2', question: 'Are all services of earlier phases in a good final state?' },
  'no-drift': { level: 'V2', question: 'Do finished services still have the content that the run wrote?' },
  threshold: { level: 'V2', question: 'Did no more services fail than the phase tolerates?' },
  'phase-command': { level: 'V2', question: 'Do the commands of the phase succeed?' },
  compiles: { level: 'V3', question: 'Do all changed files compile?' },
  residue: { level: 'V3', question: 'Is no old API left outside what the plan listed?' },
  'second-plan-empty': { level: 'V3', question: 'Does a second plan find nothing to change?' },
  'requirements-resolve': { level: 'V3', question: 'Does the set of requirements resolve?' },
  tests: { level: 'V3', question: 'Do the tests give the same results as before, test by test?' },
  health: { level: 'V3', question: 'Does the health command succeed?' },
  integration: { level: 'V4', question: 'Do the integration commands succeed?' },
  'undo-in-copy': {
    level: 'V5',
    question: 'Does an undo in a copy restore every byte, and do the old tests run there as before?',
  },
} as const satisfies Readonly<Record<string, { readonly level: ValidationLevel; readonly question: string }>>;

export type CheckName = keyof typeof CHECKS;

/** One check that was made, or could not be. */
export interface CheckResult {
  readonly check: CheckName;
  readonly verdict: CheckVerdict;
  /** One sentence: what was looked at and what was seen. */
  readonly evidence: string;
}

/** One verdict for many: a failure wins, then what is unverified. Nothing at all is unverified. */
export function worstVerdict(verdicts: readonly CheckVerdict[]): CheckVerdict {
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.length === 0 || verdicts.includes('unverified') ? 'unverified' : 'pass';
}
