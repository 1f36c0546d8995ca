import { type CheckName, type CheckResult, type CheckVerdict, worstVerdict } from './check-result.ts';
import { listNames } from './list-names.ts';
import type { RunState, ServiceRecord } from './run-state.ts';
import { countOutcome } from './service-outcomes.ts';

/** One number that a run is measured by. */
export interface SuccessMetric {
  readonly name: 'migrated' | 'tests-as-before' | 'healthy' | 'incidents' | 'undo-possible';
  readonly title: string;
  readonly target: string;
  readonly verdict: CheckVerdict;
  /** The value in words: `33 of 35 (94 %)`. */
  readonly value: string;
  readonly evidence: string;
}

/** The five success metrics of a run, with their targets. What could not be looked at is unverified, never a pass. */
export function measureSuccess(run: RunState): readonly SuccessMetric[] {
  const planned = run.services.filter((service) => service.applicable);
  return [
    measureMigrated(run, planned),
    measureTests(run, planned),
    measureHealth(planned),
    measureIncidents(run, planned),
    measureUndo(planned),
  ];
}

/** The services whose work is done: upgraded, or with nothing left to change. */
export function finishedServices(run: RunState, services: readonly ServiceRecord[]): readonly ServiceRecord[] {
  return services.filter(
    (service) =>
      service.outcome !== undefined &&
      service.state === service.outcome &&
      countOutcome(service.outcome, run.policy.onInconclusive) === 'success',
  );
}

/** The last result of a check of a service. */
export function checkOf(service: ServiceRecord, check: CheckName): CheckResult | undefined {
  return service.checks.find((result) => result.check === check);
}

function measureMigrated(run: RunState, planned: readonly ServiceRecord[]): SuccessMetric {
  const done = finishedServices(run, planned).length;
  const others = planned.filter((service) => !finishedServices(run, [service]).length).map((service) => service.name);
  return {
    name: 'migrated',
    title: 'Services migrated',
    target: '95 %',
    verdict: planned.length === 0 ? 'unverified' : done * 100 >= planned.length * 95 ? 'pass' : 'fail',
    value: share(done, planned.length),
    evidence: others.length === 0 ? 'Every planned service is done.' : `Not done: ${listNames(others)}.`,
  };
}

function measureTests(run: RunState, planned: readonly ServiceRecord[]): SuccessMetric {
  const results = finishedOrChanged(run, planned).map((service) => [service, checkOf(service, 'tests')] as const);
  return {
    name: 'tests-as-before',
    title: 'Tests passing as before',
    target: '100 %',
    ...summarize(results, 'compared with the tests before the change'),
  };
}

function measureHealth(planned: readonly ServiceRecord[]): SuccessMetric {
  const results = planned
    .filter((service) => service.changed)
    .map((service) => [service, checkOf(service, 'health')] as const);
  return {
    name: 'healthy',
    title: 'Services healthy',
    target: 'all',
    ...summarize(results, 'asked by their health command'),
  };
}

function measureIncidents(run: RunState, planned: readonly ServiceRecord[]): SuccessMetric {
  const unhealthy = planned.filter((service) => service.changed && checkOf(service, 'health')?.verdict === 'fail');
  const stuck = planned.filter(
    (service) => service.state === 'rollback-failed' || service.state === 'rollback-refused',
  );
  const seen = [
    ...run.incidents.map((text) => text.replace(/\.$/, '')),
    ...unhealthy.map((service) => `${service.name} was changed and is not healthy`),
    ...stuck.map((service) => `${service.name} could not be taken back`),
  ];
  const limits = 'The run sees its own commands only, not what happens in production.';
  return {
    name: 'incidents',
    title: 'Incidents',
    target: '0',
    verdict: seen.length === 0 ? 'pass' : 'fail',
    value: String(seen.length),
    evidence: seen.length === 0 ? `None seen. ${limits}` : `${seen.join('; ')}. ${limits}`,
  };
}

function measureUndo(planned: readonly ServiceRecord[]): SuccessMetric {
  const results = planned
    .filter((service) => service.changed)
    .map((service) => [service, checkOf(service, 'undo-possible')] as const);
  return {
    name: 'undo-possible',
    title: 'Undo possible',
    target: '100 %',
    ...summarize(results, 'checked for stored contents of every file'),
  };
}

function finishedOrChanged(run: RunState, planned: readonly ServiceRecord[]): readonly ServiceRecord[] {
  const finished = new Set(finishedServices(run, planned));
  return planned.filter((service) => finished.has(service) || service.changed || service.tests !== undefined);
}

function summarize(
  results: readonly (readonly [ServiceRecord, CheckResult | undefined])[],
  how: string,
): Pick<SuccessMetric, 'verdict' | 'value' | 'evidence'> {
  const named = (verdict: CheckVerdict): readonly string[] =>
    results.filter(([, result]) => (result?.verdict ?? 'unverified') === verdict).map(([service]) => service.name);
  const [good, bad, open] = [named('pass'), named('fail'), named('unverified')];
  const parts = [
    `${good.length} of ${results.length} services ${how} and fine`,
    ...(bad.length === 0 ? [] : [`failing: ${listNames(bad)}`]),
    ...(open.length === 0 ? [] : [`unverified: ${listNames(open)}`]),
  ];
  return {
    verdict: worstVerdict(results.map(([, result]) => result?.verdict ?? 'unverified')),
    value: share(good.length, results.length),
    evidence: `${parts.join('; ')}.`,
  };
}

function share(part: number, whole: number): string {
  return whole === 0 ? '0 of 0' : `${part} of ${whole} (${Math.floor((part * 100) / whole)} %)`;
}
