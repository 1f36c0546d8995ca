import { foldRun } from '../src/fold-run.ts';
import { planResume } from '../src/plan-resume.ts';
import type { RunEvent } from '../src/run-event.ts';
import { at, created, finished, phaseOf, phaseOpened, planned, succeeded, worked } from './journal.ts';

const names = ['done', 'cut', 'bad', 'skipped', 'held', 'idle'];
const base = [
  ...created(
    names.map((name) => planned(name, 'a')),
    [phaseOf('a', names)],
  ),
  ...phaseOpened('a'),
];
const nothing = { interrupted: [], rollingBack: [], retry: [], reopen: [], expired: [], waiting: [] };

function resume(events: readonly RunEvent[], retry: 'none' | 'failed' | readonly string[] = 'none', minute = 30) {
  return planResume(foldRun([...base, ...events]), { retry, now: at(minute) });
}

function opened(expiresAt: string | undefined): RunEvent {
  return {
    ...{
      kind: 'checkpoint.opened',
      at: at(6),
      checkpoint: 'c',
      phase: 'a',
      services: [],
      question: '',
      shownDigest: '',
    },
    ...{ required: 1, authors: [], allowed: [], critical: true, expiresAt, onExpire: 'stay' },
  };
}

describe('the resume of a run', () => {
  test('has nothing to do first when nothing was cut short', () => {
    expect(resume([])).toEqual({ kind: 'resume', ...nothing });
  });

  test('queues what was cut short again, at whichever step that was', () => {
    const steps = worked('cut');
    for (let length = 2; length <= steps.length; length += 1) {
      expect(resume([...succeeded('done'), ...steps.slice(0, length)])).toMatchObject({ interrupted: ['cut'] });
    }
  });

  test('queues a service again that was taken back when the resume itself was cut short', () => {
    const undone = { kind: 'tx.undone', at: at(6), service: 'cut' } as const;
    expect(resume([...worked('cut'), undone])).toMatchObject({ interrupted: ['cut'] });
    const queued = { kind: 'svc.queued', at: at(6), service: 'cut', attempt: 2 } as const;
    expect(resume([...worked('cut'), undone, queued])).toMatchObject({ interrupted: [] });
  });

  test('finishes an undo that was cut short', () => {
    const cut = { kind: 'rollback.svc', at: at(6), service: 'done', step: 'started' } as const;
    expect(resume([...succeeded('done'), cut])).toMatchObject({ rollingBack: ['done'], interrupted: [] });
  });

  test('tries again what was asked for, and always what was only skipped', () => {
    const events: readonly RunEvent[] = [
      ...worked('bad'),
      finished('bad', 'failed'),
      finished('skipped', 'skipped-threshold'),
      finished('held', 'held'),
      ...succeeded('done'),
    ];
    expect(resume(events)).toMatchObject({ retry: ['skipped'] });
    expect(resume(events, 'failed')).toMatchObject({ retry: ['bad', 'skipped'] });
    expect(resume(events, ['held', 'done'])).toMatchObject({ retry: ['skipped', 'held'] });
  });

  test('starts an aborted phase again', () => {
    const crossed: readonly RunEvent[] = [
      { kind: 'threshold.crossed', at: at(6), phase: 'a', failed: 2, eligible: 6 },
      { kind: 'run.aborted', at: at(7), reason: '' },
    ];
    expect(resume(crossed)).toMatchObject({ kind: 'resume', reopen: ['a'] });
  });

  test('tells open checkpoints that wait from those that have expired', () => {
    expect(resume([opened(undefined)])).toMatchObject({ waiting: ['c'], expired: [] });
    expect(resume([opened(at(29))])).toMatchObject({ waiting: [], expired: ['c'] });
    expect(resume([opened(at(31))])).toMatchObject({ waiting: ['c'] });
  });

  test('is refused for a run that is finished, taken back or rejected, with the reason', () => {
    const end = (outcome: 'succeeded' | 'rolled-back'): RunEvent => ({
      kind: 'run.finished',
      at: at(9),
      outcome,
      exitCode: 0,
      reason: '',
    });
    expect(resume([end('succeeded')])).toEqual({
      kind: 'nothing',
      reason: 'The run is succeeded: nothing is left to do.',
    });
    const undo = { kind: 'rollback.started', at: at(8), services: [], reason: '' } as const;
    expect(resume([undo, end('rolled-back')]).kind).toBe('nothing');
    const rejected: RunEvent = {
      ...{ kind: 'checkpoint.decided', at: at(7), checkpoint: 'c', decision: 'reject', by: 'ana' },
      ...{ reason: undefined, shownDigest: '', override: false },
    };
    expect(resume([opened(undefined), rejected])).toMatchObject({
      reason: 'Phase a was rejected. Plan again and start a new run.',
    });
    expect(planResume(foldRun([]), { retry: 'none', now: at(1) })).toEqual({
      kind: 'nothing',
      reason: 'There is no run.',
    });
  });
});
