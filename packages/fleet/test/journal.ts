import type { PlannedPhase, PlannedService, RunEvent } from '../src/run-event.ts';
import { DEFAULT_RUN_POLICY, type RunPolicy } from '../src/run-policy.ts';
import type { ServiceOutcome } from '../src/service-outcomes.ts';

/** A time, in minutes after the start of the run. */
export function at(minutes: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString();
}

export function planned(name: string, phase: string, given: Partial<PlannedService> = {}): PlannedService {
  const rest = {
    priority: 'low',
    risk: 'low',
    owner: undefined,
    dependsOn: [],
    plugins: ['tenacity'],
    applicable: true,
  } as const;
  return { name, path: `services/${name}`, phase, ...rest, ...given };
}

export function phaseOf(id: string, services: readonly string[], given: Partial<PlannedPhase> = {}): PlannedPhase {
  return { id, title: id.toUpperCase(), services, concurrency: 4, checkpoint: 'none', ...given };
}

/** A run that has been created and started: by default `x` and `y` in phase a, `z` in phase d with approval after each. */
export function created(
  services: readonly PlannedService[] = [
    planned('x', 'a'),
    planned('y', 'a'),
    planned('z', 'd', { priority: 'critical' }),
  ],
  phases: readonly PlannedPhase[] = [
    phaseOf('a', ['x', 'y']),
    phaseOf('d', ['z'], { concurrency: 1, checkpoint: 'after-each' }),
  ],
  policy: Partial<RunPolicy> = {},
): readonly RunEvent[] {
  return [
    {
      kind: 'run.created',
      at: at(0),
      runId: '20260101-abc',
      planDigest: 'd1',
      user: 'ana',
      orchestrator: 'phased',
      services,
      phases,
      policy: { ...DEFAULT_RUN_POLICY, ...policy },
    },
    { kind: 'run.started', at: at(0) },
  ];
}

export function phaseOpened(phase: string): readonly RunEvent[] {
  return [
    { kind: 'phase.started', at: at(1), phase },
    { kind: 'phase.checked', at: at(1), phase, passed: true, reason: '', checks: [] },
  ];
}

export function phasePassed(phase: string): readonly RunEvent[] {
  return [
    { kind: 'phase.validating', at: at(8), phase },
    { kind: 'phase.gated', at: at(8), phase, passed: true, reason: 'All is well.', checks: [] },
  ];
}

/** A service up to and without its outcome: everything is written and is being validated. */
export function worked(service: string, attempt = 1): readonly RunEvent[] {
  return [
    { kind: 'svc.queued', at: at(2), service, attempt },
    { kind: 'svc.started', at: at(2), service, attempt },
    {
      kind: 'svc.preflight',
      at: at(2),
      service,
      checks: [{ check: 'undo-possible', verdict: 'pass', evidence: '3 files kept.' }],
    },
    { kind: 'svc.baseline', at: at(3), service, checks: [] },
    { kind: 'tx.intent', at: at(3), service },
    { kind: 'tx.committed', at: at(4), service },
    { kind: 'svc.validating', at: at(4), service, attempt },
  ];
}

export function finished(
  service: string,
  outcome: ServiceOutcome,
  given: { changed?: boolean; minute?: number } = {},
): RunEvent {
  return {
    kind: 'svc.finished',
    at: at(given.minute ?? 5),
    service,
    outcome,
    reasonCode: outcome,
    reason: `It ${outcome}.`,
    changed: given.changed ?? outcome === 'succeeded',
    migrations: [],
  };
}

export function succeeded(service: string): readonly RunEvent[] {
  return [...worked(service), finished(service, 'succeeded')];
}
