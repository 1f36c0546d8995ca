import { type CheckName, type CheckResult, type CheckVerdict, worstVerdict } from './check-result.ts';
import { listNames } from './list-names.ts';
import type { RunState, ServiceRecord } from './run-state.ts';
import { countOutcome } from './service-outcomes.ts';
import { checkOf, finishedServices } from './success-metrics.ts';

/** One of the ten things that have to be true before a run counts as complete. */
export interface FinalCriterion {
  readonly number: number;
  readonly title: string;
  readonly verdict: CheckVerdict;
  readonly evidence: string;
}

/** What a run wrote besides the services, as its caller knows it. */
export interface RunArtefacts {
  readonly reportWritten: boolean;
  readonly changelogWritten: boolean;
  /** Kinds of changes in the run, and those of them whose undo was tried in a copy. */
  readonly changeKinds: readonly string[];
  readonly undoTriedFor: readonly string[];
}

/** The ten final criteria of a run, in their order. */
export function judgeFinalCriteria(run: RunState, artefacts: RunArtefacts): readonly FinalCriterion[] {
  const planned = run.services.filter((service) => service.applicable);
  const changed = planned.filter((service) => service.changed);
  const all: readonly (readonly [string, Judgement])[] = [
    ['Every planned service is finished, or held with an owner', judgeFinished(run, planned)],
    ['All changed files compile', judgeCheck(changed, 'compiles')],
    ['No old API is left outside the listed residue', judgeCheck(changed, 'residue')],
    ['The requirement sets resolve', judgeCheck(changed, 'requirements-resolve')],
    ['No test fails that passed before', judgeTests(run, planned)],
    ['A second plan is empty', judgeCheck(changed, 'second-plan-empty')],
    ['The health commands pass', judgeCheck(changed, 'health')],
    ['The integration commands pass', judgeRunCheck(run, 'integration')],
    ['Undo was tried on a sample of each kind of change', judgeUndo(run, artefacts)],
    ['The report and the changelog lines are written', judgeArtefacts(run, artefacts)],
  ];
  return all.map(([title, judgement], i) => ({ number: i + 1, title, ...judgement }));
}

type Judgement = Pick<FinalCriterion, 'verdict' | 'evidence'>;

function judgeFinished(run: RunState, planned: readonly ServiceRecord[]): Judgement {
  const finished = new Set(finishedServices(run, planned));
  const waiting = planned.filter((service) => service.state === 'held' || service.state === 'awaiting-work');
  const unowned = waiting.filter((service) => service.owner === undefined);
  const open = planned.filter((service) => !finished.has(service) && !waiting.includes(service));
  if (open.length > 0) {
    const isAhead = isResting(run) && open.every((service) => service.outcome === undefined);
    return { verdict: isAhead ? 'unverified' : 'fail', evidence: `Not finished: ${withStates(open)}.` };
  }
  if (unowned.length > 0) return { verdict: 'fail', evidence: `Held without an owner: ${withStates(unowned)}.` };
  if (planned.length === 0) return { verdict: 'unverified', evidence: 'No service was planned.' };
  const held = waiting.map((service) => `${service.name} (${service.owner})`);
  const rest = held.length === 0 ? '' : ` Held: ${held.join(', ')}.`;
  return { verdict: 'pass', evidence: `${finished.size} of ${planned.length} planned services are finished.${rest}` };
}

/** While a run rests before its end, what it has not come to is no failure. */
function isResting(run: RunState): boolean {
  return run.state === 'waiting-for-approval' || run.state === 'paused';
}

function withStates(services: readonly ServiceRecord[]): string {
  return services.map((service) => `${service.name} (${service.state})`).join(', ');
}

function judgeCheck(services: readonly ServiceRecord[], check: CheckName): Judgement {
  if (services.length === 0) return { verdict: 'unverified', evidence: 'No service was changed.' };
  const results = services.map((service) => ({ service, result: checkOf(service, check) }));
  const verdict = worstVerdict(results.map(({ result }) => result?.verdict ?? 'unverified'));
  const guilty = results.filter(({ result }) => (result?.verdict ?? 'unverified') === verdict);
  if (verdict === 'pass') return { verdict, evidence: `Seen in all ${services.length} changed services.` };
  return { verdict, evidence: groupByEvidence(guilty) };
}

/** Says once what is true of many services. */
function groupByEvidence(
  results: readonly { readonly service: ServiceRecord; readonly result: CheckResult | undefined }[],
): string {
  const names = new Map<string, string[]>();
  for (const { service, result } of results) {
    const evidence = result?.evidence ?? 'It was not looked at.';
    names.set(evidence, [...(names.get(evidence) ?? []), service.name]);
  }
  return [...names].map(([evidence, services]) => `${listNames(services)}: ${evidence}`).join(' ');
}

/** Services that failed and were taken back are back at their old tests; the others have to be as before. */
function judgeTests(run: RunState, planned: readonly ServiceRecord[]): Judgement {
  const standing = planned.filter((service) => {
    const isBack = service.state === 'rolled-back';
    const hasEnded = service.outcome !== undefined;
    return (
      hasEnded && !isBack && (service.changed || countOutcome(service.outcome, run.policy.onInconclusive) === 'failure')
    );
  });
  return judgeCheck(standing, 'tests');
}

function judgeRunCheck(run: RunState, check: CheckName): Judgement {
  const phases = run.phases.flatMap((phase) => phase.checks);
  const results = [...phases, ...run.checks].filter((result) => result.check === check);
  if (results.length === 0) return { verdict: 'unverified', evidence: 'There is no such command, or it was not run.' };
  const verdict = worstVerdict(results.map((result) => result.verdict));
  const telling = results.filter((result) => result.verdict === verdict);
  return { verdict, evidence: [...new Set(telling.map((result) => result.evidence))].join(' ') };
}

function judgeUndo(run: RunState, artefacts: RunArtefacts): Judgement {
  const seen = judgeRunCheck(run, 'undo-in-copy');
  if (seen.verdict === 'fail') return seen;
  const missing = artefacts.changeKinds.filter((kind) => !artefacts.undoTriedFor.includes(kind));
  if (artefacts.changeKinds.length === 0) return { verdict: 'unverified', evidence: 'Nothing was changed.' };
  if (missing.length > 0) return { verdict: 'unverified', evidence: `Undo was not tried for: ${missing.join(', ')}.` };
  if (seen.verdict === 'unverified') return seen;
  const kinds = artefacts.changeKinds.join(', ');
  return { verdict: 'pass', evidence: `Tried in a copy for each kind: ${kinds}. ${seen.evidence}` };
}

function judgeArtefacts(run: RunState, artefacts: RunArtefacts): Judgement {
  const missing = [
    ...(artefacts.reportWritten ? [] : ['the report']),
    ...(artefacts.changelogWritten ? [] : ['the changelog lines']),
  ];
  if (missing.length === 0) return { verdict: 'pass', evidence: 'Both are written.' };
  if (isResting(run)) return { verdict: 'unverified', evidence: 'They are written when the run ends.' };
  return { verdict: 'fail', evidence: `Not written: ${missing.join(' and ')}.` };
}
