import { readProgress } from '@moult/plugin-api';
import { fleetEvents } from '../src/fleet-events.ts';
import type { RunEvent } from '../src/run-event.ts';
import { at, created, finished, phaseOpened, phasePassed, succeeded, worked } from './journal.ts';

const opened = {
  kind: 'checkpoint.opened',
  checkpoint: 'after-z',
  phase: 'd',
  services: ['z'],
  question: '',
  shownDigest: 'd9',
  required: 2,
  authors: [],
  allowed: [],
  critical: true,
  expiresAt: undefined,
  onExpire: 'stay',
} as const;

function decided(by: string, override = false): RunEvent {
  return {
    ...{ kind: 'checkpoint.decided', at: at(7), checkpoint: 'after-z', decision: 'approve', by },
    ...{ reason: undefined, shownDigest: 'd9', override },
  };
}

describe('what an orchestrator sees of a journal', () => {
  test('is the history without the steps inside a service', () => {
    const events = fleetEvents([...created(), ...phaseOpened('a'), ...succeeded('x'), ...phasePassed('a')]);
    expect(events).toEqual([
      { kind: 'run-started' },
      { kind: 'phase-started', phase: 'a' },
      { kind: 'service-started', phase: 'a', service: 'x' },
      { kind: 'service-finished', phase: 'a', service: 'x', outcome: 'succeeded', counts: 'success', changed: true },
      { kind: 'phase-gated', phase: 'a', passed: true, reason: 'All is well.' },
    ]);
  });

  test('an attempt that was cut short is reset when it is queued again, and only then', () => {
    const again = { kind: 'svc.queued', at: at(9), service: 'x', attempt: 2 } as const;
    const events = [...created(), ...worked('x'), { kind: 'run.resumed', at: at(9) } as const];
    expect(readProgress(fleetEvents(events)).running.has('x')).toBe(true);
    expect(fleetEvents([...events, again]).slice(-2)).toEqual([
      { kind: 'run-resumed' },
      { kind: 'service-reset', phase: 'a', service: 'x' },
    ]);
    expect(readProgress(fleetEvents([...events, again])).running.size).toBe(0);
  });

  test('a service that ends without having been started is finished, and reset when it is queued', () => {
    const skipped = fleetEvents([...created(), finished('x', 'held')]);
    expect(skipped.at(-1)).toMatchObject({
      kind: 'service-finished',
      outcome: 'held',
      counts: 'neither',
      changed: false,
    });
    const again = { kind: 'svc.queued', at: at(9), service: 'x', attempt: 1 } as const;
    expect(fleetEvents([...created(), finished('x', 'held'), again]).at(-1)?.kind).toBe('service-reset');
  });

  test('an inconclusive service counts by the policy of the run', () => {
    const count = (onInconclusive: 'fail' | 'pause') =>
      fleetEvents([...created(undefined, undefined, { onInconclusive }), finished('x', 'inconclusive')]).at(-1);
    expect(count('fail')).toMatchObject({ counts: 'failure' });
    expect(count('pause')).toMatchObject({ counts: 'neither' });
  });

  test('a checkpoint is decided when enough people have approved, or by an override', () => {
    const open: readonly RunEvent[] = [...created(), { ...opened, at: at(6) }];
    expect(fleetEvents([...open, decided('ana')]).at(-1)?.kind).toBe('checkpoint-opened');
    expect(fleetEvents([...open, decided('ana'), decided('ben')]).at(-1)).toMatchObject({
      kind: 'checkpoint-decided',
      phase: 'd',
    });
    expect(fleetEvents([...open, decided('ana', true)]).at(-1)).toMatchObject({ decision: 'approve' });
  });

  test('an undo is finished with the services it was about', () => {
    const undo: readonly RunEvent[] = [
      { kind: 'rollback.started', at: at(9), services: ['x'], reason: '' },
      { kind: 'rollback.finished', at: at(9) },
    ];
    expect(fleetEvents([...created(), ...undo]).at(-1)).toEqual({ kind: 'undo-finished', services: ['x'] });
  });

  test('a phase whose first check fails has not passed its gate', () => {
    const failed = {
      kind: 'phase.checked',
      at: at(1),
      phase: 'a',
      passed: false,
      reason: 'drift',
      checks: [],
    } as const;
    expect(readProgress(fleetEvents([...created(), failed])).gated.get('a')).toBe(false);
  });

  test('a phase that starts again has neither crossed its limit nor been gated', () => {
    const crossed = { kind: 'threshold.crossed', at: at(2), phase: 'a', failed: 1, eligible: 2 } as const;
    const before = [...created(), ...phaseOpened('a'), crossed];
    expect(readProgress(fleetEvents(before)).crossed.has('a')).toBe(true);
    expect(readProgress(fleetEvents([...before, ...phaseOpened('a')])).crossed.has('a')).toBe(false);
  });
});
