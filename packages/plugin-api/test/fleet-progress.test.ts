import { readProgress } from '../src/fleet-progress.ts';
import type { FleetEvent } from '../src/orchestrator.ts';

const started: FleetEvent = { kind: 'service-started', phase: 'a', service: 'x' };
const finished: FleetEvent = {
  ...{ kind: 'service-finished', phase: 'a', service: 'x', outcome: 'succeeded', counts: 'success' },
  changed: true,
};
const reset: FleetEvent = { kind: 'service-reset', phase: 'a', service: 'x' };
const opened: FleetEvent = { kind: 'checkpoint-opened', phase: 'a', checkpoint: 'after-x', services: ['x'] };
const approved: FleetEvent = { kind: 'checkpoint-decided', phase: 'a', checkpoint: 'after-x', decision: 'approve' };

describe('the progress of a run', () => {
  test('of no events is empty', () => {
    const progress = readProgress([]);
    expect(progress.running.size + progress.finished.size + progress.checkpoints.size).toBe(0);
  });

  test('a service is running, then finished, then neither when it is reset', () => {
    expect([...readProgress([started]).running]).toEqual(['x']);
    const ended = readProgress([started, finished]);
    expect([ended.running.size, ended.finished.get('x')]).toMatchObject([0, { outcome: 'succeeded', changed: true }]);
    const again = readProgress([started, finished, reset]);
    expect([again.running.size, again.finished.size]).toEqual([0, 0]);
  });

  test('a checkpoint is open, then decided', () => {
    expect(readProgress([opened]).checkpoints.get('after-x')?.state).toBe('open');
    expect(readProgress([opened, approved]).checkpoints.get('after-x')?.state).toBe('approve');
  });

  test('a decision on a checkpoint that was never opened is passed over', () => {
    expect(readProgress([approved]).checkpoints.size).toBe(0);
  });

  test('a checkpoint about a service that starts anew is forgotten, one about another is kept', () => {
    const other: FleetEvent = { ...opened, checkpoint: 'after-y', services: ['y'] };
    expect([...readProgress([opened, other, approved, reset]).checkpoints.keys()]).toEqual(['after-y']);
  });

  test('a phase has crossed and is gated until it starts again', () => {
    const crossed: FleetEvent = { kind: 'threshold-crossed', phase: 'a', failed: 3, eligible: 10 };
    const gated: FleetEvent = { kind: 'phase-gated', phase: 'a', passed: false, reason: '' };
    const before = readProgress([crossed, gated]);
    expect([before.crossed.has('a'), before.gated.get('a')]).toEqual([true, false]);
    const after = readProgress([crossed, gated, { kind: 'phase-started', phase: 'a' }]);
    expect([after.crossed.size, after.gated.size]).toEqual([0, 0]);
  });

  test('a service that was taken back is undone until it starts again', () => {
    const undone: FleetEvent = { kind: 'undo-finished', services: ['x'] };
    expect(readProgress([undone]).undone.has('x')).toBe(true);
    expect(readProgress([undone, started]).undone.has('x')).toBe(false);
  });
});
