import { foldRun } from '../src/fold-run.ts';
import { canRollBackPhase, planAbort, planRollback } from '../src/plan-abort.ts';
import type { RunEvent } from '../src/run-event.ts';
import type { AbortRule } from '../src/run-policy.ts';
import { at, created, finished, phaseOf, planned, succeeded, worked } from './journal.ts';

const names = ['early', 'good', 'bad', 'back', 'idle'];
const services = names.map((name) => planned(name, name === 'early' ? 'a' : 'b'));
const phases = [phaseOf('a', ['early']), phaseOf('b', names.slice(1))];

function run(onAbort: AbortRule) {
  const events: readonly RunEvent[] = [
    ...worked('early'),
    finished('early', 'succeeded', { minute: 4 }),
    ...succeeded('good'),
    ...worked('bad'),
    finished('bad', 'failed', { changed: true, minute: 6 }),
    ...worked('back'),
    finished('back', 'failed', { changed: true, minute: 7 }),
    { kind: 'rollback.svc', at: at(8), service: 'back', step: 'started' },
    { kind: 'rollback.svc', at: at(8), service: 'back', step: 'rolled-back', reason: '' },
  ];
  return foldRun([...created(services, phases, { onAbort }), ...events]);
}

describe('the abort of a phase', () => {
  test.each<readonly [AbortRule, readonly string[]]>([
    ['keep', []],
    ['failed', ['bad']],
    ['phase', ['bad', 'good']],
    ['run', ['bad', 'good', 'early']],
  ])('with %s takes back %j', (rule, rollBack) => {
    expect(planAbort(run(rule), 'b')).toEqual({ skip: ['idle'], rollBack });
  });
});

describe('the order of an undo', () => {
  test('is later phases first, then what ended last, without what is as it was', () => {
    expect(planRollback(run('keep'), new Set(names))).toEqual(['bad', 'good', 'early']);
    expect(planRollback(run('keep'), new Set(['early', 'idle']))).toEqual(['early']);
  });

  test('of services that ended at the same time is the plan backwards', () => {
    const same = foldRun([
      ...created(services, phases),
      ...succeeded('good'),
      ...succeeded('bad'),
      ...succeeded('back'),
    ]);
    expect(planRollback(same, new Set(names))).toEqual(['back', 'bad', 'good']);
  });

  test('a phase can be taken back when one of its services can', () => {
    expect([canRollBackPhase(run('keep'), 'b'), canRollBackPhase(foldRun(created(services, phases)), 'b')]).toEqual([
      true,
      false,
    ]);
    expect(canRollBackPhase(run('keep'), 'q')).toBe(false);
  });
});
