import { workOrders } from '@moult/engine';
import { serviceOf } from '@moult/fleet';
import { readBaseline } from './baseline.ts';
import { keepForAdoption } from './keep-for-adoption.ts';
import { SecondPlan } from './look-again.ts';
import { migrationOutcomes } from './migration-outcomes.ts';
import { definitionOf, type RunContext } from './run-context.ts';
import { type ServiceVerdict, validateService } from './validate-service.ts';

/** Validates a service whose edits were taken over, and ends it: well, or waiting for the person once more. */
export async function validateAdopted(context: RunContext, service: string): Promise<void> {
  const { session, slices } = context;
  const attempt = serviceOf(session.state, service)?.attempts ?? 1;
  session.append('svc.validating', { service, attempt });
  const before = {
    tests: readBaseline(context, service, attempt) ?? NO_BASELINE,
    output: '',
    report: undefined,
    environment: undefined,
  };
  const second = new SecondPlan(context.project, slices);
  const verdict = await validateService(context, second, service, attempt, before, { isAdopted: true });
  session.append('svc.validated', { service, checks: verdict.checks, tests: verdict.tests });
  const { findings } = await second.of(definitionOf(context, service));
  const plugins = serviceOf(session.state, service)?.plugins ?? [];
  const migrations = migrationOutcomes(plugins, { ...slices.of(service), findings }, 'written');
  const ending = endingOf(verdict, workOrders(findings));
  // What a person does from here on is told from what was taken over.
  if (ending.outcome === 'awaiting-work') keepForAdoption(context, service);
  session.append('svc.finished', { service, ...ending, changed: true, migrations });
}

function endingOf(
  verdict: ServiceVerdict,
  findings: readonly { readonly path: string; readonly line: number }[],
): Pick<ServiceVerdict, 'outcome' | 'reasonCode' | 'reason'> {
  const { outcome, reasonCode, reason } = verdict;
  if (outcome !== 'succeeded') {
    const text = `The edits were taken over, but: ${reason} Repair it and adopt again.`;
    return { outcome: 'awaiting-work', reasonCode, reason: text };
  }
  if (findings.length === 0) return { outcome, reasonCode, reason };
  const places = findings.map((one) => `${one.path}:${one.line}`).join(', ');
  const are = findings.length === 1 ? 'finding is' : 'findings are';
  const text = `${findings.length} ${are} still there, which its owner accepts: ${places}.`;
  return { outcome, reasonCode: 'adopted-with-findings', reason: text };
}

const NO_BASELINE = { kind: 'skipped', reason: 'there is no report of the first attempt.' } as const;
